"""An office's own Word file comes out filled: every figure exact, all else in it as it was."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from qcdc_cli import language
from qcdc_cli.render.placeholders import PLACEHOLDERS
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.word_template.expressions import Code, Fields, TagReader
from qcdc_cli.render.word_template.rendering import Sandbox, Shown
from qcdc_cli.render.word_template.rendering import filled as filled_parts
from tests.office import Office, page_texts
from tests.render.cases import Case, case_of, example
from tests.render.template.templates import bloc_of
from tests.render.word_template.templates import (
    TODAY,
    altered,
    bytes_of,
    document_with,
    filled,
    layout,
    paragraphs,
    saved,
    split,
    text_box,
    texts,
)

BRACES = ["<w:t>&amp;", "{{ 7*7 }}", "{_{ khối }_}", "{% endfor %}"]
HOSTILE = [*BRACES, "\ufffe(x", "a\x07b\x0c", "=1+1", "\u202eABC", "'\""]


def rows(document: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_in(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))


def renamed(case: Case, names: dict[str, str]) -> Case:
    campaign = case.scoring_input.campaign
    units = {**campaign.units, **names}
    return case_of(case.scoring_input._replace(campaign=campaign.model_copy(update={"units": units})))


# ------------------------------------------------------------------ the whole layout


def test_the_whole_layout(tmp_path: Path) -> None:
    document = filled(saved(layout(), tmp_path), example())
    assert texts(document) == [
        "Khối: Khối Dân vận các xã, thị trấn gồm 8 đơn vị.",
        "Căn cứ: Kế hoạch số 40-KH/BCĐ ngày 17/02/2020",
        "Châu Thành, ngày 05 tháng 7 năm 2020",
        "Trong khung: ",
        "- Xã Phú Tân: 95,36 điểm;",
        "- Thị trấn Ngã Sáu: 92,67 điểm.",
        "TM. TỔ GIÚP VIỆC",
    ]
    assert rows(document) == [
        ["Hạng", "Đơn vị", "Lãnh đạo, chỉ đạo và tổ chức thực hiện", "Tổng điểm", "Xếp loại"],
        ["1", "Xã Phú Tân", "17,25", "95,36", "Xuất sắc"],
        ["2", "Thị trấn Ngã Sáu", "17,25", "92,67", "Xuất sắc"],
        ["3", "Xã Đông Thạnh", "17,75", "89,10", "Tốt"],
        ["4", "Thị trấn Mái Dầm", "16,50", "87,13", "Tốt"],
        ["4", "Xã Phú Hữu", "15,75", "87,13", "Tốt"],
        ["6", "Xã Đông Phước", "15,25", "83,63", "Tốt"],
        ["7", "Xã Đông Phước A", "15,00", "79,17", "Khá"],
        ["8", "Xã Phú An", "13,75", "75,32", "Khá"],
    ]
    section, properties = document.sections[0], document.core_properties
    assert section.header.paragraphs[0].text == "Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020"
    assert section.footer.paragraphs[0].text == "Lập ngày 05/7/2020"
    assert properties.title == "Kết quả 6 tháng đầu năm 2020"
    assert properties.author == "Ban Chỉ đạo thực hiện QCDC huyện Châu Thành"
    boxes = document.element.body.findall(".//{*}txbxContent")
    assert [words_in(box) for box in boxes] == ["Thang 100 điểm"] * 2
    fonts = [run.bold for run in document.paragraphs[0].runs if run.text]
    assert fonts == [False, False, False]  # a text looks as the run did in which its placeholder began


def test_in_english(tmp_path: Path) -> None:
    language.use("en")
    document = filled(saved(layout(), tmp_path), example())
    assert texts(document)[2] == "Châu Thành, ngày 5 tháng 7 năm 2020"
    assert rows(document)[3] == ["3", "Xã Đông Thạnh", "17.75", "89.10", "Tốt"]
    first = "{% for one in all_units if one.rank == 1 %}{{unit}}{% endfor %}"
    english = paragraphs(tmp_path, "{{bloc}}: {{units}}", first)
    assert texts(filled(english, example())) == ["Khối Dân vận các xã, thị trấn: 8", "Xã Phú Tân"]


def test_libreoffice_prints_it(tmp_path: Path, office: Office) -> None:
    file = tmp_path / "ra.docx"
    file.write_bytes(bytes_of(saved(layout(), tmp_path), example()))
    (page,) = page_texts(office([file], "pdf")["ra.docx"])
    for words in ("Xã Phú Tân", "89,10", "Thang 100 điểm", "Lập ngày 05/7/2020", "- Thị trấn Ngã Sáu: 92,67 điểm."):
        assert words in page
    assert "{" not in page


def test_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    file = saved(layout(), tmp_path)
    before, first = parts_of(file.read_bytes()), bytes_of(file, example())
    after = parts_of(first)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"}
    assert first == bytes_of(file, example())


def test_notes_and_properties_of_an_office(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"

    def with_notes(parts: dict[str, bytes]) -> None:
        for name in ("footnotes", "endnotes"):
            note = name.removesuffix("s")
            kind = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            text = f'<w:{note} w:id="2"><w:p><w:r><w:t>Theo {{{{căn cứ}}}}</w:t></w:r></w:p></w:{note}>'
            parts[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{kind}">{text}</w:{name}>'.encode()
            line = f'<Relationship Id="r{name}" Type="{office}/relationships/{name}" Target="{name}.xml"/>'
            relations = parts["word/_rels/document.xml.rels"]
            parts["word/_rels/document.xml.rels"] = relations.replace(b"</Rel", f"{line}</Rel".encode())
        parts["docProps/app.xml"] = (
            b"<Properties><Company>{{authority}}</Company><TitlesOfParts>{{x}}</TitlesOfParts></Properties>"
        )
        parts["docProps/custom.xml"] = b'<Properties><property name="So"><a>{{units}}</a></property></Properties>'

    after = parts_of(bytes_of(altered(paragraphs(tmp_path, "{{khối}}"), with_notes), example()))
    for name in ("footnotes", "endnotes"):
        assert "Theo Kế hoạch số 40-KH/BCĐ ngày 17/02/2020" in after[f"word/{name}.xml"].decode()
    assert "<Company>Ban Chỉ đạo thực hiện QCDC huyện Châu Thành</Company>" in after["docProps/app.xml"].decode()
    assert b"{{x}}" in after["docProps/app.xml"]  # which Word writes anew by itself
    assert b'<property name="So"><a>8</a>' in after["docProps/custom.xml"]


def test_a_file_to_make_others_from(tmp_path: Path) -> None:
    def as_template(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"document.main", b"template.main")

    file = altered(paragraphs(tmp_path, "{{kỳ}}"), as_template)
    assert texts(filled(file, example())) == ["6 tháng đầu năm 2020"]


# ------------------------------------------------------------------ placeholders


@pytest.mark.parametrize("spoken", [0, 1])
def test_every_placeholder_by_its_name(tmp_path: Path, spoken: int) -> None:
    arguments = {"node": "I", "stage": "self", "signature": "1"}
    words = [
        "{{" + ":".join((each.names[spoken], *(arguments[kind] for kind in each.takes))) + "}}" for each in PLACEHOLDERS
    ]
    words.append("{{" + PLACEHOLDERS[1].names[spoken].replace(" ", "_") + "}}")

    def make(document: WordDocument) -> None:
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = " | ".join(words), "hết"

    document = filled(document_with(tmp_path, make), example())
    assert len(document.tables[0].rows) == 8
    first = rows(document)[0][0].split(" | ")
    assert len(first) == len(words)
    assert first[0] == "Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020"
    assert first[1] == first[-1] == "Ban Chỉ đạo thực hiện QCDC huyện Châu Thành"
    assert "Xã Phú Tân" in first


def test_conditions_and_comparisons_are_exact(tmp_path: Path) -> None:
    file = paragraphs(
        tmp_path,
        "{% for đv in các_đơn_vị %}{% if đv.tổng_điểm >= 87.13 and not đv.hạng == 1 %}{{ đv }};{% endif %}{% endfor %}",
        "{% for đv in các_đơn_vị %}{% if đv.mục[“I”] == 17.25 %}{{ đv.hạng }}{% else %}-{% endif %}{% endfor %}",
        "{{ khối|upper }} {{ '' or 'không' }} {{ 'nhiều' if số_đơn_vị > 7 else 'ít' }}",
        "{% for đv in các_đơn_vị %}{{ loop.index if đv.xếp_loại in ['Khá', 'Yếu'] }}{% endfor %}{# ghi nhớ: x #}",
    )
    assert texts(filled(file, example())) == [
        "Thị trấn Ngã Sáu;Xã Đông Thạnh;Thị trấn Mái Dầm;Xã Phú Hữu;",
        "12------",
        "KHỐI DÂN VẬN CÁC XÃ, THỊ TRẤN không nhiều",
        "78",
    ]


def test_texts_and_numbers_are_never_mixed_up() -> None:
    half, word = Shown("0,5", "1/2"), Shown("–")
    assert half == Shown("0.50", "0.5")
    assert half < 1
    assert half >= Shown("0,5", "0.5")
    assert half <= 1
    assert not word < 1
    assert not word > half
    assert word != 1
    assert word < Shown("—")
    assert word
    assert not Shown("0", "0")
    assert len({half, Shown("0,5")}) == 1


def test_rows_and_columns_by_docxtpl(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        table = document.add_table(rows=5, cols=3)
        for number, words in enumerate(("{%tc for đv in các_đơn_vị %}", "{{ stt }}", "{%tc endfor %}")):
            table.cell(0, number).text = words
        table.cell(1, 0).text = "{%tr for đv in các_đơn_vị if đv.hạng < 3 %}"
        table.cell(2, 0).text = "{{ đv.đơn_vị }}"
        table.cell(3, 0).text = "{{ đv.tổng_điểm }}"
        table.cell(4, 0).text = "{%tr endfor %}"

    tree = filled(document_with(tmp_path, make), example()).element.body
    found = [[words_in(cell) for cell in row.findall("{*}tc")] for row in tree.iter("{*}tr")]
    assert found[0] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert [row[0] for row in found[1:]] == ["Xã Phú Tân", "95,36", "Thị trấn Ngã Sáu", "92,67"]
    assert len(tree.findall(".//{*}gridCol")) == 8


def test_a_cell_keeps_a_paragraph(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "{%p if số_đơn_vị > 100 %}"
        cell.add_paragraph("nhiều")
        cell.add_paragraph("{%p endif %}")

    document = filled(document_with(tmp_path, make), example())
    assert [paragraph.text for paragraph in document.tables[0].cell(0, 0).paragraphs] == [""]


def test_repeated_drawings_have_numbers_of_their_own(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "{{đơn vị}}"
        text_box(cell.paragraphs[0], "{{hạng}}")

    document = filled(document_with(tmp_path, make), example())
    numbers = [each.get("id") for each in document.element.body.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 8
    boxes = [words_in(box) for box in document.element.body.findall(".//{*}txbxContent")]
    assert boxes[::2] == boxes[1::2] == ["1", "2", "3", "4", "4", "6", "7", "8"]


VALUES = (
    "khối",
    "hạng",
    "đv",
    "đv.tổng_điểm",
    "mục['I']",
    "loop.index",
    "loop.first",
    "'x'",
    "1",
    "0.5",
    "true",
    "none",
)
UNKNOWN = ("units", "xyz", "đv.x")
SHAPES = (
    *("{0} and {1}", "not {0}", "({0}) < {1}", "{0} == {1}", "({0}) >= {1} or {0}", "({0}) if {1} else ({0})"),
    *("({0}) ~ {1}", "{0} in [{1}, 'x']", "{0} in ({1})", "({0})|upper", "({0})|trim", "({0}).x", "{0}({1})"),
)
EXPRESSIONS = st.recursive(
    st.sampled_from(VALUES + UNKNOWN),
    lambda inner: st.builds(lambda shape, *own: shape.format(*own), st.sampled_from(SHAPES), inner, inner),
)


@given(inside=EXPRESSIONS, statement=st.booleans())
@settings(max_examples=400)
def test_whatever_is_typed_is_filled_or_told(inside: str, statement: bool) -> None:
    """What can be read can be filled: no expression that is taken fails when it is computed."""
    fields = Fields()
    reader = TagReader(TemplateData(example().ranking, example().scores, TODAY), fields)
    found = f"{{% if {inside} %}}" if statement else f"{{{{ {inside} }}}}"
    code = reader.statement(found, "đv") if statement else reader.output(found, "đv")
    if not isinstance(code, Code):
        assert code
        return
    source = f"{{% {code.text} %}}x{{% endif %}}" if statement else f"{{{{ {code.text} }}}}"
    for value in (Shown("–"), Shown("8,5", "8.5"), Shown("", None)):
        values = dict.fromkeys(fields.constants, value) | dict.fromkeys(fields.calls, value)
        Sandbox().from_string(f"{{% for u in units %}}{source}{{% endfor %}}").render(values, units=[values] * 2)


def test_the_job_of_the_other_process() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {namespace}><w:p><w:r><w:t>{{{{ f0 }}}} \ufffe(x\ufffe)</w:t></w:r></w:p></w:document>"
    job = {
        "values": {"f0": ["<b>{{\n", None]},
        "units": [{}],
        "parts": {"word/document.xml": body, "docProps/a.xml": body},
    }
    parts = filled_parts(job)["parts"]
    assert "&lt;b&gt;{{</w:t><w:br/><w:t" in parts["word/document.xml"]
    assert "&lt;b&gt;{{\n {x}" in parts["docProps/a.xml"]
    assert filled_parts({**job, "parts": {"word/document.xml": "<w:p>"}}) == {"fault": "word/document.xml"}


# ------------------------------------------------------------------ what is data stays data


def test_names_are_never_code(tmp_path: Path) -> None:
    names = {f"u{number}": name for number, name in enumerate(HOSTILE)}
    case = renamed(bloc_of(len(names)), names)
    file = document_with(tmp_path, lambda document: document.add_table(1, 1).cell(0, 0).add_paragraph("{{unit}}"))
    expected = [*BRACES, "\ufffd(x", "a␇b␌", "=1+1", "\\u202eABC", "'\""]
    content = bytes_of(file, case)
    assert [row[0].strip() for row in rows(Document(io.BytesIO(content)))] == expected
    etree.fromstring(parts_of(content)["word/document.xml"])


def test_braces_that_ask_for_nothing_stay(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        for text in ("Tập {", "{1; 2}", "{{khối}}", "} {_{ }_} #"):
            document.add_paragraph(text)
        split(document.add_paragraph(), "{", "a}", " % }")

    assert texts(filled(document_with(tmp_path, make), example())) == [
        *("Tập {", "{1; 2}", "Khối Dân vận các xã, thị trấn", "} {_{ }_} #", "{a} % }")
    ]
