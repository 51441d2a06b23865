"""What `--template` refuses before anything is read, and what it fills."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qcdc_cli.commands.export_command import format_of
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.report import Options, WholeView
from tests.render.template.templates import TODAY, bloc_of, bytes_of, layout, saved


@pytest.mark.parametrize(
    ("target", "code"), [("report.csv", "Q909"), ("report", "Q107"), ("mau.xlsx", "Q114"), ("./mau.xlsx", "Q114")]
)
def test_files_that_a_template_cannot_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QcdcError) as raised:
        format_of(Path(target), str(tmp_path / "mau.xlsx"))
    assert raised.value.could_not_run
    assert [problem.code for problem in raised.value.problems] == [code]


def test_any_other_workbook_can_be_written(tmp_path: Path) -> None:
    assert format_of(tmp_path / "Report.XLSX", str(tmp_path / "mau.xlsx")) is FORMATS["template"]


def test_filling(tmp_path: Path) -> None:
    file, case = saved(layout(), tmp_path), bloc_of(2)

    def filled(made: datetime) -> str | bytes:
        (content,) = FORMATS["template"].render(case.report(WholeView()), Options(made=made, template=file))
        return content

    assert filled(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)) == bytes_of(file, case)
    assert filled(datetime(2021, 1, 1, tzinfo=UTC)) != bytes_of(file, case)
