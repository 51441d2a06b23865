"""Every output of every example agrees with the campaign that gave it, and so does one that LibreOffice saved again."""

import re
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.commands.verify_outputs import verify_outputs
from tests.office import Office
from tests.verification.made import EXAMPLES, copied, qcdc

# What is made of an example, in one language and the other by turns: the arguments of commands, the file at the end.
_USUAL = (["export", "a.xlsx"], ["export", "a.html"], ["rank", "--format", "json", "-o", "r.json"])
_YEAR = (
    ["export", "--document", "minutes", "m.docx"],
    ["export", "--letters", "l.docx"],
    ["export", "a.json"],
    ["rank", "--format", "csv", "-o", "r.csv"],
    ["score", "--detail", "--format", "md", "-o", "s.md"],
)
_OTHERS = (
    ["export", "a.xlsx"],
    ["export", "a.docx"],
    ["export", "--public", "p.html"],
    ["export", "a.pdf"],
    ["export", "a.md"],
    ["export", "--site", "site"],
    ["rank", "--all", "--format", "md", "-o", "x.md"],
    ["rank", "--by", "bloc", "--format", "csv", "-o", "y.csv"],
    ["rank", "--stage", "self", "--format", "json", "-o", "self.json"],
    ["score", "nga-sau", "--format", "md", "-o", "card.md"],
    ["rubric", "stats", "--bloc", "dan-van", "--format", "csv", "-o", "stats.csv"],
)
# Each example by its periods; None for the current one.
_MADE = {
    ("can-tho-2026", None): _USUAL,
    ("chau-thanh-2020", "2020-h1"): _OTHERS,
    ("chau-thanh-2020", "2020"): _YEAR,
    ("chi-so-phan-tram", "2024-h1"): _USUAL,
    ("chi-so-phan-tram", "2024"): _YEAR,
    ("thi-dua-1000", None): _USUAL,
    ("tuong-doi-chi-tieu", None): _USUAL,
}


def test_every_example_is_looked_at() -> None:
    assert {example for example, _ in _MADE} == {path.name for path in EXAMPLES.iterdir() if path.is_dir()}


@pytest.mark.slow
@pytest.mark.parametrize(("example", "period"), _MADE)
def test_outputs_of_an_example_agree(
    example: str,
    period: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = copied(example, tmp_path)
    of_period = ["--period", period] if period else []
    made = []
    for at, arguments in enumerate(_MADE[example, period]):
        qcdc(folder, "--lang", ("vi", "en")[(at + len(example)) % 2], *arguments, *of_period)
        made.append(arguments[-1])
    monkeypatch.chdir(folder)
    language.use(language.DEFAULT_LANGUAGE)
    verify_outputs(made)
    said = capsys.readouterr().out.splitlines()
    assert {line.partition(":")[0].partition("/")[0] for line in said} == set(made)
    agrees = re.compile(r".+: khớp \(.+; (đã đối chiếu [1-9][\d.]* số liệu|giống từng byte)\)")
    assert [line for line in said if not agrees.fullmatch(line)] == []


def test_a_workbook_that_libreoffice_computed_and_saved_agrees(
    outputs: Path, office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(outputs)
    saved = office([Path("out/a.xlsx")], "xlsx")["a.xlsx"]
    assert saved.read_bytes() != Path("out/a.xlsx").read_bytes()
    verify_outputs([str(saved)])
    assert "khớp" in capsys.readouterr().out
