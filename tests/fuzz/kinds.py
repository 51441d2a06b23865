"""What is fuzzed: for each kind of file those to begin with, how they are changed, and how the program takes them."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from lxml import etree
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from qcdc_cli import language
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.problems import CATALOGUE, Problem, QcdcError
from qcdc_cli.render.word_template import filling
from qcdc_cli.render.word_template.rendering import filled
from qcdc_cli.scale.reading import read_scale
from qcdc_cli.scale.rubric_text import read_back, rubric_text
from qcdc_cli.workbook.reading import read_book
from qcdc_cli.yamltext.document import YamlDocument
from tests.forms.desk import FILES
from tests.forms.form_campaigns import scoring_input
from tests.fuzz.mutating import CSV_MUTATIONS, YAML_MUTATIONS, mutated, package_mutated, parts_of
from tests.render.cases import Case
from tests.render.template.templates import bloc_of, bytes_of, layout, saved
from tests.render.template.test_kept import rich
from tests.render.word_template import templates as word
from tests.scale import examples
from tests.workbook.reading.builder import container, ods, ods_meta, ods_text, row, xlsx
from tests.workbook.reading.varieties import by_openpyxl, by_xlsxwriter

_TESTS = Path(__file__).parent.parent
_HEADS = (b"", b"PK\x03\x04", b"PK\x05\x06", container()[:8], b"\xff\xfe", b"<?xml", b"\x09\x08\x10\x00", b"%PDF-")
_SMALL = 1500  # bytes of a document: what goes wrong in a large one does in a small one


class Kind(NamedTuple):
    """A kind of file.

    Attributes:
        name: how it is called.
        suffix: of such a file's name.
        count: how many inputs a run has.
        make: returns a changed file.
        take: has the program read a file in a folder; returns the problems that it told, raises what went wrong.
    """

    name: str
    suffix: str
    count: int
    make: Callable[[Random], bytes]
    take: Callable[[bytes, Path], Sequence[Problem]]


def checked(problems: Sequence[Problem]) -> None:
    """Look whether problems can be told: known, with a place, with sentences in both languages."""
    for problem in problems:
        assert problem.code in CATALOGUE
        assert problem.place is not None
        if problem.place.line:
            assert problem.place.column > 0
        for chosen in language.LANGUAGES:
            language.use(chosen)
            assert problem.sentence()
            assert problem.remedy()
    language.use("vi")


@cache
def _documents() -> tuple[bytes, ...]:
    found = [*_TESTS.glob("valid/*/*.yaml"), *_TESTS.glob("valid/*/units/*.yaml"), *_TESTS.glob("broken/*/*.yaml")]
    texts = {file.read_bytes() for file in [*found, *_TESTS.glob("broken/*/units/*.yaml")]}
    return tuple(sorted(text for text in texts if len(text) < _SMALL))


def make_document(random: Random) -> bytes:
    return mutated(random.choice(_documents()), random, YAML_MUTATIONS)


def take_document(data: bytes, folder: Path) -> Sequence[Problem]:
    """Read YAML as each of the three kinds of file that it may be."""
    document = YamlDocument("f", data)
    assert (document.tree is None) == any(problem.is_error for problem in document.problems)
    problems = list(document.problems)
    if document.tree is not None:
        for model in (Campaign, Rubric, Sheet):
            found, faults = validate(document, model)
            assert (found is None) == bool(faults)
            problems += faults
    return problems


@cache
def _desk(folder: Path) -> Loaded:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load(Source(folder))


_RANDOM_FILES = ("qcdc.yaml", "thang-diem.yaml", "units/nga-sau.yaml")


def make_campaign(random: Random) -> bytes:
    """Return which file of a campaign is replaced, in a line, and what by."""
    name = random.choice(_RANDOM_FILES)
    return name.encode() + b"\n" + mutated(FILES[name].encode(), random, YAML_MUTATIONS)


def take_campaign(data: bytes, folder: Path) -> Sequence[Problem]:
    """Check a campaign."""
    name, _, content = data.partition(b"\n")
    desk = folder / "campaign"
    if not (desk / "qcdc.yaml").exists():
        _desk(desk)
    file = desk / name.decode()
    before = file.read_bytes()
    file.write_bytes(content)
    try:
        return load(Source(desk)).problems
    finally:
        file.write_bytes(before)


_TABLES = (
    "Mã;Đơn vị;Kỳ;Bước;Điểm;Minh chứng\nI.3;nga-sau;2020-h1;self;7,5;QĐ số 3\nI.1;phu-an;2020-h1;self;tot;\n",
    'id,nga-sau,phu-an\nI.3,7.5,8\nI.2,đạt,không đạt\nI.4,"8/10",KPS\nI.6,"a, 12",\n',
    "unit;stage;I.1;I.3\nnga-sau;self;tot;7,5\nphu-an;self;kha;9\n",
    "TT;Nội dung;Điểm;Minh chứng\nI;Lãnh đạo;10;\n1;Ban hành kế hoạch;5;Kế hoạch\n2;Họp, mỗi cuộc 1 điểm;5;\n",
    "STT\tTiêu chí\tĐiểm tối đa\nMục I\tCông khai\t5\n1.1\tNiêm yết\t2,5\nII\tĐiểm thưởng\t2\na)\tSáng kiến\t2\n",
)


def make_table(random: Random) -> bytes:
    return mutated(random.choice(_TABLES).encode(), random, CSV_MUTATIONS)


def take_table(data: bytes, folder: Path) -> Sequence[Problem]:
    """Read a table of text as marks and as a scale."""
    return _taken(data, folder, ".csv")


def _taken(data: bytes, folder: Path, suffix: str) -> Sequence[Problem]:
    loaded = _desk(folder / "desk")
    file = folder / f"a{suffix}"
    file.write_bytes(data)
    problems = list(import_plan([file], CampaignSheets.of(loaded), period="2020-h1").problems)
    try:
        scale = read_scale(read_book(file, "a"))
        read_back(rubric_text(scale, "a"))
    except QcdcError as refusal:
        problems += refusal.problems
    return problems


@cache
def _workbooks() -> tuple[Mapping[str, bytes], ...]:
    """Return workbooks by their parts: small ones more often, for what goes wrong in a large one does in them."""
    cells = (
        *('<c r="A1" t="s" s="1"><v>0</v></c>', '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>2</v></c>'),
        *('<c r="D1" t="inlineStr"><is><r><t>x</t></r><rPh><t>y</t></rPh></is></c>', '<c t="b"><v>1</v></c>'),
        *('<c r="F1" s="1"><v>0.5</v></c>', '<c r="G1" t="d"><v>2020-01-05</v></c>', '<c r="H1" t="e"><v>#N/A</v></c>'),
    )
    second = row('<c r="A2"><v>8.5</v></c>', '<c r="B2"><f t="shared" si="0"/></c>', number=2)
    after = '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
    styles = '<numFmts><numFmt numFmtId="170" formatCode="0%"/></numFmts><cellXfs><xf numFmtId="170"/><xf/></cellXfs>'
    small = xlsx(row(*cells) + second, texts="<si><t>I.3</t></si>", styles=styles, after=after)
    rows = (
        '<table:table-row table:number-rows-repeated="3" table:visibility="collapse">'
        + ods_text('a<text:s text:c="2"/>b')
        + '<table:table-cell office:value-type="float" office:value="8.5" table:number-columns-repeated="2"/>'
        '<table:table-cell table:formula="of:=SUM([.A1:.A2])" table:number-columns-spanned="2"/></table:table-row>'
    )
    meta = ods_meta('<meta:user-defined meta:name="qcdc">x</meta:user-defined>')
    made = [*[small, ods(rows, others={"meta.xml": meta}), _table()] * 8, by_openpyxl(), by_xlsxwriter()]
    return tuple(parts_of(data) for data in made)


def _table() -> bytes:
    """Return a workbook that is a scale, with a row that its marks could stand in."""
    book = Workbook()
    for values in (*examples.PLAIN, ["Mã", "nga-sau", "phu-an"], ["I.3", 7.5, "8,5"], ["I.1", "tot", None]):
        book.worksheets[0].append(values)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def make_workbook(random: Random) -> bytes:
    """Return a workbook, or what begins as one."""
    if random.randrange(50) == 0:
        return random.choice(_HEADS) + random.randbytes(random.randrange(400))
    return package_mutated(random.choice(_workbooks()), random)


def take_workbook(data: bytes, folder: Path) -> Sequence[Problem]:
    """Read a workbook as a form, as a table of marks and as a scale."""
    return _taken(data, folder, ".xlsx")


@cache
def _form() -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        loaded = _desk(Path(folder))
        return parts_of(next(data for _, data in forms_of(loaded, scoring_input(loaded, "self"), ["nga-sau"])))


def make_form(random: Random) -> bytes:
    """Return a form that came back."""
    return package_mutated(_form(), random)


@cache
def _templates() -> tuple[Mapping[str, bytes], ...]:
    with TemporaryDirectory() as made:
        folder = Path(made)
        rich(folder / "rich.xlsx")
        saved(layout(), folder, "layout.xlsx")
        saved(_small_layout(), folder, "small.xlsx")
        rich_one, usual, small = (
            parts_of((folder / f"{name}.xlsx").read_bytes()) for name in ("rich", "layout", "small")
        )
    return (*[small] * 6, rich_one, usual)


def _small_layout() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for values in (
        ["{{bloc}}", "{{full:I}}"],
        ["{{unit}}", "{{points}}", "=B2/B$1", "{{rank}} – {{name:I}}"],
        ["", "=SUM(B2)"],
    ):
        sheet.append(values)
    sheet.merge_cells("C1:D1")
    sheet.conditional_formatting.add("A2:B2", Rule(type="expression", formula=["$B2=MAX($B$2:$B$2)"]))
    limits = DataValidation(type="decimal", formula1="0", formula2="B$1")
    limits.add("B2")
    sheet.add_data_validation(limits)
    sheet.row_breaks.append(Break(id=3))
    sheet.column_dimensions["A"].width = 20
    sheet["A2"].alignment = Alignment(wrap_text=True)
    sheet["B2"].number_format = "0.00%"
    book.defined_names["qcdc_place"] = DefinedName("qcdc_place", attr_text="Sheet!$E$5")
    return book


def make_template(random: Random) -> bytes:
    """Return a bloc's own layout."""
    return package_mutated(random.choice(_templates()), random)


@cache
def _bloc() -> Case:
    return bloc_of(2)


def take_template(data: bytes, folder: Path) -> Sequence[Problem]:
    """Fill a template with the results of a bloc."""
    file = folder / "mau.xlsx"
    file.write_bytes(data)
    try:
        content = bytes_of(file, _bloc())
    except QcdcError as refusal:
        return refusal.problems
    file.write_bytes(content)
    read_book(file)  # what was filled must be whole: a refusal is a fault here
    return ()


@cache
def _word_templates() -> tuple[Mapping[str, bytes], ...]:
    with TemporaryDirectory() as made:
        folder = Path(made)
        document = word.layout()
        document.paragraphs[-1].text = "Người ký"  # the bloc has none
        usual = word.saved(document, folder)
        small = word.paragraphs(folder, "{{khối}} {% if số_đơn_vị > 1 %}x{% endif %}")
        needed = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/core.xml")
        parts = parts_of(small.read_bytes())
        return ({name: parts[name] for name in needed}, parts_of(usual.read_bytes()))


def make_word_template(random: Random) -> bytes:
    """Return an office's own Word file."""
    return package_mutated(random.choice(_word_templates()), random)


def take_word_template(data: bytes, folder: Path) -> Sequence[Problem]:
    """Fill a Word template with the results of a bloc, without a process for each."""
    file = folder / "mau.docx"
    file.write_bytes(data)
    try:
        with patch.object(filling, "_answer", lambda job: filled(json.loads(job))):
            content = word.bytes_of(file, _bloc())
    except QcdcError as refusal:
        return refusal.problems
    for name, part in parts_of(content).items():
        if name == "word/document.xml":
            etree.fromstring(part)  # what was filled must be whole
    return ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind("yaml", ".yaml", 80_000, make_document, take_document),
        Kind("campaign", ".campaign", 1_200, make_campaign, take_campaign),
        Kind("table", ".csv", 9_600, make_table, take_table),
        Kind("workbook", ".xlsx", 6_800, make_workbook, take_workbook),
        Kind("form", ".form.xlsx", 400, make_form, take_workbook),
        Kind("template", ".template.xlsx", 2_000, make_template, take_template),
        Kind("word_template", ".template.docx", 500, make_word_template, take_word_template),
    )
}
