"""What each command writes, in each format and by each option: unchanged it agrees, and one changed figure is found."""

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from contextlib import chdir
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.commands import campaign_loading
from qcdc_cli.language import current
from tests.commands.conftest import Qcdc, qcdc  # noqa: F401 - a fixture
from tests.verification.made import copied

_TABLES = ("json", "csv", "md")
_LISTS = ("json", "csv", "md", "xlsx", "html", "docx")
_REPORTS = ("xlsx", "html", "json", "csv", "md", "docx")
_CAN_THO = {
    ("rank",): _TABLES,
    ("rank", "--bloc", "khoi-2"): _TABLES,
    ("rank", "--stage", "self"): _TABLES,
    ("rank", "--by", "bloc"): _TABLES,
    ("rank", "--by", "bloc", "--bloc", "khoi-1"): _TABLES,
    ("rank", "--by", "type", "--bloc", "khoi-2", "--stage", "self"): _TABLES,
    ("rank", "--by", "area", "--bloc", "khoi-1"): _TABLES,
    ("score",): _TABLES,
    ("score", "--bloc", "khoi-1", "--stage", "self"): _TABLES,
    ("score", "--detail", "--bloc", "khoi-2"): _TABLES,
    ("score", "ben-sen"): _TABLES,
    ("score", "ben-sen", "--stage", "self"): _TABLES,
    ("score", "ben-sen", "ca-na"): _TABLES,
    ("rubric", "stats"): _TABLES,
    ("rubric", "stats", "--bloc", "khoi-1"): _TABLES,
    ("rubric", "stats", "--bloc", "khoi-2", "--stage", "self"): _TABLES,
    ("export", "--bloc", "khoi-1"): _REPORTS,
    ("export", "--bloc", "khoi-2", "--public"): ("html",),
    ("export", "--document", "minutes", "--bloc", "khoi-2"): ("docx",),
    ("margins", "--bloc", "khoi-2", "--stage", "self"): _LISTS,
    ("margins", "ben-sen"): ("json", "md"),
}
_CHAU_THANH = {
    ("rank", "--all"): _TABLES,
    ("score", "nga-sau", "mai-dam", "dong-thanh", "dong-phuoc", "phu-an", "phu-huu"): _TABLES,
    ("export", "--stage", "bloc"): ("json", "md"),
    ("changes",): _LISTS,
    ("changes", "mai-dam"): ("json", "csv"),
    ("appeals",): ("json", "csv", "md", "docx"),
    ("appeals", "--stage", "bloc"): ("json", "csv"),
    ("margins", "--stage", "self"): ("json", "csv"),
    ("notes",): _LISTS,
    ("notes", "--kind", "limits"): ("json", "csv", "md", "html"),
    ("notes", "--open"): ("json", "md"),
}
_MADE = [
    (example, command, style, ("vi", "en")[at % 2])
    for example, commands in (("can-tho-2026", _CAN_THO), ("chau-thanh-2020", _CHAU_THANH))
    for at, (command, style) in enumerate((command, style) for command, styles in commands.items() for style in styles)
]
_PERIODS = {"can-tho-2026": (), "chau-thanh-2020": ("--period", "2020")}
# A figure in each kind of file: what stands before it, the figure itself; the first pattern that is met is taken.
_FIGURES = {
    "json": (r'(": )(\d+\.\d+)(?=,?\n)', r'(": )(\d+)(?=,?\n)'),
    "csv": (r'(")(\d+,\d+)(?=")', r"(,)(\d+\.\d+)(?=,)", r"(,)(\d+)(?=,)"),
    "md": (r"(\| )(\d+[.,]\d+)(?= \|)", r"(\| )(\d+)(?= \|)"),
    "html": (r"(<td[^>]*>)(\d+[.,]\d+)(?=</td>)", r"(<td[^>]*>)(\d+)(?=</td>)"),
    "docx": (r"(<w:t(?: [^>]*)?>)(\d+[.,]\d+)(?=</w:t>)", r"(<w:t(?: [^>]*)?>)(\d+)(?=</w:t>)"),
    "xlsx": (r"(<v>)(\d+\.\d{1,4})(?=</v>)", r'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>)(\d+)(?=</v>)'),
}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what gives the folder of a copied example."""
    return cache(lambda example: copied(example, tmp_path_factory.mktemp("campaigns")))


@pytest.fixture(scope="module")
def read_in_each_language() -> Callable[[Source, Path, str], object]:
    """Return what reads a campaign once for all tests; parts of rubrics without a name have one of the language."""
    return cache(lambda source, _folder, _language: load(source))


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch, read_in_each_language: Callable[[Source, Path, str], object]) -> None:
    monkeypatch.setattr(
        campaign_loading, "load", lambda source, _progress: read_in_each_language(source, Path.cwd(), current())
    )


@pytest.mark.parametrize(
    ("example", "command", "style", "in_language"),
    _MADE,
    ids=[" ".join((*command, style, tongue)) for _, command, style, tongue in _MADE],
)
def test_an_output_agrees_and_one_changed_figure_is_found(
    example: str,
    command: Sequence[str],
    style: str,
    in_language: str,
    campaigns: Callable[[str], Path],
    qcdc: Qcdc,  # noqa: F811
) -> None:
    file, period = f"a.{style}", _PERIODS[example]
    with chdir(campaigns(example)):
        written = (file,) if command[0] == "export" else ("--format", style, "-o", file)
        assert qcdc("--lang", in_language, *command, *period, *written).status == 0
        language.use(language.DEFAULT_LANGUAGE)
        agreed = qcdc("verify", file)
        assert agreed.status == 0, agreed.err
        assert f"{file}: khớp (" in agreed.out

        was, now = _change(Path(file), style)
        language.use(language.DEFAULT_LANGUAGE)
        found = qcdc("verify", file)
        assert (found.status, found.out) == (1, "")
        told = re.findall(
            r"^(a\S*.*?): (Q\d+) .*?: tệp này ghi (\S+), kết quả của đợt thi đua là (\S+)\.$", found.err, re.M
        )
        assert [(code, *figures) for _, code, *figures in told] == [("Q060", now, was)], found.err
        assert found.err.count(": Q") == 1


@pytest.mark.slow
def test_all_pages_of_a_folder_are_of_one_output(
    campaigns: Callable[[str], Path],
    qcdc: Qcdc,  # noqa: F811
) -> None:
    with chdir(campaigns("chau-thanh-2020")):
        shutil.rmtree("site", ignore_errors=True)
        assert qcdc("export", "--site", "site", "--public", "--period", "2020").status == 0
        pages = sorted(Path("site").rglob("*.html"))
        agreed = qcdc("verify", "site")
        assert (agreed.status, len(agreed.out.splitlines())) == (0, len(pages)), agreed.err
        assert "bản công khai" in agreed.out
        was, now = _change(pages[0], "html")
        found = qcdc("verify", "site")
    assert found.status == 1
    assert re.findall(r"^(\S+html):.* tệp này ghi (\S+), .* là (\S+)\.$", found.err, re.M) == [
        (pages[0].as_posix(), now, was)
    ]


def test_of_a_folder_in_another_language_is_told_in_the_readers_own(
    campaigns: Callable[[str], Path],
    qcdc: Qcdc,  # noqa: F811
) -> None:
    with chdir(campaigns("chau-thanh-2020")):
        assert qcdc("export", "--site", "english", "--lang", "en").status == 0
        Path("english/don-vi/phu-an.html").unlink()
        language.use(language.DEFAULT_LANGUAGE)
        found = qcdc("verify", "english")
    assert re.findall(r": (Q\d+) .*?(tệp này .*)", found.err) == [("Q064", "tệp này thiếu trang này.")]


@pytest.mark.parametrize(
    ("command", "bloc"),
    [
        (("--document", "minutes", "--bloc", "khoi-2"), "Khối xã, phường số 2"),
        (("--document", "notice", "--stage", "self"), "chỉ tính đến bước Tự đánh giá"),
    ],
    ids=["a bloc", "a stage"],
)
def test_a_pdf_agrees_and_is_no_longer_the_same_with_one_byte_more(
    command: Sequence[str],
    bloc: str,
    campaigns: Callable[[str], Path],
    qcdc: Qcdc,  # noqa: F811
) -> None:
    with chdir(campaigns("can-tho-2026")):
        assert qcdc("export", *command, "a.pdf").status == 0
        agreed = qcdc("verify", "a.pdf")
        assert agreed.status == 0, agreed.err
        assert bloc in agreed.out
        Path("a.pdf").write_bytes(Path("a.pdf").read_bytes() + b"\n")
        changed = qcdc("verify", "a.pdf")
        Path("foreign.pdf").write_bytes(b"%PDF-1.7\n")
        foreign = qcdc("verify", "foreign.pdf")
    for found in (changed, foreign):
        assert (found.status, re.findall(r"Q\d+", found.err)) == (1, ["Q071"])


def test_each_unit_s_letter_as_pdf_agrees(campaigns: Callable[[str], Path], qcdc: Qcdc) -> None:  # noqa: F811
    with chdir(campaigns("chau-thanh-2020")):
        assert qcdc("export", "--letters", "letters", "--format", "pdf", "--period", "2020").status == 0
        (letter,) = Path("letters").glob("phu-huu*.pdf")
        agreed = qcdc("verify", str(letter))
    assert (agreed.status, agreed.out.count("Xã Phú Hữu")) == (0, 1), agreed.err


def _change(file: Path, style: str) -> tuple[str, str]:
    """Change a figure in the middle of a file; return what is told to have stood there, and to stand there now."""
    data = file.read_bytes()
    part = _PARTS.get(style)
    text = data.decode() if part is None else zipfile.ZipFile(BytesIO(data)).read(part).decode()
    figures = next(filter(None, (list(re.finditer(pattern, text)) for pattern in _FIGURES[style])))
    figure = figures[len(figures) // 2]
    was = figure[2]
    now = was[:-1] + str((int(was[-1]) + 3) % 10)
    changed = text[: figure.start(2)] + now + text[figure.end(2) :]
    file.write_bytes(changed.encode() if part is None else _packed(data, part, changed.encode()))
    shown = (one.replace(".", ",") if style == "xlsx" else one for one in (was, now))
    return next(shown), next(shown)


def _packed(data: bytes, part: str, content: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as own, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in own.namelist():
            new.writestr(name, content if name == part else own.read(name))
    return packed.getvalue()
