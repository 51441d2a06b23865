"""The ballots of a period in a paper: how many papers were given out, came back and were valid, and the votes."""

from collections.abc import Sequence
from fractions import Fraction

from qcdc_cli.campaign.ballots import TIES, Ballot
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.render.documents import Block, DocumentTable, prose, to_add
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.names import unit_name
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, or_dash, percents
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking


def ballot_blocks(ranking: Ranking) -> list[Block]:
    """Return every ballot that the campaign records of a bloc; where there is none, a place to fill."""
    campaign = ranking.campaign
    recorded = campaign.ballots.get(ranking.period, {}).get(ranking.bloc_id, ())
    if not recorded:
        return [to_add(say("kết quả bỏ phiếu, nếu cuộc họp có bỏ phiếu", "the ballots, if there were any"))]
    return [block for number, one in enumerate(recorded, 1) for block in _ballot(ranking, one, number, len(recorded))]


def _ballot(ranking: Ranking, ballot: Ballot, number: int, of: int) -> list[Block]:
    on, document = day(ballot.date), visible(ballot.document)
    lead = f"{number}. " if of > 1 else ""
    if ballot.about:
        about = visible(ballot.about)
        what = say(f"Bỏ phiếu: {about}", f"Ballot: {about}")
    elif ballot.for_ == TIES:
        what = say("Bỏ phiếu xếp thứ tự các đơn vị bằng nhau", "Ballot on the order of equal units")
    else:
        what = say("Bỏ phiếu về từng đơn vị", "Ballot on each unit")
    told = say(f"{lead}{what}, ngày {on} ({document}).", f"{lead}{what}, {on} ({document}).")
    counts = "; ".join(
        f"{name}: {NOTHING if count is None else count}"
        for name, count in (
            (say("Số người được bỏ phiếu", "Entitled to vote"), ballot.entitled),
            (say("số phiếu phát ra", "given out"), ballot.out),
            (say("số phiếu thu về", "came back"), ballot.in_),
            (say("số phiếu hợp lệ", "valid"), ballot.valid),
        )
        if count is not None
    )
    blocks: list[Block] = [prose(told)]
    if counts:
        blocks.append(prose(f"{counts[:1].upper()}{counts[1:]}."))
    if ballot.chair:
        chair = visible(ballot.chair)
        blocks.append(
            prose(say(f"Người chủ trì, trưởng ban kiểm phiếu: {chair}.", f"The count was chaired by {chair}."))
        )
    return [*blocks, DocumentTable(_votes(ranking, ballot))]


def _votes(ranking: Ranking, ballot: Ballot) -> Table:
    """Return the votes of each unit, in the order of the minutes of the count."""
    units = list(ballot.votes)
    columns: list[NamedColumn] = [
        (figures(say(*terms.ROW_NUMBER)), [str(number) for number in range(1, len(units) + 1)]),
        (Column(say(*terms.UNIT), wraps=True), [unit_name(ranking.campaign, unit) for unit in units]),
        (figures(say("Số phiếu đồng ý", "For")), [str(ballot.votes[unit]) for unit in units]),
    ]
    if ballot.for_ != TIES and ballot.valid is not None:
        against = [str(or_dash(ballot.against(unit))) for unit in units]
        shares = [or_dash(ballot.share_for(unit)) for unit in units]
        columns += [
            (figures(say("Số phiếu không đồng ý", "Against")), against),
            (figures(say("Tỷ lệ đồng ý (%)", "For (%)")), percents(shares, _wanted(ranking))),
        ]
    return Table(say("Bỏ phiếu", "Ballot"), "", (), (), table_columns(columns), table_rows(columns), keys=2)


def _wanted(ranking: Ranking) -> Sequence[Fraction]:
    """Return the shares that classes and awards ask for: none that misses one may seem to reach it."""
    rubric = ranking.rubric
    needs = [*(entry.needs for entry in rubric.classification), *(award.needs for award in rubric.awards)]
    least = [one.ballot_at_least for one in needs if one is not None]
    return [Fraction(one) / 100 for one in least if one is not None]
