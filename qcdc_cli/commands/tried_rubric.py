"""What `qcdc rank --compare` does: the same sheets ranked by the blocs' own rubrics and by another one."""

from typing import TYPE_CHECKING

from qcdc_cli.campaign.file_lookup import find_campaign
from qcdc_cli.commands import session
from qcdc_cli.commands.campaign_loading import load_campaign
from qcdc_cli.commands.options import folder
from qcdc_cli.commands.output import show_report
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.process.tried_rubric import try_rubric
from qcdc_cli.render.lists.tried_rubric import MarkLeftBehind, tried_rubric_lists
from qcdc_cli.render.lists.tried_rubric_on_screen import tried_rubric_on_screen
from qcdc_cli.render.report import ListReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcdc_cli.render.formats import Format


def show_tried(
    sheets: list[str] | None, rubric: str, choice: session.Choice, chosen: "Format", output: str | None
) -> None:
    """Rank the chosen blocs by their own rubrics and by another one, and show how that differs.

    Raises:
        QcdcError: Q894 where there is no campaign, whose blocs have rubrics; what loading and ranking raise.
    """
    try:
        find_campaign(folder())
    except QcdcError as refusal:
        raise QcdcError(Problem("Q894", {"rubric": rubric}, rubric), could_not_run=True) from refusal
    own, tried = session.start_all((load_campaign(sheets), choice), (load_campaign(sheets, rubric), choice))
    pairs = zip(own.rankings().rankings, tried.rankings().rankings, strict=True)
    blocs = [try_rubric(*pair) for pair in pairs]
    lists = tried_rubric_lists(blocs, tuple(_left_behind(tried)))
    on_screen = tuple(tried_rubric_on_screen(blocs, lists))
    facts = {"rubric": blocs[0].tried.rubric.rubric}
    report = ListReport(tried.campaign, tried.scoring_input.period, lists, facts, on_screen)
    show_report(report, chosen, output, [*(sheets or ()), rubric])


def _left_behind(tried: session.Session) -> "Iterator[MarkLeftBehind]":
    """Yield what the sheets of the period say that does not fit the rubric (Q625), each once."""
    loaded, blocs = tried.loaded, tried.campaign.bloc_by_unit
    seen = set()
    for problem in loaded.problems:
        owner = loaded.owners.get(problem.place.path) if problem.code == "Q625" and problem.place is not None else None
        if owner is None or owner.period != tried.scoring_input.period or blocs[owner.unit] not in tried.blocs:
            continue
        identity = str(problem.values["id"])
        node = loaded.rubrics[blocs[owner.unit]].find(identity)
        found = MarkLeftBehind(
            owner.unit, identity, identity if node is None else node.shown, str(problem.values["why"])
        )
        if found not in seen:
            seen.add(found)
            yield found
