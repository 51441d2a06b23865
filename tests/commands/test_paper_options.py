"""`qcdc export --document` and `--todo`: which papers and files they take, and what they print."""

from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("bao-cao.xlsx", "--document", "minutes"), "Q909"),
        (("ket-qua.html", "--todo"), "Q909"),
        (("bao-cao.docx", "--document", "bien-ban"), "Q906"),
        (("bao-cao.docx", "--document", "letters"), "Q906"),  # that is --letters
    ],
)
def test_files_and_papers_that_are_refused(qcdc: Qcdc, example: Path, arguments: tuple[str, ...], code: str) -> None:
    ran = qcdc("export", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(code)
    assert not (example / arguments[0]).exists()


def test_what_is_to_be_added_is_printed_beside_the_paper(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("export", "bao-cao.docx", "--period", "2020", "--todo")
    assert ran.status == 0
    assert (example / "bao-cao.docx").is_file()
    first, *gaps = ran.out.splitlines()
    assert first.startswith("BÁO CÁO “Tổng kết thi đua")
    assert gaps[-2:] == [
        f"  {len(gaps) - 1}. nguyên nhân của những hạn chế trên (mục “3. Nguyên nhân”)",
        f"  {len(gaps)}. nhiệm vụ, giải pháp khác của kỳ tiếp theo (mục “VII. NHIỆM VỤ KỲ TIẾP THEO”)",
    ]


def test_a_basis_with_open_places_is_one_to_fill(qcdc: Qcdc, example: Path) -> None:
    """As `qcdc init` leaves it: the number and the day of the plan are the records office's."""
    campaign = example / "qcdc.yaml"
    text = campaign.read_text(encoding="utf-8")
    campaign.write_text(text.replace("số 40-KH/BCĐ ngày 17/02/2020", "số … ngày …", 1), encoding="utf-8")
    gaps = qcdc("export", "bao-cao.docx", "--period", "2020", "--todo").out.splitlines()
    assert sum("Căn cứ: Căn cứ Kế hoạch số … ngày …" in gap for gap in gaps) == 1


def test_a_paper_on_the_standard_output_has_its_list_beside_it(
    example: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from qcdc_cli.commands.entry import run

    assert run(["export", "-", "--format", "docx", "--todo", "--lang", "en"]) == 0
    captured = capsysbinary.readouterr()
    assert captured.out.startswith(b"PK")
    assert b"places still to be filled" in captured.err
    assert example.is_dir()
