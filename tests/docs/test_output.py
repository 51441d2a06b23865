"""docs/…/output.md: every key of the JSON documents, the export's suffixes, the workbook's sheets, the formats."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest

from qcdc_cli.commands.app import application
from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from qcdc_cli.render.formats import BY_SUFFIX
from qcdc_cli.render.placeholders import PLACEHOLDERS
from tests.campaigns import load_example
from tests.docs.pages import LANGUAGES, ROOT, Page, code, codes, page
from tests.dossiers.desks import Desk
from tests.git_repository import GitRepository
from tests.process import tried
from tests.process.periods import write_campaign, write_next_year
from tests.seals.sealed import seal, sealed_example

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


Keys = dict[str, set[str]]
_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null", dict: "object"}
_SHARED = re.compile(r"`(.+?)` \+ \[[^]]+]\(#([a-z]+)\)")
_BY_ID = {"groups", "classes", "stages", "seals"}  # their keys are ids or names
_SEAL = re.compile(r"(?:.*\.)?(?:seal|seals\.\*)\.(.+)")  # told by itself: all results of a sealed period have it
_NESTED = re.compile(r"(?:\b(criteria|parts)\[]\.)+(?=\1\[])")  # a tree of any depth is told once
EXAMPLES = ROOT / "examples"
EXAMPLE = load_example().campaign
UNIT_NAMES = set(EXAMPLE.units.values()) if EXAMPLE is not None else set()
EARLIER = "--period 2024-h1"
EVIDENCE = ("Q802", "Q808", "Q810", "Q811")  # small campaigns with a folder of evidence


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with more to tell: a unit without a sheet, a criterion without a mark of the bloc's, a document."""
    folder = tmp_path_factory.mktemp("docs") / "campaign"
    copytree(ROOT / "examples" / "chau-thanh-2020", folder)
    (folder / "units" / "dong-phuoc.yaml").unlink()
    sheet = folder / "units" / "phu-huu.yaml"
    sheet.write_text(
        re.sub(r"(?m)^  (I\.1):.*\n    self: (.*)\n    bloc: .*$", r"  \1:\n    self: \2", sheet.read_text())
    )
    named = folder / "units" / "phu-an.yaml"
    document = "{name: Bảng phân công, number: 11-QĐ, date: 2020-03-20, file: I.1/a.pdf, note: Bản sao}"
    named.write_text(named.read_text().replace("Bảng phân công nhiệm vụ kèm theo quyết định", document))
    return folder


def alike(folder: Path) -> Path:
    """Write a campaign of five units whose two criteria put them into the same order."""
    text = tried.CAMPAIGN.replace("mot, hai, ba]", "a, b, c, d, e]")
    text = re.sub(r"(?m)^units: .*$", "units: {a: A, b: B, c: C, d: D, e: E}", text)
    files = {"qcdc.yaml": text, "cu.yaml": tried.OWN}
    for number, unit in enumerate("abcde"):
        marks = f"{{I.1: {number}, I.2: {number}, II: 1, IV: 1}}"
        files[f"units/{unit}.yaml"] = f'unit: {unit}\nperiod: "2020"\nmarks: {marks}\n'
    for name, own in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(own, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with appeals in a repository, with a change that is not committed."""
    repository = GitRepository(tmp_path_factory.mktemp("docs") / "repository")
    folder = copytree(ROOT / "tests" / "valid" / "appeals", repository.folder / "campaign")
    repository.commit("2026-07-20T08:00:00+07:00", "Ghi")
    sheet = folder / "units" / "u1.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("mark: 5,", "mark: 6,"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def documents(campaign: Path, committed: Path) -> dict[str, list[Any]]:
    """JSON documents of every shape, several of each so that every key is seen with and without a value."""

    def of(*lines: str, folder: Path = campaign) -> list[Any]:
        return [json.loads(printed(folder, [*line.split(), "--format", "json"])) for line in lines]

    target = campaign / "report.json"
    printed(campaign, ["export", str(target)])
    criteria = "IV.1.b", "IV.1.c", "VI.4", "I.1"
    bonus, leader, periods = (EXAMPLES / name for name in ("thi-dua-1000", "tuong-doi-chi-tieu", "chi-so-phan-tram"))
    capped = ROOT / "tests" / "valid" / "groups-outside-the-total"
    reports, doubtful = [target], ROOT / "tests" / "broken"
    checkers = ROOT / "tests" / "valid" / "checkers"
    tied = ROOT / "tests" / "broken" / "Q432-votes"
    ignored = ROOT / "tests" / "broken" / "Q867"
    later, appealed = (ROOT / "tests" / "valid" / name for name in ("left-to-a-later-stage", "appeals"))
    open_appeal, unvoted, double = (doubtful / name for name in ("Q877", "Q886", "Q852"))
    deciding = ROOT / "tests" / "valid" / "every-decision"
    tried.write_campaign(campaign / "tried")
    noted = ROOT / "tests" / "valid" / "notes-with-status"
    year = EXAMPLES / "chau-thanh-2020"
    exported = (
        (bonus, []),
        (periods, EARLIER.split()),
        (tied, []),
        (later, []),
        (appealed, []),
        (open_appeal, []),
        (unvoted, []),
        (noted, []),
        (double, []),
        (year, ["--period", "2020"]),
    )
    for folder, more in exported:
        reports.append(campaign / f"{folder.name}.json")
        printed(folder, ["export", str(reports[-1]), *more])
    sealed = campaign / "sealed"
    sealed_example(sealed)
    seal(sealed, "2020", sort="erratum", corrects="1", reason="Cộng nhầm")
    seal(sealed, "2020-h1", provisional="yes", open=["Chưa họp"])
    closing = campaign / "closing"
    copytree(year, closing)
    asked = ["--period", "2020", "--format", "json"]
    seals = [json.loads(printed(closing, ["seal", *asked]))]
    (removed,) = closing.glob("minh-chung/nga-sau/2020/VII.1/*")
    removed.unlink()
    for more in (
        ["--removed", removed.relative_to(closing).as_posix(), "--by", "A", "--reason", "B"],
        ["--erratum", "C"],
    ):
        if "--erratum" in more:
            sheet = closing / "units/2020/phu-tan.yaml"
            sheet.write_text(sheet.read_text("utf-8").replace("3,75", "3,5"), "utf-8")
        seals.append(json.loads(printed(closing, ["seal", *asked, *more])))
    seals.append(json.loads(printed(closing, ["seal", "--provisional", "--period", "2020-h1", "--format", "json"])))
    (campaign / "own.yaml").write_text("rubric: own\nname: Own\nextends: chi-so-phan-tram\n", encoding="utf-8")
    return {
        "seal": seals,
        "rank": [
            *of("rank"),
            *of("rank", folder=tied),
            *of("rank", folder=later),
            *of("rank", folder=bonus),
            *of("rank", folder=open_appeal),
            *of("rank", folder=unvoted),
            *of(f"rank --bloc ha-nguon {EARLIER}", folder=periods),
            *of("rank --period 2020", folder=year),
            *of("rank", "rank --period 2020", folder=sealed),
        ],
        "across": [
            *of("rank --all"),
            *of("rank --all", folder=later),
            *of("rank --all", folder=open_appeal),
            *of("rank --all", f"rank --all {EARLIER}", folder=periods),
        ],
        "rollup": [*of("rank --by bloc", "rank --by district"), *of("rank --by province", folder=periods)],
        "score": [
            *of("score"),
            *of("score --period 2020", folder=sealed),
            *of("score", folder=bonus),
            *of(f"score {EARLIER}", folder=periods),
            *of("score", folder=later),
            *of("score", folder=appealed),
            *of("score", folder=open_appeal),
            *of("score", folder=noted),
            *of("score", folder=double),
        ],
        "explain-criterion": [
            *of(*(f"explain {unit} {id_}" for unit in ("phu-an", "dong-phuoc-a", "dong-phuoc") for id_ in criteria)),
            *of("explain sen-hong T.1", "explain hoa-sua TR.1", folder=bonus),
            *of("explain son-ca A.1", "explain chim-en A.1", folder=leader),
            *of("explain u1 II.1", folder=later),
            *of("explain u1 I.1", folder=appealed),
            *of("explain u1 I.1", folder=open_appeal),
            *of("explain u1 I.1", folder=noted),
            *of("explain u1 I.1", folder=double),
            *of(f"explain suoi-may B.3 {EARLIER}", folder=periods),
            *of("explain u1 I.1", folder=ignored),
        ],
        "explain-group": [
            *of("explain phu-an IV", "explain phu-an IV.1", "explain dong-phuoc-a VI", "explain dong-phuoc I"),
            *of("explain sen-hong bonus", folder=bonus),
            *of("explain u1 P.A", folder=capped),
            *of("explain u1 I", folder=noted),
        ],
        "explain-total": [
            *of("explain phu-an", "explain mai-dam", "explain dong-phuoc", "explain phu-huu", "explain phu-tan"),
            *of("explain sen-hong", "explain tre-xanh", "explain bang-lang", "explain bong-sung", folder=bonus),
            *of(f"explain suoi-may {EARLIER}", folder=periods),
            *of("explain u2", folder=tied),
            *of("explain u1", folder=later),
            *of("explain u1", folder=open_appeal),
            *of("explain u1", folder=ignored),
            *of("explain u1", "explain u2", folder=unvoted),
            *of("explain u1", folder=noted),
        ],
        "notes": [*of("notes", folder=noted)],
        "compare": [
            *of("compare 2020-h1", "compare 2020 2020-h1", folder=write_campaign(campaign / "two-periods")),
            *of("compare 2024 2024-h1", folder=periods),
            *of(
                f"compare 2020 --earlier {write_campaign(campaign / 'year-before')}",
                folder=write_next_year(campaign / "year-after"),
            ),
        ],
        "sensitivity": [
            *of("sensitivity --draws 100", folder=leader),
            *of("sensitivity --draws 100", folder=bonus),
            *of("sensitivity --draws 100", folder=checkers),
            *of("sensitivity --draws 100", folder=year),
        ],
        "tried": [
            *of(f"rank --rubric {campaign / 'tried' / 'moi.yaml'} --compare", folder=campaign / "tried"),
            *of(f"rank --rubric {campaign / 'own.yaml'} --compare"),
            *of(f"rank --rubric {deciding / 'rubric.yaml'} --compare", folder=deciding),
        ],
        "rubric-diff": [
            *of(f"rubric diff {campaign / 'tried' / 'cu.yaml'} {campaign / 'tried' / 'moi.yaml'}"),
            *of("rubric diff qcdc-cap-xa-2020 can-tho-2579-2025"),
        ],
        "changes": [
            *of("changes", folder=appealed),
            *of("changes", "changes u1", folder=checkers),
        ],
        "log": [*of("log u1", folder=committed), *of("log phu-tan -p 2020")],
        "appeals": [*of("appeals", folder=appealed), *of("appeals", folder=open_appeal)],
        "margins": [
            *of("margins", "margins --stage self"),
            *of("margins", folder=EXAMPLES / "can-tho-2026"),
            *of("margins", folder=bonus),
            *of("margins", folder=leader),
            *of("margins", folder=open_appeal),
            *of("margins", folder=capped),
        ],
        "status": [
            *of("status --period 2020-h1", "status --period 2020 --on 2020-12-20"),
            *of("status", "status --on 2026-12-20", folder=ignored),
        ],
        "received": [*of("status --received"), *of("status --received", folder=ignored)],
        "show": [
            *of("rubric show", f"rubric show {campaign / 'own.yaml'}"),
            *of("rubric show", folder=bonus),
            *of("rubric show", folder=capped),
            *of("rubric show", folder=later),
        ],
        "stats": [
            *of("rubric stats", folder=alike(campaign / "alike")),
            *of("rubric stats"),
            *of("rubric stats", folder=bonus),
            *of("rubric stats", folder=periods),
        ],
        "evidence-take": [*of("evidence take ve --dry-run", folder=desk_with_mail(campaign.parent / "desk"))],
        "check": [*of("check"), *broken(campaign)],
        "assign": [
            *of("assign", "assign --seed 4127 --dry-run", folder=checkers),
            *of("assign", folder=ROOT / "tests" / "broken" / "Q844"),
        ],
        "list-to-fix": of("assign --period k2", folder=checkers),
        "evidence": [
            *of("evidence", folder=doubtful / "Q812"),
            *(one for case in EVIDENCE for one in of("evidence", folder=doubtful / case)),
        ],
        "evidence-unit": [one for case in EVIDENCE for one in of("evidence u1", folder=doubtful / case)],
        "evidence-index": [one for case in EVIDENCE for one in of("evidence index u1", folder=doubtful / case)],
        "export": [json.loads(file.read_text(encoding="utf-8")) for file in reports],
    }


def desk_with_mail(folder: Path) -> Path:
    """Return a campaign to which files came: new ones, one that is there, one of a system, one that is nobody's."""
    desk = Desk(folder)
    desk.put({"a.txt": b"a"})
    desk.put({"phu-an/a.txt": b"a", "phu-an/b.txt": b"b", "Thumbs.db": b"", "c.txt": b"c"}, "ve")
    return folder


def broken(campaign: Path) -> Iterator[Any]:
    """Yield what check says about a sheet with errors, and about a rubric that is not there."""
    file = campaign / "broken.yaml"
    file.write_text("unit: phu-an\nperiod: 2020-h1\nmarks:\n  I.1: tott\n  I.33: 1\n", encoding="utf-8")
    yield json.loads(printed(campaign, ["check", str(file), "--format", "json"]))
    file.unlink()


def printed(campaign: Path, arguments: list[str]) -> str:
    """Return what a command prints on the standard output."""
    screen = io.StringIO()
    with redirect_stdout(screen), redirect_stderr(io.StringIO()):
        run([*arguments, "-C", str(campaign)])
    settings.folder = None
    return screen.getvalue()


def keys_of(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the paths of all keys of a document with the types of their values."""
    if isinstance(node, list):
        for element in node:
            if isinstance(element, dict | list):
                yield from keys_of(element, f"{path}[]")
            else:
                yield f"{path}[]", _TYPES[type(element)]
    elif isinstance(node, dict):
        ids = path.rpartition(".")[2] in _BY_ID
        for key, value in node.items():
            below = _NESTED.sub("", f"{path}.{'*' if ids else key}".removeprefix("."))
            if not isinstance(value, dict | list):
                yield below, _TYPES[type(value)]
            yield from keys_of(value, below)


def documented(own: Page, name: str) -> Keys:
    """Return the keys that a table tells with their types, those of the tables that it refers to put in."""
    tables = own.marked("json")
    keys: Keys = {}
    for cell, types, _ in tables[name].rows:
        if shared := _SHARED.fullmatch(cell):
            prefix, other = shared.groups()
            inner = documented(own, other)
            inner = below(inner, "units[].") if name == "export" and other == "score" else inner
            keys |= {f"{prefix}.{key}": of for key, of in inner.items() if key != "version"}
        else:
            keys[code(cell)] = set(codes(types))
    return keys


def below(keys: Keys, prefix: str) -> Keys:
    """Return the keys below a prefix, without it."""
    return {key.removeprefix(prefix): types for key, types in keys.items() if key.startswith(prefix)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        *("rank", "across", "rollup", "score", "explain-criterion", "explain-group", "explain-total"),
        *(
            "status",
            "received",
            "compare",
            "notes",
            "changes",
            "log",
            "sensitivity",
            "appeals",
            "margins",
            "show",
            "stats",
            "tried",
            "rubric-diff",
            "check",
            "assign",
            "list-to-fix",
            "evidence",
            "evidence-unit",
            "evidence-index",
            "seal",
            "export",
        ),
    ],
)
def test_every_key_is_told_with_its_types(language: str, name: str, documents: dict[str, list[Any]]) -> None:
    found = found_in(documents[name])
    told = documented(page(language, name="output"), name)
    # an object that may be missing is told by itself; its keys are below it
    told_values = {key: types - {"object"} for key, types in told.items()}
    assert sorted(set(found) - set(told)) == []
    assert sorted(key for key, types in told_values.items() if types != {"null"} and key not in found) == []
    wrong = {key: (kinds, told[key]) for key, kinds in found.items() if not kinds <= told[key]}
    assert wrong == {}


def found_in(documents: list[Any], *, of_seals: bool = False) -> Keys:
    """Return the keys of documents with their types: those of seals, or all others."""
    found: Keys = {}
    for document in documents:
        for key, kind in keys_of(document):
            own = _SEAL.fullmatch(key)
            if (own is not None) is of_seals:
                found.setdefault(key if own is None else own[1], set()).add(kind)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_seals_is_told(language: str, documents: dict[str, list[Any]]) -> None:
    found = found_in([*documents["rank"], *documents["score"]], of_seals=True)
    told = documented(page(language, name="output"), "sealkeys")
    assert {key: types - {"null"} for key, types in told.items()} == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_suffix_is_told(language: str) -> None:
    assert [code(row[0]) for row in page(language, "output").marked("suffixes")[""].rows] == list(BY_SUFFIX)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbooks_sheets_are_told(language: str, campaign: Path) -> None:
    target = campaign / f"{language}.xlsx"
    printed(campaign, ["export", str(target), "--lang", language])
    with closing(openpyxl.load_workbook(target, read_only=True)) as book:
        sheets = book.sheetnames
    units = [name for name in sheets if name in UNIT_NAMES]
    told: list[str] = []
    for row in page(language, "output").marked("sheets")[""].rows:
        told += codes(row[0]) or units  # one row without a name stands for all units
    assert told == sheets
    assert set(units) == UNIT_NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_layout_is_told(language: str) -> None:
    table = page(language, "output").marked("words")[""]
    told = {word.partition(":")[0] for row in table.rows for word in codes(row[1])}
    assert told == {each.names[1 if language == "vi" else 0] for each in PLACEHOLDERS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formats_are_told(language: str) -> None:
    program = application()
    metavar: Callable[[str], str] = lambda name: next(  # noqa: E731
        parameter.metavar for parameter in program.get_command(None, name).params if "--format" in parameter.opts
    )
    for commands, formats, default in page(language, "output").tables[0].rows:
        for command in codes(commands):
            name = command.removeprefix("qcdc ")
            assert "|".join(codes(formats)) == metavar(name)
            (standard,) = [p.default for p in program.get_command(None, name).params if "--format" in p.opts]
            assert standard == code(default)
