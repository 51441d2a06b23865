"""What `--template` refuses before anything is read, and what it fills."""

from datetime import date
from pathlib import Path

import pytest

from qcdc_cli.commands.template_option import from_template, refuse_wrong_target
from qcdc_cli.problems import QcdcError
from tests.render.templates import BLOC, TODAY, bloc_of, bytes_of, layout, saved


@pytest.mark.parametrize(
    ("target", "code"), [("report.csv", "Q909"), ("report", "Q909"), ("mau.xlsx", "Q114"), ("./mau.xlsx", "Q114")]
)
def test_files_that_a_template_cannot_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QcdcError) as raised:
        refuse_wrong_target(Path(target), str(tmp_path / "mau.xlsx"))
    assert raised.value.could_not_run
    assert [problem.code for problem in raised.value.problems] == [code]


def test_any_other_workbook_can_be_written(tmp_path: Path) -> None:
    refuse_wrong_target(tmp_path / "Report.XLSX", str(tmp_path / "mau.xlsx"))


def test_filling(tmp_path: Path) -> None:
    file, case = saved(layout(), tmp_path), bloc_of(2)
    assert from_template(str(file), [case.ranking], {BLOC: case.scores}, TODAY) == bytes_of(file, case)
    assert from_template(str(file), [case.ranking], {BLOC: case.scores}, date(2021, 1, 1)) != bytes_of(file, case)
