"""Results of a sealed period are the ones that were sealed, or there are none: what changed is named instead."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.commands.output import tell
from qcdc_cli.commands.session import Session, ranked
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem, QcdcError, Severity
from qcdc_cli.process.sealing.results_text import (
    MARK,
    ResultDifference,
    digest_of_results,
    result_differences,
    results_text,
)
from qcdc_cli.process.sealing.seal import Chain, Seal, SealInForce
from qcdc_cli.render.words.result_changes import field_changes, line_name
from qcdc_cli.render.words.sealed import seal_day
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput, periods_needed
from qcdc_cli.seals.copies import SealedCopy, copy_file
from qcdc_cli.seals.seal_files import seals_file, sound_chain
from qcdc_cli.seals.verifying_inputs import CampaignNow, InputsVerified

_MOST_NAMED = 60  # places; a changed rubric moves every figure of every unit, and `qcdc verify` has them all


def chain_of(loaded: Loaded) -> Chain:
    """Return the seals of a campaign.

    Raises:
        QcdcError: with everything that is wrong with them.
    """
    return Chain() if loaded.folder is None else sound_chain(loaded.folder)


def as_sealed(session: Session) -> Session:
    """Return a session with the seals that its results agree with.

    Raises:
        QcdcError: where they are not the sealed ones, or rest on earlier ranks that are not; as `agreeing_seals`, and
            what is wrong with the seals.
    """
    of = session.scoring_input
    refuse_other_earlier_results(session, earlier_periods(session))
    seals, rankings = _agreeing(session, chain_of(session.loaded), of)
    of_last = of.stage == len(session.campaign.stages) - 1
    return session._replace(seals=seals, ranked=rankings if of_last else None)


def earlier_periods(session: Session) -> tuple[str, ...]:
    """Return the earlier periods whose ranks part units that are level in the session's period."""
    of = session.scoring_input
    return periods_needed(session.campaign, of.rubrics, session.blocs, of.period)[:-1]


def refuse_other_earlier_results(session: Session, periods: Collection[str]) -> None:
    """Refuse results of earlier periods that are not the sealed ones: ranks rest on them, or are shown beside them.

    Args:
        session: the session; not of another rubric, by which earlier results are others, too.
        periods: the earlier periods, by id.

    Raises:
        QcdcError: as `agreeing_seals`.
    """
    if periods and not session.loaded.rubric_replaced:
        chain = chain_of(session.loaded)
        for period in periods:
            _agreeing(session, chain, session.scoring_input._replace(period=period))


def _agreeing(
    session: Session, chain: Chain, of: ScoringInput
) -> tuple[dict[str, SealInForce], tuple[Ranking, ...] | None]:
    """Return the seals that a period's results agree with, and the rankings as of the last stage if any is sealed."""
    closed = {bloc: one for bloc in session.blocs if (one := chain.in_force(of.period, bloc)) is not None}
    if not closed:
        return {}, None
    loaded, choice = session.loaded, session.choice
    rankings = ranked(of._replace(stage=len(session.campaign.stages) - 1), session.blocs)  # whichever is looked at
    units = choice.units
    if choice.sheets_named:
        units = {unit for unit, period in loaded.sheets if period == of.period}
    return agreeing_seals(loaded, closed, rankings, units), rankings


def agreeing_seals(
    loaded: Loaded, closed: Mapping[str, SealInForce], rankings: Sequence[Ranking], units: Collection[str] | None
) -> dict[str, SealInForce]:
    """Return by the bloc's id the seals that results agree with; refuse those that are not the sealed ones.

    Results by another rubric, those of sheets that are only a part of a bloc's, and those that differ from
    a provisional seal, which closes nothing, are results of their own, without a code; of a part of the sheets, the
    marks have to be the sealed ones.

    Args:
        loaded: the campaign; it has a folder.
        closed: what is in force for the blocs, by the bloc's id.
        rankings: the blocs' rankings as of the last stage.
        units: the only units whose sheets are there, or matter; None for all.

    Raises:
        QcdcError: Q050 with what changed: the entries of files as `qcdc verify` names them, marks and figures (Q051);
            Q052 where nothing tells which.
    """
    found: dict[str, SealInForce] = {}
    problems: list[Problem] = []
    for ranking in rankings:
        own = closed.get(ranking.bloc_id)
        if own is None:
            continue
        text = results_text(ranking)
        if digest_of_results(text) == own.seal.results.get(ranking.bloc_id):
            found[ranking.bloc_id] = own
        elif own.seal.provisional:
            continue
        elif loaded.rubric_replaced:
            tell(_not_by_own_rubric(ranking, own.seal))
        else:
            refused = list(_differences(loaded, own.seal, ranking, text, units))
            problems += refused
            if not refused:
                tell(_only_a_part(ranking, own.seal))
    if problems:
        raise QcdcError(*problems)
    return found


def _not_by_own_rubric(ranking: Ranking, seal: Seal) -> str:
    return say(
        f"Tính theo thang điểm khác, không phải kết quả của {ranking.bloc.name} đã niêm phong (số {seal.seal}); "
        "không ghi mã niêm phong.",
        f"By another rubric, these are not the results of {ranking.bloc.name} that were sealed (seal {seal.seal}); "
        "they carry no code.",
    )


def _only_a_part(ranking: Ranking, seal: Seal) -> str:
    return say(
        f"Chỉ tính từ một phần phiếu của {ranking.bloc.name}: mức đã chấm đúng như niêm phong số {seal.seal}, "
        "nhưng điểm, hạng ở đây không phải kết quả đã niêm phong; không ghi mã niêm phong.",
        f"From a part of the sheets of {ranking.bloc.name}: the marks are as in seal {seal.seal}, but points and ranks "
        "here are not the sealed results; they carry no code.",
    )


def _differences(
    loaded: Loaded, seal: Seal, ranking: Ranking, text: str, units: Collection[str] | None
) -> Iterator[Problem]:
    """Yield why results are not the sealed ones, and what changed: files, then marks and figures as far as known."""
    folder = _folder(loaded)
    copy = SealedCopy(folder, seal)
    sealed = copy.results(ranking.bloc_id)
    changed = () if sealed is None else tuple(result_differences(sealed, text))
    inputs = InputsVerified(CampaignNow(folder, loaded), seal, (ranking.bloc_id,), copy)
    files = [one.of_seal(seal).problem for one in inputs.findings() if one.severity is Severity.ERROR]
    if units is not None:
        changed = tuple(one for one in changed if one.unit in units and one.field.startswith(MARK))
        of_units = {name for name, owner in loaded.owners.items() if owner.unit in units}
        files = [one for one in files if one.place is not None and one.place.path in of_units]
        if not changed and (sealed is not None or not files):
            return
    where = {"bloc": ranking.bloc.name, "period": ranking.period, "number": str(seal.seal), "day": seal_day(seal)}
    place = Place(display_path(seals_file(folder, seal.period)))
    lines = [tuple(own) for _, own in groupby(changed, key=lambda one: one.line)]
    lines.sort(key=lambda own: not any(one.field.startswith(MARK) for one in own))  # causes before what they moved
    found = [*files, *(_line_problem(own, ranking, where, place) for own in lines)]
    yield Problem("Q050", where, fix="" if files else _same_files(seal)).at(place)
    yield from found[:_MOST_NAMED]
    if sealed is None:
        yield Problem("Q052", where).at(Place(display_path(copy_file(folder, seal.period, seal.seal))))
    if len(found) > _MOST_NAMED:
        yield Problem("Q053", {**where, "more": str(len(found) - _MOST_NAMED)}).at(place)


def _same_files(seal: Seal) -> Text:
    version = seal.program.version
    return Text(
        f"Các tệp vẫn như lúc niêm phong: dùng qcdc phiên bản {version}, là phiên bản đã niêm phong; nếu kết quả mới "
        f"mới đúng thì lập đính chính bằng `qcdc seal --period {seal.period} --erratum`.",
        f"The files are as they were sealed: use qcdc {version}, which sealed them; if the new results are the right "
        f"ones, make an erratum with `qcdc seal --period {seal.period} --erratum`.",
    )


def _line_problem(
    own: Sequence[ResultDifference], ranking: Ranking, where: Mapping[str, str], in_seals: Place
) -> Problem:
    first = own[0]
    values = {**where, "line": line_name(first, ranking), "changes": field_changes(own, ranking)}
    problem = Problem("Q051", values)
    result = next((one.result for one in ranking.standings if one.result.unit == first.unit), None)
    if result is None or result.sheet is None:
        return problem.at(in_seals)
    stage = next((one.field.removeprefix(MARK) for one in own if one.field.startswith(MARK)), "")
    place = result.sheet.place_of(first.node, stage.partition(".")[0]) if first.node else result.sheet.place(())
    return problem.at(place)


def _folder(loaded: Loaded) -> Path:
    assert loaded.folder is not None  # noqa: S101 - loose sheets are not sealed
    return loaded.folder
