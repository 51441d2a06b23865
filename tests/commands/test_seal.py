"""`qcdc seal`: what it writes, what it refuses, errata, removed evidence; nothing else changes a sealed period."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from qcdc_cli.commands import session
from qcdc_cli.process.sealing.seal import Seal
from qcdc_cli.seals.seal_files import read_chain
from tests.commands.conftest import EXAMPLE, Qcdc, Ran
from tests.seals.sealed import seal
from tests.storage.conftest import small_campaign

YEAR = ("--period", "2020")
SHEET = Path("units/2020/dong-phuoc-a.yaml")


def codes(ran: Ran) -> list[str]:
    """Return the codes of all problems that were told."""
    return [word for line in ran.err.splitlines() for word in line.split() if re.fullmatch("Q[0-9]{3}", word)]


def entries(folder: Path = Path()) -> tuple[Seal, ...]:
    chain = read_chain(folder)
    assert chain.problems == ()
    return chain.seals


def sealed_files(folder: Path = Path()) -> list[str]:
    return sorted(file.name for file in (folder / "seals").glob("*")) if (folder / "seals").exists() else []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the example with its year sealed, once."""
    folder = tmp_path_factory.mktemp("sealed") / "chau-thanh-2020"
    shutil.copytree(EXAMPLE, folder)
    seal(folder, "2020")
    return folder


@pytest.fixture
def sealed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of it."""
    folder = tmp_path / "chau-thanh-2020"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of two units, both of them marked."""
    folder = small_campaign(tmp_path / "nho")
    text = (folder / "qcdc.yaml").read_text("utf-8")
    text = text.replace("units: [a, b, c, d]", "units: [a, b]").replace(", c: Xã Cường, d: Xã Dân", "")
    (folder / "qcdc.yaml").write_text(text, "utf-8")
    shutil.rmtree(folder / "kept")
    (folder / "units/c.yaml").unlink()
    (folder / "units/b.yaml").write_text(
        "unit: b\nperiod: p1\nmarks:\n  I.1: {self: '7,25', board: {mark: 7.5, reason: Đo lại}, evidence: [Báo cáo]}\n",
        "utf-8",
    )
    (folder / "units/a.yaml").write_text("unit: a\nperiod: p1\nmarks:\n  I.1: {self: 5, board: 5}\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


# ---------------------------------------------------------------- what is written

RESULTS = """\
(bloc)|id=khoi|period=p1|provisional=no|rubric=thu|stage=board|undecided=no|units=2
a|awards=|class=|disqualifiers=|max=10|name=Xã An|points=5|provisional=no|rank=2
a/I|max=10|points=5
a/I.1|evidence=0|mark.board=5|mark.self=5|max=10|points=5|state=given
b|awards=|class=|disqualifiers=|max=10|name=Xã Bình|points=7.5|provisional=no|rank=1
b/I|max=10|points=7.5
b/I.1|evidence=1|mark.board=7.5|mark.self=7.25|max=10|points=7.5|state=given
""".replace("|", "\t")


def test_another_program_makes_the_same_by_the_documentation_alone(small: Path, qcdc: Qcdc) -> None:
    """Every step of docs/en/sealing.md by itself: results, digests, copy, code."""
    ran = qcdc("seal", "--format", "json")
    assert ran.status == 0, ran.err
    (entry,) = yaml.load(Path("seals/p1.yaml").read_text("utf-8"), yaml.BaseLoader)["seals"]  # noqa: S506 - texts only
    assert entry["results"] == {"khoi": hashlib.sha256(RESULTS.encode()).hexdigest()}
    assert {name: one["sha256"] for name, one in entry["inputs"].items()} == {
        name: hashlib.sha256(Path(name).read_bytes()).hexdigest()
        for name in ("qcdc.yaml", "rubric.yaml", "units/a.yaml", "units/b.yaml")
    }
    with ZipFile("seals/p1.1.zip") as copy:
        assert copy.read("results/khoi.txt").decode() == RESULTS
        assert copy.read("inputs/units/b.yaml") == Path("units/b.yaml").read_bytes()
    rest = {key: value for key, value in entry.items() if key not in ("digest", "code", "signatures")}
    whole = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert entry["digest"] == hashlib.sha256(whole).hexdigest()
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    number = int.from_bytes(
        hashlib.pbkdf2_hmac("sha256", entry["digest"].encode(), b"qcdc seal code", 10000, 32), "big"
    )
    code = ""
    while len(code) < 24:
        code += letters[number % 23]
        number //= 23
    code += next(one for one in letters if sum(letters.index(c) * 5**i for i, c in enumerate(code + one)) % 23 == 0)
    assert entry["code"].replace("-", "") == code
    told = json.loads(ran.out)
    assert (told["code"], told["digest"], told["sort"]) == (entry["code"], entry["digest"], "seal")
    assert [one["message"] for one in told["units"]] == [
        f"Kỳ 1, Xã Bình: hạng 1/2, 7,5/10 điểm. Mã niêm phong: {entry['code']}",
        f"Kỳ 1, Xã An: hạng 2/2, 5/10 điểm. Mã niêm phong: {entry['code']}",
    ]


def test_messages_fit_two_text_messages_and_are_shown_again(sealed: Path, qcdc: Qcdc) -> None:
    first = qcdc("seal", *YEAR, "--show", "-f", "json")
    messages = [one["message"] for one in json.loads(first.out)["units"]]
    assert len(messages) == 8
    assert max(map(len, messages)) <= 134  # of letters with marks, 67 in each part of a message
    assert all(entries()[0].code in message for message in messages)
    ran = qcdc("seal", *YEAR, "--show", "-o", "tin.csv")
    assert (ran.status, messages[0] in Path("tin.csv").read_text("utf-8")) == (0, True)
    assert len(entries()) == 1
    SHEET.write_text(SHEET.read_text("utf-8").replace("self: cham", "self: tot", 1), "utf-8")
    assert "Q050" in codes(qcdc("seal", *YEAR, "--show"))


# ---------------------------------------------------------------- what is refused


def test_while_something_is_open_only_a_provisional_seal_is_made_which_closes_nothing(
    example: Path, qcdc: Qcdc
) -> None:
    refused = qcdc("seal")
    assert (refused.status, codes(refused)) == (1, ["Q012"])
    assert "units/dong-phuoc-a.yaml: Q012" in refused.err
    assert sealed_files() == []
    ran = qcdc("seal", "--provisional")
    assert ran.status == 0
    assert "Xã Đông Phước A: chưa chấm VI.4" in ran.out
    (entry,) = entries()
    assert (entry.provisional, entry.open) == (True, ("Xã Đông Phước A: chưa chấm VI.4",))
    again = qcdc("seal", "--provisional")
    assert (again.status, entries()) == (0, (entry,))
    assert "Không có gì thay đổi từ niêm phong tạm tính số 1, nên không lập niêm phong mới." in again.err
    assert entry.code in again.out
    assert qcdc("form", "nga-sau").status == 0
    assert codes(qcdc("seal", "--erratum", "Thử")) == ["Q013"]  # a provisional seal is made anew, not corrected
    sheet = Path("units/dong-phuoc-a.yaml")
    given = "  VI.4: {self: 100, bloc: {mark: 87.5, reason: Đối chiếu sổ}, evidence: [Bảng theo dõi]}\n"
    lines = [given if line.startswith("  VI.4:") else f"{line}\n" for line in sheet.read_text("utf-8").splitlines()]
    sheet.write_text("".join(lines), "utf-8")
    assert "Q911" in codes(qcdc("seal", "--strict"))
    assert qcdc("seal").status == 0
    assert [(one.seal, one.provisional) for one in entries()] == [(1, True), (2, False)]


def test_what_is_sealed_is_not_sealed_again_and_other_blocs_are(two_blocs: Path, qcdc: Qcdc) -> None:
    blocs = list(yaml.safe_load(Path("qcdc.yaml").read_text("utf-8"))["blocs"])
    assert qcdc("seal", "--bloc", blocs[0]).status == 0
    again = qcdc("seal", "--bloc", blocs[0])
    assert (again.status, codes(again)) == (1, ["Q011"])
    rest = qcdc("seal")
    assert rest.status == 0, rest.err
    assert "Đã niêm phong từ trước, giữ nguyên: " in rest.out
    assert [one.blocs for one in entries()] == [(blocs[0],), tuple(blocs[1:])]
    assert codes(qcdc("seal")) == ["Q011"] * len(blocs)
    assert codes(qcdc("seal", "--show")) == ["Q019"]


def test_a_file_that_changes_meanwhile_is_not_sealed(small: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sealed is what was computed: an edit between loading and sealing is found, and nothing written."""
    ranked, sheet = session.ranked, Path("units/a.yaml")

    def edits(*arguments: object) -> object:
        sheet.write_text(sheet.read_text("utf-8").replace(": 5", ": 6"), "utf-8")
        return ranked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "ranked", edits)
    ran = qcdc("seal")
    assert (ran.status, ran.out) == (1, "")
    assert "units/a.yaml: Q010" in ran.err
    assert sealed_files() == []
    ran = qcdc("seal")  # by now the edit is what is loaded
    assert ran.status == 0, ran.err


def test_two_seals_at_once_do_not_both_go_on_from_the_same(
    small: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = session.ranked

    def other(*arguments: object) -> object:
        monkeypatch.setattr(session, "ranked", ranked)
        seal(small, "p1")
        return ranked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "ranked", other)
    assert "seals/p1.yaml: Q010" in qcdc("seal").err
    assert len(entries()) == 1


def test_a_chain_that_was_shortened_is_not_gone_on_with(sealed: Path, qcdc: Qcdc) -> None:
    """The copy of a seal that was taken out of its file is still there, and no command goes on without it."""
    Path("seals/2020.yaml").unlink()
    for command in ("seal", "rank"):
        ran = qcdc(command, *YEAR)
        assert (ran.status, codes(ran)) == (1, ["Q005"])
        assert "seals/2020.1.zip: Q005 lỗi: Đây là bản sao của niêm phong số 1, nhưng 2020.yaml không có" in ran.err
    ran = qcdc("verify")
    assert (ran.status, "seals/2020.1.zip" in ran.out, "Q005" in ran.out) == (1, True, True)


# ---------------------------------------------------------------- after sealing


def snapshot() -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in Path().rglob("*") if file.is_file() and "forms" not in file.parts}


def test_no_command_changes_a_sealed_period(example: Path, qcdc: Qcdc) -> None:
    """Forms made and sent before come too late; so do packages, undoing, lots; the half-year goes on."""
    assert qcdc("form", "nga-sau", "phu-an", *YEAR, "-o", "sent").status == 0
    assert qcdc("form", "nga-sau", "-o", "sent").status == 0
    Path("marks.csv").write_text("unit,id,mark,reason\nphu-an,I.6,1,Sửa\n", "utf-8")
    assert qcdc("import", "marks.csv", "--stage", "bloc", "--force", *YEAR).status == 0
    Path("received/phu-an").mkdir(parents=True)
    Path("received/phu-an/anh.txt").write_text("Ảnh", "utf-8")
    assert qcdc("seal", *YEAR).status == 0
    before = snapshot()
    late: dict[str, Callable[[], Ran]] = {
        "import": lambda: qcdc("import", "marks.csv", "--stage", "bloc", *YEAR),
        "undo": lambda: qcdc("import", "--undo"),
        "forms": lambda: qcdc("form", *YEAR),
        "appeals": lambda: qcdc("form", "--appeals", *YEAR),
        "lots": lambda: qcdc("assign", *YEAR, "--seed", "7", "--force"),
        "evidence": lambda: qcdc("evidence", "take", "received", *YEAR),
    }
    for name, run in late.items():
        ran = run()
        assert ran.status == 1, (name, ran)
        assert codes(ran).count("Q014") >= 1, (name, ran.err)
        assert "--erratum" in ran.err, name
    assert "marks.csv: Q014" in late["import"]().err
    assert "units/2020/phu-an.yaml: Q014" in late["undo"]().err
    assert snapshot() == before
    assert qcdc("form", "nga-sau", "-o", "more").status == 0
    Path("half.csv").write_text("unit,id,mark,reason\nphu-an,I.6,1,Sửa\n", "utf-8")
    assert qcdc("import", "half.csv", "--stage", "bloc", "--force", "-p", "2020-h1").status == 0
    assert len(entries()) == 1
    assert qcdc("rank", *YEAR).status == 0  # the record of imports went on, which changes nothing


def test_forms_are_made_for_blocs_that_are_not_sealed(two_blocs: Path, qcdc: Qcdc) -> None:
    blocs = yaml.safe_load(Path("qcdc.yaml").read_text("utf-8"))["blocs"]
    first, second, *_ = blocs
    assert qcdc("seal", "--bloc", first).status == 0
    ran = qcdc("form")
    assert ran.status == 0, ran.err
    assert "Đã niêm phong, không tạo biểu mẫu: " in ran.err
    made = {file.name.partition("_")[0] for file in Path("forms").glob("*.xlsx")}
    assert made == {unit for bloc in blocs if bloc != first for unit in blocs[bloc]["units"]}
    assert codes(qcdc("form", "--bloc", first, "-o", "x")) == ["Q014"]
    assert codes(qcdc("form", blocs[first]["units"][0], blocs[second]["units"][0], "-o", "x")) == ["Q014"]


# ---------------------------------------------------------------- errata


def test_an_erratum_has_old_and_new_figures_and_goes_on_in_the_chain(small: Path, qcdc: Qcdc) -> None:
    assert codes(qcdc("seal", "--erratum", "Sửa")) == ["Q013"]
    assert qcdc("seal").status == 0
    nothing = qcdc("seal", "--erratum", "Không có gì")
    assert (nothing.status, codes(nothing)) == (1, ["Q015"])
    Path("units/a.yaml").write_text("unit: a\nperiod: p1\nmarks:\n  I.1: {self: 5}\n", "utf-8")
    assert codes(qcdc("seal", "--erratum", "Sửa")) == ["Q012"]
    Path("units/a.yaml").write_text("unit: a\nperiod: p1\nmarks:\n  I.1: {self: 8, board: 8}\n", "utf-8")
    reason = 'Gõ nhầm "8" \\ 😀'
    ran = qcdc("seal", "--erratum", reason, "-f", "json")
    assert ran.status == 0, ran.err
    first, erratum = entries()
    assert (erratum.sort, erratum.corrects, erratum.reason, erratum.before) == ("erratum", 1, reason, first.digest)
    assert erratum.changed == {
        "khoi/a points": ("5", "8"),
        "khoi/a rank": ("2", "1"),
        "khoi/a/I points": ("5", "8"),
        "khoi/a/I.1 mark.board": ("5", "8"),
        "khoi/a/I.1 mark.self": ("5", "8"),
        "khoi/a/I.1 points": ("5", "8"),
        "khoi/b rank": ("1", "2"),
    }
    told = json.loads(ran.out)
    assert told["corrects"] == 1
    assert len(told["changed"]) == len(erratum.changed)
    assert [(one["path"], one["how"]) for one in told["files"]] == [("units/a.yaml", "changed")]
    assert all(one["message"].startswith("Đính chính số 2. Kỳ 1, ") for one in told["units"])
    ranked = qcdc("rank")
    assert (ranked.status, erratum.code in ranked.out, first.code in ranked.out) == (0, True, False)
    Path("units/a.yaml").write_text("unit: a\nperiod: p1\nmarks:\n  I.1: {self: 9, board: 9}\n", "utf-8")
    assert qcdc("seal", "--erratum", "Lần nữa").status == 0
    assert [(one.seal, one.corrects) for one in entries()] == [(1, None), (2, 1), (3, 2)]


def test_an_erratum_needs_the_copy_and_covers_no_loss(sealed: Path, qcdc: Qcdc) -> None:
    lost = Path("minh-chung/nga-sau/2020/VII.1/bao-cao-31.pdf")
    data = lost.read_bytes()
    lost.unlink()
    ran = qcdc("seal", *YEAR, "--erratum", "Sửa")
    assert (ran.status, codes(ran)) == (1, ["Q017"])
    assert "`qcdc seal --period 2020 --removed TỆP --by NGƯỜI" in ran.err
    lost.with_name("bao-cao-31-ban-ky.pdf").write_bytes(data)  # the same under another name is no loss
    assert qcdc("seal", *YEAR, "--erratum", "Đổi tên tệp").status == 0
    Path("seals/2020.2.zip").write_bytes(b"PK")
    assert codes(qcdc("seal", *YEAR, "--erratum", "Sửa")) == ["Q016"]


@pytest.mark.parametrize("text", ["", "   ", "a\x07b", "a\u202eb", "a\u200bb"])
def test_a_reason_that_would_not_come_back_is_refused(sealed: Path, qcdc: Qcdc, text: str) -> None:
    ran = qcdc("seal", *YEAR, "--erratum", text)
    assert (ran.status, codes(ran)) == (2, ["Q018" if text.strip() else "Q906"])
    assert "--erratum" in ran.err
    assert len(entries()) == 1


# ---------------------------------------------------------------- removed evidence


def test_evidence_that_is_gone_is_recorded_with_who_and_why(sealed: Path, qcdc: Qcdc) -> None:
    folder = Path("minh-chung/nga-sau/2020/VII.1")
    why = ("--by", "Nguyễn Văn A", "--reason", "Hết hạn lưu\n(5 năm)")
    there = qcdc("seal", *YEAR, "--removed", str(folder), *why)
    assert (there.status, codes(there)) == (1, ["Q017"])
    (file,) = folder.iterdir()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.unlink()
    assert codes(qcdc("seal", *YEAR, "--removed", "units/nga-sau.yaml", *why)) == ["Q017"]
    assert qcdc("seal", *YEAR, "--removed", str(folder), "--by", "A").status == 2
    ran = qcdc("seal", *YEAR, "--removed", str(folder), *why)
    assert ran.status == 0, ran.err
    entry = entries()[-1]
    assert (entry.sort, entry.by, entry.reason) == ("removal", "Nguyễn Văn A", "Hết hạn lưu\n(5 năm)")
    assert (entry.removed, entry.blocs) == ({file.as_posix(): digest}, ("dan-van",))
    assert codes(qcdc("seal", *YEAR, "--removed", file.as_posix(), *why)) == ["Q017"]
    assert codes(qcdc("seal", "-p", "2020-h1", "--removed", file.as_posix(), *why)) == ["Q013"]
    assert qcdc("seal", *YEAR, "--erratum", "Danh mục minh chứng mới").status == 0
    assert qcdc("rank", *YEAR).status == 0


def test_evidence_with_a_name_that_no_list_can_hold_is_not_sealed(sealed: Path, qcdc: Qcdc) -> None:
    shutil.rmtree("seals")
    Path("minh-chung/nga-sau/2020/VII.1/a\nb.txt").write_text("a", "utf-8")
    assert codes(qcdc("seal", *YEAR)) == ["Q018"]
    assert sealed_files() == []


def test_seals_are_no_sheets_whatever_the_pattern_and_no_bloc_is_sealed_before_those_it_shares_awards_with(
    small: Path, qcdc: Qcdc
) -> None:
    """One certificate over both blocs: while the second is open, the first one's awards are, too."""
    text = (
        Path("qcdc.yaml")
        .read_text("utf-8")
        .replace("units: [a, b]}", "units: [a]}\n  hai: {name: Khối hai, rubric: rubric.yaml, units: [b]}")
    )
    Path("qcdc.yaml").write_text(f'{text}sheets: "**/*.yaml"\n', "utf-8")
    with Path("rubric.yaml").open("a", encoding="utf-8") as rubric:
        rubric.write("awards: [{id: khen, name: Giấy khen, share: {percent: 50, rounding: up, of: all}, ties: all}]\n")
    sheet = Path("units/b.yaml")
    data = sheet.read_bytes()
    sheet.write_text("unit: b\nperiod: p1\nmarks: {}\n", "utf-8")
    ran = qcdc("seal", "--bloc", "khoi")
    assert codes(ran) == ["Q012"], ran.err
    assert "xã Bình" in ran.err or "Xã Bình" in ran.err
    sheet.write_bytes(data)
    assert qcdc("seal", "--bloc", "khoi").status == 0
    assert entries()[0].inputs.keys() >= {"units/a.yaml", "units/b.yaml"}
    assert qcdc("check").status == 0
    assert qcdc("seal").status == 0


# ---------------------------------------------------------------- git


def test_git_keeps_the_bytes_of_new_campaigns_and_older_ones_are_told(
    small: Path, tmp_path: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / ".git").mkdir()
    assert "`* -text`" in qcdc("seal", "--provisional").err
    (small / ".gitattributes").write_text("*.yaml -text\n", "utf-8")
    assert "`* -text`" not in qcdc("seal").err
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "moi").status == 0
    assert "\n* -text\n" in Path("moi/.gitattributes").read_text("utf-8")
    Path("cu").mkdir()
    Path("cu/.gitattributes").write_text("own\n", "utf-8")
    assert qcdc("init", "cu").status == 0
    assert Path("cu/.gitattributes").read_text("utf-8") == "own\n"
