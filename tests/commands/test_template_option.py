"""What `--template` refuses before anything is read, and what it fills."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from qcdc_cli.commands.export_formats import format_of
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.report import Options, WholeView
from tests.render.template.templates import TODAY, bloc_of, bytes_of, layout, saved
from tests.render.word_template import templates as word


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("report.csv", "Q909"),
        ("report.docx", "Q909"),
        ("report", "Q107"),
        ("mau.xlsx", "Q114"),
        ("./mau.xlsx", "Q114"),
    ],
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


def test_a_word_template_is_for_a_word_file(tmp_path: Path) -> None:
    for name in ("mau.docx", "MAU.DOTX", "mau.odt"):
        assert format_of(tmp_path / "Report.docx", str(tmp_path / name)) is FORMATS["word_template"]
        with pytest.raises(QcdcError) as raised:
            format_of(tmp_path / "Report.xlsx", str(tmp_path / name))
        assert raised.value.problem.code == "Q909"
        assert ".docx" in raised.value.problem.remedy()


def test_filling_a_word_template(tmp_path: Path) -> None:
    case, options = (
        bloc_of(2),
        Options(made=datetime(2020, 7, 5, tzinfo=UTC), template=word.saved(word.layout(), tmp_path)),
    )
    with pytest.raises(QcdcError, match="Q765"):
        list(FORMATS["word_template"].render(case.report(WholeView()), options))
    options = options._replace(template=word.paragraphs(tmp_path, "{{ngày lập}}"))
    (content,) = FORMATS["word_template"].render(case.report(WholeView()), options)
    assert isinstance(content, bytes)
    assert word.texts(Document(BytesIO(content))) == ["05/7/2020"]
    with pytest.raises(TypeError):
        list(FORMATS["word_template"].render(case.report(WholeView()), Options()))


def test_filling(tmp_path: Path) -> None:
    file, case = saved(layout(), tmp_path), bloc_of(2)

    def filled(made: datetime) -> str | bytes:
        (content,) = FORMATS["template"].render(case.report(WholeView()), Options(made=made, template=file))
        return content

    assert filled(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)) == bytes_of(file, case)
    assert filled(datetime(2021, 1, 1, tzinfo=UTC)) != bytes_of(file, case)
