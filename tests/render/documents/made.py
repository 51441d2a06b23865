"""Reports as papers, of campaigns in folders; and small campaigns, to be made harder by a word or two."""

from collections.abc import Mapping
from contextlib import chdir, redirect_stderr
from io import StringIO
from pathlib import Path

from qcdc_cli.commands import session
from qcdc_cli.commands.campaign_loading import load_campaign
from qcdc_cli.commands.options import settings
from qcdc_cli.render.documents import Document
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.report import Report
from tests.render.documents.as_text import as_text


def paper_report(folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None) -> Report:
    """Return the report on a campaign's period, looked at as a paper.

    Args:
        folder: the campaign's folder.
        kind: which paper.
        period: the period's id; None for the current one.
        bloc: the bloc's id; None for all.
    """
    settings.folder = None
    with chdir(folder), redirect_stderr(StringIO()):
        chosen = session.Choice(bloc, period, None, strict=False)
        return session.start(load_campaign(), chosen).paper(kind)


def papers_of(
    folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None
) -> tuple[Document, ...]:
    """Return the papers on a campaign's period; arguments as for `paper_report`."""
    return documents_of(paper_report(folder, kind, period, bloc))


def paper_text(folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None) -> str:
    """Return the same as plain text."""
    return as_text(papers_of(folder, kind, period, bloc))


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


def small(folder: Path, campaign: str = CAMPAIGN, rubric: str = RUBRIC, marks: Marks | None = None) -> Path:
    """Write a small campaign and return its folder.

    Args:
        folder: where; it must not exist.
        campaign: its qcdc.yaml.
        rubric: its rubric.
        marks: by unit and criterion what stands in the sheet: `{self: 5, bloc: 4}`.
    """
    (folder / "units").mkdir(parents=True)
    (folder / "qcdc.yaml").write_text(campaign, encoding="utf-8")
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    for unit, by_criterion in (marks or {}).items():
        lines = [f"unit: {unit}", "period: k1", "marks:", *(f"  {key}: {mark}" for key, mark in by_criterion.items())]
        (folder / "units" / f"{unit}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
