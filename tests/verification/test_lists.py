"""Lists of what is behind the results, read back: as commands give them they agree, and an edited figure is found."""

import re
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.text_tables import read_csv, read_markdown
from tests.commands.conftest import Qcdc, qcdc, read_once  # noqa: F401 - fixtures
from tests.verification.made import copied, differences

_READERS = {"csv": read_csv, "md": read_markdown, "json": read_json}
_PERIOD = ("--period", "2020")
# A figure of each list, of chau-thanh-2020 at the end of the year, and what is put in its place in each format.
_EDITS = {
    "changes": {"csv": ('"1,25"', '"1,75"'), "md": ("| 1,25 |", "| 1,75 |"), "json": ("1.25", "1.75")},
    "appeals": {"csv": ('"93,8%"', '"93,9%"'), "md": ("| 93,8% |", "| 93,9% |"), "json": ("93,8%", "93,9%")},
    "notes": {"csv": (",1,", ",2,"), "md": ("| 1 |", "| 2 |"), "json": ('"number": 1', '"number": 2')},
    "margins": {"csv": ('"3,44"', '"3,45"'), "md": ("| 3,44 |", "| 3,45 |"), "json": ("3.44", "3.45")},
}


@pytest.mark.usefixtures("read_once")
def test_lists_of_a_period_agree_and_an_edited_figure_is_found(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qcdc: Qcdc,  # noqa: F811
) -> None:
    language.use(language.DEFAULT_LANGUAGE)
    monkeypatch.chdir(copied("chau-thanh-2020", tmp_path))
    made, edited = [], []
    for name, by_format in _EDITS.items():
        for suffix, (figure, other) in by_format.items():
            file = Path(f"{name}.{suffix}")
            assert qcdc(name, *_PERIOD, "-o", str(file)).status == 0
            made.append(str(file))
            text = file.read_text(encoding="utf-8-sig")
            assert figure in text, file
            changed, read = text.replace(figure, other, 1), _READERS[suffix]
            problems = differences(read(file.read_bytes(), made[-1]), read(changed.encode(), made[-1]))
            assert [problem.code for problem in problems] == ["Q060"]
            if suffix == "csv":  # of one format, to the end
                edited.append(f"edited-{file}")
                Path(edited[-1]).write_text(changed, encoding="utf-8")
    assert qcdc("appeals", *_PERIOD, "-o", "appeals.html").status == 0
    made.append("appeals.html")
    assert qcdc("--lang", "en", "changes", "mai-dam", *_PERIOD, "-o", "unit.csv").status == 0  # named with its checkers
    agreed = qcdc("verify", *_PERIOD, *made, "unit.csv")
    assert agreed.status == 0, agreed.err
    lines = agreed.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [*made, "unit.csv"]
    assert lines[0].startswith("changes.csv: khớp (thay đổi điểm giữa các bước, Cả năm 2020; đã đối chiếu ")
    assert "Khối Dân vận các xã, thị trấn, Thị trấn Mái Dầm; đã đối chiếu " in lines[-1]

    found = qcdc("verify", *_PERIOD, *edited)
    assert found.status == 1
    assert re.findall(r"^(edited-\w+\.\w+)\S*.*? (Q\d+) ", found.err, re.M) == [(file, "Q060") for file in edited]
