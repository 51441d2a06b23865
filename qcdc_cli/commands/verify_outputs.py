"""`qcdc verify FILES`: outputs made again, and compared with files that are said to be the campaign's results."""

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from functools import partial
from pathlib import Path
from typing import cast

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.papers import PAPERS
from qcdc_cli.commands import appeals_command, changes_command, margins_command, notes_command, session
from qcdc_cli.commands.campaign_loading import load_campaign
from qcdc_cli.commands.file_digests import file_digests
from qcdc_cli.commands.lookup import bloc_ids, period_id
from qcdc_cli.commands.output import show, tell
from qcdc_cli.commands.sealing import chain_of
from qcdc_cli.language import current, say
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.report import AcrossView, DocumentView, ListReport, Options, Report, RollupView
from qcdc_cli.scoring.across import rank_across
from qcdc_cli.scoring.rollup import roll_up
from qcdc_cli.verification import outputs
from qcdc_cli.verification.outputs import KnownOfFile, Output
from qcdc_cli.verification.verifying import OutputCheck, agreement

_MOST_KEPT = 8  # choices of single blocs
_ANY_PAPER = "report"  # all papers show the same results


def verify_outputs(files: Sequence[str], *, bloc: str | None = None, period: str | None = None) -> None:
    """Compare files, and folders of pages, with what the campaign gives; say of each that it agrees, or refuse.

    Args:
        files: the files and folders as they were typed.
        bloc: the bloc whose results they are, by id or name; None where the files say that.
        period: the period, likewise.

    Raises:
        QcdcError: every difference in every file; could not run where one is no output of the campaign, or cannot be
            read, and what keeps the results from being computed.
    """
    maker = OutputMaker(load_campaign)
    campaign, chain = maker.loaded().campaign, chain_of(maker.loaded())
    asked = KnownOfFile(
        None if period is None else period_id(campaign, period),
        None if bloc is None else bloc_ids(campaign, bloc)[0],
    )
    check = OutputCheck(campaign, chain, maker, asked)
    if not chain.seals:
        tell(
            say(
                "Đợt thi đua chưa niêm phong: so với kết quả tính từ các tệp hiện có.",
                "Nothing is sealed: compared with what the files give now.",
            )
        )
    problems: list[Problem] = []
    unread = False
    for file in files:
        try:
            checked = check.folder(Path(file), file) if Path(file).is_dir() else [check.file(Path(file), file)]
        except QcdcError as refusal:
            problems += refusal.problems
            unread |= refusal.could_not_run
            continue
        problems += (problem for one in checked for problem in one.problems)
        agree = [one for one in checked if not one.problems]
        show("\n".join(agreement(one, campaign) for one in agree), None)
        if chain.seals and any(one.output is not None and not one.output.sealed for one in agree):
            tell(
                say(
                    f"{file} không ghi mã niêm phong: được xuất trước khi niêm phong, hoặc là kết quả của bước trước.",
                    f"{file} carries no code: it was made before the results were sealed, or shows an earlier stage.",
                )
            )
    if problems:
        raise QcdcError(*problems, could_not_run=unread)


class OutputMaker:
    """Gives what outputs of a campaign show; what was computed for one is there for the next in the same language."""

    def __init__(self, load: Callable[[], Loaded]) -> None:
        """Begin.

        Args:
            load: loads the campaign: parts of a rubric without a name get one of the language that it is loaded in.
        """
        self._load = load
        self._loaded: dict[str, Loaded] = {}
        self._sessions: dict[session.Choice, session.Session] = {}
        self._reports: dict[tuple[session.Choice, str], Report] = {}

    def __call__(self, output: Output) -> tuple[Report | ListReport, Options]:
        """Return what an output shows, and how it is made, in the language in use.

        Raises:
            QcdcError: where the campaign's files are wrong, or are not what was sealed.
        """
        choice = session.Choice(output.bloc, output.period, output.stage, shown=output.units)
        with redirect_stderr(io.StringIO()):  # what commands tell beside an output is not told for each that is made
            loaded = self.loaded()
            work = self._sessions.get(choice)
            if work is None:
                self._forget_others(choice)
                work = self._sessions[choice] = session.start(loaded, choice)
            report = self._report(work, output)
        if not output.sealed:
            report = report._replace(seals={})
        return report, Options(made=output.made, files=partial(file_digests, work), public=output.public)

    def loaded(self) -> Loaded:
        """Return the campaign in the language in use, and forget it in another one first: a country is large.

        Raises:
            QcdcError: where it cannot be used.
        """
        if current() not in self._loaded:
            self._loaded.clear()
            self._sessions.clear()
            self._reports.clear()
            self._loaded[current()] = self._load()
        return self._loaded[current()]

    def _forget_others(self, choice: session.Choice) -> None:
        """Forget what no output that comes next is likely to need: results of a country are large.

        Outputs come stage by stage and period by period. Single blocs, once they are many, take as much as all.
        """
        own = [one for one in self._sessions if (one.stage, one.period) == (choice.stage, choice.period)]
        single = [one for one in own if one.bloc is not None]
        kept = {one for one in own if one.bloc is None or len(single) < _MOST_KEPT}
        self._sessions = {one: work for one, work in self._sessions.items() if one in kept}
        self._reports = {key: report for key, report in self._reports.items() if key[0] in kept}

    def _report(self, work: session.Session, output: Output) -> Report | ListReport:
        view = output.view
        if view in outputs.LISTS:
            return _listed(work, output)
        if view in PAPERS:
            paper = self._once(work, _ANY_PAPER, lambda: work.paper(_ANY_PAPER))
            return paper._replace(view=cast("DocumentView", paper.view)._replace(kind=view))
        if view in (outputs.ACROSS, outputs.SUMMED):
            ranked = self._once(work, outputs.RANKING, work.rankings)
            if view == outputs.ACROSS:
                return ranked._replace(view=AcrossView(rank_across(ranked.rankings)))
            return ranked._replace(view=RollupView(roll_up(ranked.rankings, output.grouping)))
        if view == outputs.SITE:
            view = outputs.WHOLE
        return self._once(work, view, lambda: _results(work, view))

    def _once(self, work: session.Session, view: str, make: Callable[[], Report]) -> Report:
        key = work.choice, view
        if key not in self._reports:
            self._reports[key] = make()
        return self._reports[key]


def _results(work: session.Session, view: str) -> Report:
    if view == outputs.WHOLE:
        return work.whole()
    if view in (outputs.SCORES, outputs.CRITERIA):
        return work.scores(work.units(), detail=view == outputs.CRITERIA)
    if view == outputs.CARD:
        return work.card()
    return work.statistics() if view == outputs.STATISTICS else work.rankings()


def _listed(work: session.Session, output: Output) -> ListReport:
    unit = output.units[0] if output.units else None
    match output.view:
        case outputs.CHANGES:
            return changes_command.changes_report(work, unit)
        case outputs.APPEALS:
            return appeals_command.appeals_report(work, unit)
        case outputs.NOTES:
            return notes_command.notes_report(work, output.section or None, only_open=output.only_open)
    return margins_command.margins_report(work, unit)
