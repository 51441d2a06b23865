"""What several papers tell of a bloc's results alike: ranks, classes and awards as a table, and what stands below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.documents import Block, DocumentTable, Paragraph, Run, prose
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.tables.columns import NamedColumn, rank_column, share_columns, table_columns, table_rows
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.names import listed, unit_in_sentence, unit_name
from qcdc_cli.render.words.remarks import provisional_notice, ranking_notes
from qcdc_cli.render.words.table import Column, Table, class_text, figures, padded
from qcdc_cli.render.words.unit_notes import any_award, awards_text, gaps
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking, Standing

_MOST_NAMED = 10  # of more units only the number is told in a sentence


def results_table(ranking: Ranking, standings: Sequence[Standing] | None = None, *, awards: bool = True) -> Table:
    """Return ranks, totals, classes and awards as a table.

    Args:
        ranking: the bloc's ranking.
        standings: whose; None for all units.
        awards: whether awards have a column, where anybody is given one.
    """
    shown = ranking.standings if standings is None else standings
    results = [one.result for one in shown]
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (one.rank for one in shown)),
        (Column(say(*terms.UNIT), wraps=True), [unit_name(ranking.campaign, one.unit) for one in results]),
        (figures(say(*terms.TOTAL_POINTS)), padded([total_value(one) for one in results])),
        *(share_columns(results, [ranking.rubric]) if ranking.leaves_out else ()),
    ]
    if ranking.rubric.classification:
        columns.append((Column(say(*terms.CLASS), wraps=True), [visible(class_text(one.classified)) for one in shown]))
    if awards and any_award(ranking):
        columns.append((Column(say(*terms.AWARDS), wraps=True), [awards_text(one) for one in shown]))
    return Table(
        subject=say(*terms.BLOC),
        title="",
        subtitle=(),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns),
        keys=2,
    )


def results_blocks(ranking: Ranking) -> list[Block]:
    """Return the results of a bloc: why they are provisional, the table, classes and awards in words, and notes."""
    return [
        *provisional_blocks(ranking),
        DocumentTable(results_table(ranking)),
        *items([*class_lines(ranking), *award_lines(ranking)]),
        *note_blocks(ranking),
    ]


def provisional_blocks(ranking: Ranking) -> list[Block]:
    """Return why a ranking is provisional, and by which units where they are few; nothing where it is not."""
    stage = stage_reached(ranking)
    notice = provisional_notice(ranking, stage)
    if not notice:
        return []
    units = [(unit_name(ranking.campaign, one.result.unit), one.result) for one in ranking.standings]
    lacking = [_sentence(line) for name, result in units for line in gaps(name, result, stage)]
    few = lacking if len(lacking) <= _MOST_NAMED else []
    return [Paragraph((Run(notice, bold=True),)), *items(few)]


def note_blocks(ranking: Ranking) -> list[Block]:
    """Return the notes below a ranking: ties, what was decided or still is to be."""
    campaign = ranking.campaign.model_copy(update={"note": None})  # which is said once, whatever the blocs
    notes = ranking_notes(replace(ranking, campaign=campaign, before=None))  # nothing here says who rose
    return [prose(_sentence(visible(note))) for note in notes]


def campaign_note(campaign: Campaign) -> list[Block]:
    """Return the campaign's own note; nothing where it has none."""
    return [prose(_sentence(visible(campaign.note)))] if campaign.note else []


def class_lines(ranking: Ranking) -> Iterator[str]:
    """Yield each class that has units, with these; nothing where the rubric has no classes."""
    for entry in ranking.rubric.classification:
        units = [one.result.unit for one in ranking.standings if one.classified == entry]
        if units:
            yield _with_units(say(f"Xếp loại {visible(entry.name)}", f"Class {visible(entry.name)}"), units, ranking)


def award_lines(ranking: Ranking) -> Iterator[str]:
    """Yield each award that is given, with the units that get it."""
    for entry in ranking.rubric.awards:
        units = [one.result.unit for one in ranking.standings if entry in one.awards]
        if units:
            yield _with_units(visible(entry.name), units, ranking)


def stage_reached(ranking: Ranking) -> str:
    """Return the name of the stage that the bloc has come to."""
    return visible(ranking.campaign.stages[ranking.reached].name)


def rubric_with_total(ranking: Ranking) -> str:
    """Name the rubric with its total: `“Thang điểm …” (100 điểm)`."""
    total = figure(ranking.rubric.total)
    return f"“{visible(ranking.rubric.name)}” ({say(f'{total} điểm', f'{total} points')})"


def _with_units(what: str, units: Sequence[str], ranking: Ranking) -> str:
    number = len(units)
    count = say(f"{number} đơn vị", f"{number} unit{'' if number == 1 else 's'}")
    if number > _MOST_NAMED:
        return f"{what}: {count}."
    names = listed([unit_in_sentence(ranking.campaign, unit) for unit in units])
    return f"{what}: {count} ({names})."


def _sentence(text: str) -> str:
    """Return a note as a sentence that ends."""
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
