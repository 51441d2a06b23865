"""What is wrong with a Word template is told at its place, all at once; nothing is filled then."""

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from qcdc_cli import language
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.report import Options, WholeView
from qcdc_cli.render.word_template import filling, render
from qcdc_cli.render.word_template.rendering import Sandbox, Shown
from tests.render.cases import example
from tests.render.template.templates import bloc_of
from tests.render.template.templates import layout as excel_layout
from tests.render.template.templates import saved as excel_saved
from tests.render.word_template.templates import (
    MADE,
    altered,
    bytes_of,
    document_with,
    layout,
    paragraphs,
    problems_of,
    saved,
    split,
    text_box,
)

Alter = Callable[[dict[str, bytes]], object]


def test_everything_at_once_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        split(document.add_paragraph("Đợt "), "{{cam", "pain}}", " và {{đơn vị")
        cell = document.add_table(rows=2, cols=2).cell(1, 1)
        cell.text = "{{mục:IX}} {% if hạn == 1 %}x{% endif %}"
        text_box(document.add_paragraph("Hộp"), "{{khốii}}")
        section = document.sections[0]
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "{{đợt}}", "{{signature:9}}"
        document.core_properties.title = "{{zzzz}}"
        document.add_paragraph("Đứng ngoài bảng: {{tổng điểm}}")

    with pytest.raises(QcdcError) as raised:
        bytes_of(document_with(tmp_path, make), example())
    told = [
        (str(each.place).partition(" › ")[2], each.code, each.found, each.nearest) for each in raised.value.problems
    ]
    cell = "thân văn bản › bảng 1, dòng 2, ô 2 “{{mục:IX}} {% if hạn == 1 %}x{…”"
    assert told == [
        ("thân văn bản › đoạn 1 “Đợt … và {{đơn vị”", "Q949", "{{đơn vị", ""),
        ("thân văn bản › đoạn 1 “Đợt … và {{đơn vị”", "Q764", "{{campain}}", "{{campaign}}"),
        (cell, "Q765", "IX", "I"),
        (cell, "Q764", "{% if hạn == 1 %}", "{{hạng}}"),
        ("thân văn bản › hộp văn bản, đoạn 2 “{{khốii}}”", "Q764", "{{khốii}}", "{{khối}}"),
        ("thân văn bản › đoạn 3 “Đứng ngoài bảng: …”", "Q951", "{{tổng điểm}}", ""),
        ("đầu trang › đoạn 1 “{{đợt}}”", "Q764", "{{đợt}}", "{{tên đợt}}"),
        ("chân trang › đoạn 1 “{{signature:9}}”", "Q765", "9", ""),
        ("thuộc tính của tệp › tiêu đề", "Q764", "{{zzzz}}", ""),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ ''.__class__.__mro__ }}", "Q950"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "Q950"),
        ("{{ khối.__class__ }}", "Q950"),
        ("{{ khối['__class__']['x'] }}", "Q764"),
        ("{{ (khối|upper).x }}", "Q950"),
        ("{{ khối|attr('__class__') }}", "Q950"),
        ("{{ khối is defined }}", "Q950"),
        ("{% for a in range(10**9) %}{% endfor %}", "Q950"),
        ("{% for a in các_đơn_vị recursive %}{% endfor %}", "Q950"),
        ("{% for a in các_đơn_vị %}{% for b in các_đơn_vị %}x{% endfor %}{% endfor %}", "Q950"),
        ("{{ 'x'*10**9 }}", "Q950"),
        ("{{ -1 }}", "Q950"),
        ("{{ 1e999 or 1 }}", "Q950"),
        ("{{ self.__init__ }}", "Q950"),
        ("{{ }}", "Q764"),
        ("{{ ['x'] }}", "Q950"),
        ("{{ 'x' in (not khối) }}", "Q950"),
        ("{{ điểm_chuẩn[khối] }}", "Q950"),
        ("{% include '/etc/passwd' %}", "Q950"),
        ("{% set a = khối %}", "Q950"),
        ("{% macro a() %}", "Q950"),
        ("{%- if khối %}", "Q949"),
        ("{% if khối %}{% else x %}{% endif %}", "Q949"),
        ("{{ " + "(" * 400 + "khối" + ")" * 400 + " }}", "Q949"),
        ("{{ 'x" + "x" * 2000 + "' }}", "Q949"),
        ("{{unit}", "Q949"),
        ("{# ghi nhớ", "Q949"),
        ("{% if khối %}", "Q953"),
        ("{% endfor %}", "Q953"),
        ("{%tr if khối %}{%tr endif %}", "Q953"),
        ("{%p if khối %}x{%p endif %}", "Q953"),
    ],
)
def test_what_no_template_may_ask_for(tmp_path: Path, text: str, code: str) -> None:
    begin = time.monotonic()
    found = problems_of(paragraphs(tmp_path, text), bloc_of(2))
    assert {each[0] for each in found} == {code}
    assert time.monotonic() - begin < 5


def test_the_sandbox_by_itself_lets_nothing_out() -> None:
    for source in (
        "{{ a.__class__ }}",
        "{{ a.number }}",
        "{{ a.upper() }}",
        "{{ range(3) }}",
        "{{ a|replace('a', 'b') }}",
        "{% for x in units %}{{ x.update }}{{ x.update() }}{% endfor %}",
        "{{ a is defined }}",
    ):
        with pytest.raises(Exception, match=r"undefined|unsafe|No filter|No test|callable"):
            Sandbox().from_string(source).render(a=Shown("a"), units=[{}])


def test_blocks_that_do_not_fit(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("{% for đv in các_đơn_vị %}")
        table = document.add_table(rows=4, cols=2)
        table.cell(0, 0).text = "{% endfor %}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{%tr if khối %}", "{%tr endif %}"
        table.cell(2, 0).text, table.cell(3, 0).text = "{{hạng}}", "{{đơn vị}}"

    english = "begins and ends a block in places that do not fit, such as inside and outside a table"
    language.use("en")
    with pytest.raises(QcdcError) as raised:
        bytes_of(document_with(tmp_path, make), bloc_of(2))
    told = [(each.code, each.sentence()) for each in raised.value.problems]
    assert told == [
        ("Q767", "Placeholders about units are in more than one row: 3, 4."),
        ("Q953", "`{% for đv in các_đơn_vị %}` " + english + "."),
        ("Q953", "`{%tr if khối %}` takes a whole row, and more stands in it."),
        ("Q953", "`{%tr endif %}` takes a whole row, and more stands in it."),
    ]
    assert "{%tr for unit in all_units %}" in raised.value.problems[0].remedy()


def test_a_loop_in_a_repeated_row(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        document.add_table(rows=1, cols=1).cell(0, 0).text = "{{hạng}} {% for a in các_đơn_vị %}{{a}}{% endfor %}"

    assert [each[0] for each in problems_of(document_with(tmp_path, make), bloc_of(2))] == ["Q950"]


def test_a_template_without_a_word(tmp_path: Path) -> None:
    (problem,) = problems_of(paragraphs(tmp_path, "{đơn vị} {}"), bloc_of(2))
    assert problem[0] == "Q763"


def test_several_blocs(tmp_path: Path) -> None:
    report = bloc_of(2).report(WholeView())
    with pytest.raises(QcdcError) as raised:
        render(report._replace(rankings=report.rankings * 2), Options(template=saved(layout(), tmp_path), made=MADE))
    assert [each.code for each in raised.value.problems] == ["Q766"]


# ------------------------------------------------------------------ where nothing is filled


def test_words_where_they_cannot_be_filled(tmp_path: Path) -> None:
    def worded(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"].decode()
        more = (
            '<w:p><w:r><w:instrText>TITLE {{khối}}</w:instrText></w:r><w:del w:id="1"><w:r><w:delText>{{kỳ}}'
            '</w:delText></w:r></w:del><w:bookmarkStart w:id="2" w:name="{{năm}}"/></w:p>'
        )
        parts["word/document.xml"] = body.replace("<w:sectPr", f"{more}<w:sectPr", 1).encode()
        parts["word/charts/chart1.xml"] = b'<c:chart xmlns:c="c"><a:t xmlns:a="a">{{kh</a:t><a:t>oi}}</a:t></c:chart>'

    found = problems_of(altered(paragraphs(tmp_path, "{{khối}}"), worded), bloc_of(2))
    assert [(each[0], each[2]) for each in found] == [
        ("Q952", "{{khối}}"),
        ("Q952", "{{kỳ}}"),
        ("Q952", "{{năm}}"),
        ("Q952", "{{khoi}}"),
    ]
    assert found[0][1] == "thân văn bản › đoạn 2"
    assert found[3][1] == "chart1.xml"


# ------------------------------------------------------------------ files


def relation(kind: str, target: str, mode: str = "External") -> Alter:
    line = (
        f'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )

    def alter(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", line.encode())

    return alter


def field(code: str) -> Alter:
    more = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:4], code[4:]))

    def alter(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"]
        parts["word/document.xml"] = body.replace(b"<w:sectPr", f"<w:p>{more}</w:p><w:sectPr".encode(), 1)

    return alter


def with_part(name: str) -> Alter:
    return lambda parts: parts.__setitem__(name, b"")


def with_macros(parts: dict[str, bytes]) -> None:
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(usual, kind)
    parts["word/vbaProject.bin"] = b"macro"


@pytest.mark.parametrize(
    ("alter", "what"),
    [
        (with_macros, "macro"),
        (relation("attachedTemplate", "https://example.org/a.dotm"), "https://example.org/a.dotm"),
        (relation("image", "file://server/a.png"), "file://server/a.png"),
        (relation("aFChunk", "a.html", "Internal"), "a.html"),
        (field("DDEAUTO c:\\\\cmd.exe x"), "DDEAUTO c:\\\\cmd.exe x"),
        (field("INCLUDETEXT a.docx"), "INCLUDETEXT a.docx"),
        (with_part("word/activeX/activeX1.bin"), "điều khiển ActiveX"),
        (with_part("_xmlsignatures/sig1.xml"), "chữ ký số"),
    ],
)
def test_what_would_run_or_load_something(tmp_path: Path, alter: Alter, what: str) -> None:
    found = problems_of(altered(paragraphs(tmp_path, "{{khối}}"), alter), bloc_of(2))
    assert [(each[0], each[2]) for each in found] == [("Q948", what)]


def test_links_for_readers_are_kept(tmp_path: Path) -> None:
    file = altered(paragraphs(tmp_path, "{{khối}}"), relation("hyperlink", "https://example.org"))
    with zipfile.ZipFile(io.BytesIO(bytes_of(file, bloc_of(2)))) as archive:
        assert b"https://example.org" in archive.read("word/_rels/document.xml.rels")


def strict(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"].decode()
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = body.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main").encode()


def with_document_type(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"].partition(b"?>")[2]
    parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY a "b">]>' + body


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/a.bin"] = bytes(140 << 20)


def large_text(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", b" " * (30 << 20) + b"<w:sectPr", 1)


@pytest.mark.parametrize(
    ("alter", "code"), [(strict, "Q947"), (with_document_type, "Q711"), (bomb, "Q709"), (large_text, "Q709")]
)
def test_documents_that_are_not_taken(tmp_path: Path, alter: Alter, code: str) -> None:
    begin = time.monotonic()
    found = problems_of(altered(paragraphs(tmp_path, "{{khối}}"), alter), bloc_of(2))
    assert [each[0] for each in found] == [code]
    assert time.monotonic() - begin < 10


def many_runs(text: str) -> Alter:
    return in_body(f"<w:p>{f'<w:r><w:t>{text}</w:t></w:r>' * (300_000 // len(text))}</w:p>")


def many_rows(parts: dict[str, bytes]) -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{%tr if khối %}{{hạng}}</w:t></w:r></w:p></w:tc></w:tr>"
    in_body(f"<w:tbl>{row * 1_400}</w:tbl>")(parts)


def in_body(markup: str) -> Alter:
    def alter(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"]
        parts["word/document.xml"] = body.replace(b"<w:sectPr", markup.encode() + b"<w:sectPr", 1)

    return alter


def test_what_comes_out_must_be_a_document(tmp_path: Path) -> None:
    file = altered(paragraphs(tmp_path, "{{khối}}"), in_body("<w:p><x:nowhere/></w:p>"))
    with pytest.raises(QcdcError) as raised:
        bytes_of(file, bloc_of(2))
    assert [(each.code, each.values["part"]) for each in raised.value.problems] == [("Q955", "word/document.xml")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("alter", "codes"),
    [
        (many_runs("{{khối}}"), {"Q709"}),
        (many_runs("{#{#{#{#{#"), {"Q949"}),
        (in_body(f"<w:p><w:r><w:t>{'{#' * 600_000}</w:t></w:r></w:p>"), {"Q949"}),
        (in_body(f"<w:p><w:r><w:t>{'{%' * 600_000}</w:t></w:r></w:p>"), {"Q949"}),
        (many_runs("{{" + "khooi" * 20 + "}}"), {"Q764"}),
        (many_rows, {"Q767", "Q953"}),
    ],
)
def test_files_that_are_made_to_take_long(tmp_path: Path, alter: Alter, codes: set[str]) -> None:
    begin = time.monotonic()
    found = problems_of(altered(paragraphs(tmp_path, "{{khối}}"), alter), bloc_of(2))
    assert {each[0] for each in found} == codes
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "Q701"), (b"text", "Q947"), (b"%PDF-1.7", "Q778"), (b"PK\x03\x04" + bytes(40), "Q707"), (None, "Q101")],
)
def test_other_files(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "mau.docx"
    if content is not None:
        file.write_bytes(content)
    assert [each[0] for each in problems_of(file, bloc_of(2))] == [code]


def test_a_workbook_that_is_called_a_document(tmp_path: Path) -> None:
    file = excel_saved(excel_layout(), tmp_path, "mau.docx")
    assert [each[0] for each in problems_of(file, bloc_of(2))] == ["Q947"]


# ------------------------------------------------------------------ bounds of the other process


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "SECONDS", 0.01)
    assert [each[0] for each in problems_of(paragraphs(tmp_path, "{{khối}}"), bloc_of(2))] == ["Q954"]
    assert no_children()


@pytest.mark.slow
def test_what_takes_too_much_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(document: WordDocument) -> None:
        document.add_table(rows=1, cols=1).cell(0, 0).text = "{{đơn vị}}" + "x" * 1_000_000

    monkeypatch.setattr(filling, "MEGABYTES", 300)
    assert [each[0] for each in problems_of(document_with(tmp_path, make), bloc_of(103))] == ["Q954"]


def test_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert [each[0] for each in problems_of(paragraphs(tmp_path, "{{khối}}"), bloc_of(2))] == ["Q956"]


def test_it_imports_nothing_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert bytes_of(paragraphs(tmp_path, "{{khối}}"), bloc_of(2)).startswith(b"PK")


def test_a_fault_of_our_own_is_no_fault_of_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_PROGRAM", "raise SystemError('broken')")
    with pytest.raises(RuntimeError, match="broken"):
        bytes_of(paragraphs(tmp_path, "{{khối}}"), bloc_of(2))


def test_an_interruption_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bytes_of(paragraphs(tmp_path, "{{khối}}"), bloc_of(2))
    assert no_children()


def test_a_text_box_in_what_a_block_takes_away(tmp_path: Path) -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("{%p if khối %}")
        text_box(paragraph, "Hộp")
        document.add_paragraph("{%p endif %}")

    assert [each[0] for each in problems_of(document_with(tmp_path, make), bloc_of(2))] == ["Q953"]


def no_children() -> bool:
    """Return whether this process has no child that has ended and nobody has asked about."""
    try:
        return os.waitpid(-1, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return True
