"""Papers of real campaigns, and of small ones that are hard: what whole texts are compared of."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.commands import session
from qcdc_cli.render.documents import Document
from qcdc_cli.render.documents.papers import documents_of
from tests.campaigns import EXAMPLE, ROOT
from tests.render.documents.as_text import as_text

EXPECTED = Path(__file__).parent / "expected"
KINDS = ("minutes", "submission", "notice", "ranking")
SECTORS = ROOT / "examples" / "chi-so-phan-tram"

CAMPAIGN = """\
campaign: Thi đua năm 2027
authority: Ban Chỉ đạo xã Một
period: k1
periods: {k1: {name: Quý I năm 2027}}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối thẩm định}
blocs:
  b: {name: Khối ấp, rubric: rubric.yaml, units: [u1, u2, u3]}
units: {u1: Ấp Một, u2: Ấp Hai, u3: Ấp Ba}
"""
RUBRIC = """\
rubric: r
name: Thang điểm
total: 10
criteria:
  - {id: I.1, name: Họp, points: 6, evidence: optional}
  - {id: I.2, name: Báo cáo, points: 4, evidence: optional}
"""
Marks = Mapping[str, Mapping[str, str]]


def papers(folder: Path, kind: str, period: str | None = None, bloc: str | None = None) -> tuple[Document, ...]:
    """Return the papers of one kind of a campaign."""
    loaded = load(Source(folder))
    assert isinstance(loaded, Loaded), loaded
    choice = session.Choice(bloc, period)
    return documents_of(session.start(session.with_ties_decided(loaded, None), choice).paper(kind))


def small(folder: Path, campaign: str = CAMPAIGN, rubric: str = RUBRIC, marks: Marks | None = None) -> Path:
    """Write a small campaign: marks by unit and criterion, each as in a sheet (`{self: 5, bloc: 4}`)."""
    (folder / "units").mkdir(parents=True)
    (folder / "qcdc.yaml").write_text(campaign, encoding="utf-8")
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    for unit, by_criterion in (marks or {}).items():
        lines = [f"unit: {unit}", "period: k1", "marks:", *(f"  {key}: {mark}" for key, mark in by_criterion.items())]
        (folder / "units" / f"{unit}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _of(found: Iterable[Document], unit: str) -> tuple[Document, ...]:
    return tuple(one for one in found if one.unit == unit)


def _in(chosen: str, make: Callable[[], tuple[Document, ...]]) -> Callable[[], str]:
    def text() -> str:
        language.use(chosen)
        return as_text(make())

    return text


SAMPLES: dict[str, Callable[[], str]] = {
    **{
        f"{kind}-{chosen}": _in(chosen, lambda kind=kind: papers(EXAMPLE, kind, "2020"))  # type: ignore[misc]
        for kind in KINDS
        for chosen in language.LANGUAGES
    },
    **{
        f"index-{chosen}": _in(chosen, lambda: _of(papers(EXAMPLE, "index", "2020"), "phu-huu"))
        for chosen in language.LANGUAGES
    },
    "provisional-notice": _in("vi", lambda: papers(EXAMPLE, "notice", "2020-h1")),
    "two-blocs-submission": _in("vi", lambda: papers(SECTORS, "submission")),
    "two-blocs-notice": _in("en", lambda: papers(SECTORS, "notice")),
}


def main() -> None:
    """Write all of them anew: `python -m tests.render.documents.samples`; then look at the difference."""
    EXPECTED.mkdir(exist_ok=True)
    for file in EXPECTED.glob("*.txt"):
        file.unlink()
    for name, make in SAMPLES.items():
        (EXPECTED / f"{name}.txt").write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
