"""`qcdc verify FILES` of a sealed campaign: outputs with its code, without one, with an older one, with another's."""

import re
from pathlib import Path

import pytest

from qcdc_cli.seals.seal_files import read_chain
from tests.commands.conftest import Qcdc, qcdc  # noqa: F401 - a fixture
from tests.seals.sealed import seal
from tests.verification.made import copied

_OTHER_CODE = "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of an example that is not sealed yet."""
    folder = copied("tuong-doi-chi-tieu", tmp_path)
    monkeypatch.chdir(folder)
    return folder


def test_outputs_carry_the_seal_and_agree_until_an_erratum_replaces_it(campaign: Path, qcdc: Qcdc) -> None:  # noqa: F811
    assert qcdc("rank", "--format", "csv", "-o", "before.csv").status == 0
    assert "chưa niêm phong" in qcdc("verify", "before.csv").err
    code = seal(campaign, "2024")
    files = ["a.xlsx", "a.html", "a.json", "a.md", "a.docx", "a.pdf", "a.csv"]
    for file in files:
        assert qcdc("export", file).status == 0
    assert code in Path("a.html").read_text(encoding="utf-8")
    agreed = qcdc("verify", *files)
    assert (agreed.status, agreed.err) == (0, "")
    assert len(agreed.out.splitlines()) == len(files)
    unsealed = qcdc("verify", "before.csv")
    assert unsealed.status == 0
    assert "không ghi mã niêm phong" in unsealed.err

    html = Path("a.html").read_text(encoding="utf-8")
    Path("b.html").write_text(html.replace(code, _OTHER_CODE), encoding="utf-8")
    Path("c.html").write_text(
        re.sub(r'(data-figure="[^"]+/total"[^>]*>)(\d)', r"\g<1>9\2", html, count=1), encoding="utf-8"
    )
    Path("d.pdf").write_bytes(Path("a.pdf").read_bytes() + b"\n")
    table = Path("a.csv").read_text(encoding="utf-8")
    Path("e.csv").write_text(table.replace(code, _OTHER_CODE), encoding="utf-8")
    other, changed, pdf, lines = (qcdc("verify", file) for file in ("b.html", "c.html", "d.pdf", "e.csv"))
    assert (other.status, changed.status, pdf.status, lines.status) == (1, 1, 1, 1)
    assert "Q070" in other.err
    assert re.findall(r"Q\d+", lines.err) == ["Q070"]
    assert _OTHER_CODE in lines.err
    assert "Q071" in pdf.err
    assert changed.err.count("Q060") == 1
    assert "Q060 lỗi: " in changed.err.splitlines()[0]

    seal(campaign, "2024", sort="erratum", corrects="1", reason="Cộng sai")
    old = qcdc("verify", "a.html")
    assert old.status == 1
    assert "Q069" in old.err
    assert f"mã {code} của niêm phong số 1" in old.err
    assert "Cộng sai" in old.err
    assert read_chain(campaign).seals[1].code in old.err


def test_files_that_are_no_results_are_refused_and_the_others_told_all_the_same(campaign: Path, qcdc: Qcdc) -> None:  # noqa: F811
    assert qcdc("rank", "--format", "json", "-o", "r.json").status == 0
    assert qcdc("status", "-o", "status.csv").status == 0
    assert qcdc("status", "-o", "status.xlsx").status == 0
    Path("r.txt").write_text("9,75", encoding="utf-8")
    Path("two.md").write_text("Xã Sơn Ca\n\nXã Họa Mi: 9,75\n", encoding="utf-8")
    Path("twice.json").write_text('{"a": 1, "a": 2}', encoding="utf-8")
    ran = qcdc("verify", "status.csv", "status.xlsx", "r.txt", "two.md", "r.json", "twice.json", "missing.html")
    assert ran.status == 2
    assert re.findall(r"Q\d+", ran.err) == ["Q067", "Q067", "Q067", "Q067", "Q068", "Q101"]
    assert ran.out.startswith("r.json: khớp (bảng xếp hạng")
    assert qcdc("verify", "r.json", "-o", "x.md").status == 2


def test_a_folder_of_pages_agrees_and_pages_missing_new_or_changed_are_named(campaign: Path, qcdc: Qcdc) -> None:  # noqa: F811
    assert qcdc("export", "--site", "site").status == 0
    assert qcdc("verify", "site").status == 0
    units = sorted(Path("site/don-vi").iterdir())
    units[0].unlink()
    units[1].write_text(units[1].read_text(encoding="utf-8").replace("</h1>", "!</h1>"), encoding="utf-8")
    Path("site/don-vi/khac.html").write_text("<p>9,75</p>", encoding="utf-8")
    ran = qcdc("verify", "site")
    assert ran.status == 1
    assert {line.split(":")[0] for line in ran.err.splitlines() if "Q06" in line} == {
        f"site/don-vi/{units[0].name}",
        f"site/don-vi/{units[1].name}",
        "site/don-vi/khac.html",
    }
