"""Which output a file is: its kind by its bytes, and by what it says the language, the period, the blocs, the stage."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice, product

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.groupings import groupings_here
from qcdc_cli.campaign.papers import LETTERS, PAPERS
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.encoding import in_normal_form
from qcdc_cli.language import LANGUAGES, Text, current
from qcdc_cli.process.sealing.code import read_code
from qcdc_cli.verification.json_values import JsonContent

RANKING, ACROSS, SUMMED, SCORES, CRITERIA, CARD, WHOLE, STATISTICS, SITE = (
    "rank",
    "across",
    "summed",
    "scores",
    "criteria",
    "card",
    "whole",
    "statistics",
    "site",
)
CHANGES, APPEALS, NOTES, MARGINS = LISTS = ("changes", "appeals", "notes", "margins")
_NAMING_NO_UNIT = (SUMMED, STATISTICS, *LISTS)  # a list may have no rows
_LISTS_OF_STAGES = (APPEALS, MARGINS)  # that count marks up to a stage, and do not say to which
# What each kind of file may show, the likeliest first.
VIEWS: Mapping[str, Sequence[str]] = {
    "xlsx": (WHOLE, *LISTS),
    "html": (WHOLE, SITE, *LISTS),
    "json": (RANKING, WHOLE, SCORES, ACROSS, SUMMED, STATISTICS, *LISTS),
    "csv": (RANKING, SCORES, CRITERIA, ACROSS, SUMMED, STATISTICS, *LISTS),
    "md": (RANKING, WHOLE, SCORES, CRITERIA, CARD, ACROSS, SUMMED, STATISTICS, *LISTS),
    "docx": (*PAPERS, *LISTS),
    "pdf": (*PAPERS, *LISTS),
}
VIEW_NAMES: Mapping[str, Text] = {
    RANKING: Text("bảng xếp hạng", "the ranking"),
    ACROSS: Text("bảng xếp hạng chung các khối", "the ranking of all blocs together"),
    SUMMED: Text("bảng tổng hợp", "the summary"),
    SCORES: Text("bảng điểm", "the scores"),
    CRITERIA: Text("bảng điểm từng tiêu chí", "the scores by criterion"),
    CARD: Text("điểm của một đơn vị", "one unit's result"),
    WHOLE: Text("báo cáo đầy đủ", "the whole report"),
    STATISTICS: Text("thống kê thang điểm", "the rubric's statistics"),
    SITE: Text("trang công khai", "the page for the public"),
    CHANGES: Text("thay đổi điểm giữa các bước", "what changed between stages"),
    APPEALS: Text("giải trình", "the appeals"),
    NOTES: Text("nhận xét của các đơn vị", "the units' notes"),
    MARGINS: Text("khoảng cách giữa các hạng", "the margins of the ranking"),
    **PAPERS,
}
# What a JSON file shows, by the first of these keys that stands in it outside of any other.
_VIEW_BY_KEY: Mapping[str, str] = {
    "changes": CHANGES,
    "open": APPEALS,
    "notes": NOTES,
    "ranks": MARGINS,
    "across": ACROSS,
    "lines": SUMMED,
    "statistics": STATISTICS,
    "rankings": RANKING,
    "standings": RANKING,
    "units": SCORES,
}
_KEY_OF_WHOLE = "rankings[0].units"
_STAGE = re.compile(r"(?:\w+\[\d+\]\.)?stage")
_UNIT_OF_ROW = re.compile(r"\w+\[\d+\]\.unit(?:s\[\d+\])?")
_KIND_OF_ROW = re.compile(r"notes\[\d+\]\.kind")
_BLOC_SUMMED = re.compile(r"all\.blocs\[\d+\]|statistics\[\d+\]\.bloc")
_MOSTLY = 0.9  # of the rows of a list: one whose unit somebody changed is of no other list
_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".md": "md", ".pdf": "pdf"}
_CODE = re.compile(r"\b[A-Z]{5}(?:[-–—][A-Z]{5}){4}\b")
_MADE = (
    re.compile(r"(?P<d>\d\d)/(?P<m>\d\d?)/(?P<y>\d{4}) (?P<time>\d\d:\d\d:\d\d)(?: \(UTC(?P<zone>[+-]\d\d:\d\d)\))?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d) (?P<time>\d\d:\d\d:\d\d)(?: \(UTC(?P<zone>[+-]\d\d:\d\d)\))?"),
)
# Words that stand in most outputs of a language.
_WORDS = {"vi": ("Đơn vị", "Hạng", "Tổng"), "en": ("Unit", "Rank", "Total")}
_MOST_NAMED = 3  # units; a list of one may name its checker's unit, and one that it follows, as often
_MOST_UNNAMED = 20  # units of which an empty list may be, that names none: such as of the appeals of one that has none
_MOST_LOOKED_AT = 4_000_000  # letters of a file in which names are looked for


@dataclass(frozen=True, slots=True)
class Output:
    """What an output shows, and how: everything that it takes to make it again.

    Attributes:
        format: the name of its format.
        view: what it shows, a key of `VIEW_NAMES`.
        language: the language it is in.
        period: the period's id.
        bloc: the bloc's id; None for all blocs.
        stage: the id of the latest stage that counts; None for the last one.
        units: the ids of the only units that it shows; none for all.
        grouping: of a summary, what blocs are grouped by.
        section: of notes, the only section that is shown; "" for all.
        only_open: of notes, whether strengths and what is solved are left out.
        public: whether what is internal is left out.
        made: when it was made, where it says that.
        sealed: whether it says that the results are sealed.
    """

    format: str
    view: str
    language: str
    period: str
    bloc: str | None = None
    stage: str | None = None
    units: tuple[str, ...] = ()
    grouping: str = ""
    section: str = ""
    only_open: bool = False
    public: bool = False
    made: datetime | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class KnownOfFile:
    """What whoever has a file checked says of it.

    Attributes:
        period: the period's id; None where the file is to say it.
        bloc: the bloc's id; None likewise.
    """

    period: str | None = None
    bloc: str | None = None


def format_of_file(data: bytes, suffix: str) -> str:
    """Return the name of a file's format, by its bytes, and where they are text by its name; "" for none."""
    if data.startswith(b"PK"):
        return "docx" if b"word/document" in data else "xlsx"
    if data.startswith(b"%PDF-"):
        return "pdf"
    return _SUFFIXES.get(suffix.lower(), "")


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes of seals that a text carries, each once."""
    found = (read_code(each[0]) for each in _CODE.finditer(text))
    return tuple(dict.fromkeys(code for code in found if code is not None))


def possible_outputs(
    campaign: Campaign, format_name: str, text: str, asked: KnownOfFile, *, sealed: bool, language: str = ""
) -> Iterator[Output]:
    """Yield what a file may be, the likeliest first.

    Args:
        campaign: the campaign.
        format_name: the format.
        text: all that the file says; of a PDF, its title.
        asked: what is known of it.
        sealed: whether it carries the code of a seal.
        language: the language that it says it is in; "" where it does not say that.
    """
    looked_at = in_normal_form(text[:_MOST_LOOKED_AT])
    names = _names_in(looked_at, campaign, asked)
    made = moment_in(looked_at)
    stages = (None, *(one.id for one in reversed(campaign.stages[:-1])))
    # A title may have a period's name in it and be of another one: that of the campaign.
    periods = _periods(campaign, "" if format_name == "pdf" else looked_at, asked.period)
    views = VIEWS[format_name]
    if format_name in ("csv", "md") and not names.most:  # of whose lines each names a unit
        views = tuple(view for view in views if view in _NAMING_NO_UNIT)
    # One language after the other: a campaign is held in one at a time.
    for each in (language,) if language in LANGUAGES else _languages(format_name, looked_at):
        for stage, period, view in product(stages, periods, views):
            one = Output(format_name, view, each, period, names.bloc, stage, made=made, sealed=sealed)
            if view not in LISTS:
                yield from _variants(one, campaign, names)
            elif stage is None or view in _LISTS_OF_STAGES:
                yield from _lists(replace(one, bloc=asked.bloc), names)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a file names of a campaign.

    Attributes:
        bloc: the bloc that was asked for, or the only one of whose units it names most; None where there is no such.
        summed: what it may be of, where it names no units: blocs, None for all of them.
        few: the units that it names, where they are not most of a bloc, or not all of the only bloc.
        most: the units that it names most, each with its bloc.
        unnamed: some units, each with its bloc, where it names none.
    """

    bloc: str | None
    summed: Sequence[str | None]
    few: tuple[str, ...]
    most: Sequence[tuple[str, str]]
    unnamed: Sequence[tuple[str, str]]


def _names_in(text: str, campaign: Campaign, asked: KnownOfFile) -> _Names:
    units = _named(campaign.unit_names, text)
    blocs = [
        one for one, bloc in campaign.blocs.items() if sum(unit in units for unit in bloc.units) * 2 > len(bloc.units)
    ]
    bloc = asked.bloc or (blocs[0] if len(blocs) == 1 else None)
    few = tuple(unit for unit in campaign.units if unit in units)
    of_few = {campaign.bloc_of(unit) for unit in few}
    if bloc is None and not blocs and len(of_few) == 1:
        (bloc,) = of_few
    whole = {unit for one in blocs for unit in campaign.blocs[one].units}
    most = [unit for unit, _ in units.most_common(_MOST_NAMED)]
    with_bloc = [
        [(of, unit) for unit in some if (of := campaign.bloc_of(unit)) and asked.bloc in (None, of)]
        for some in (most, () if units else islice(campaign.units, _MOST_UNNAMED))
    ]
    return _Names(bloc, _summed(campaign, text, asked), () if set(few) == whole else few, *with_bloc)


def _summed(campaign: Campaign, text: str, asked: KnownOfFile) -> Sequence[str | None]:
    """Return of which blocs a file may be that names no units: the only one that it names, else all of them or each."""
    if asked.bloc is not None:
        return (asked.bloc,)
    named = {*_named({one: bloc.name for one, bloc in campaign.blocs.items()}, text)}
    named |= {one for one in campaign.blocs if f"\n{one}\n" in text}
    if len(named) == 1:
        return (*named, None)
    return (None,) if named or len(campaign.blocs) == 1 else (None, *campaign.blocs)


def told_by_keys(found: JsonContent, campaign: Campaign) -> Callable[[Output], bool]:
    """Return what tells of an output whether it is of the view, the stage and the units that a JSON file says it is.

    Args:
        found: what the file says, by its keys.
        campaign: the campaign.
    """
    values = found.pieces.by_path
    outer = {re.split(r"[.\[]", path, maxsplit=1)[0] for path in values}
    view = next((view for key, view in _VIEW_BY_KEY.items() if key in outer), "")
    if view == RANKING and any(path.startswith(_KEY_OF_WHOLE) for path in values):
        view = WHOLE
    stages = Counter(str(value) for path, value in values.items() if _STAGE.fullmatch(path))
    stage = next((stage for stage, _ in stages.most_common(1)), None)
    last = campaign.stages[-1].id
    rows = Counter(value for path, value in values.items() if _UNIT_OF_ROW.fullmatch(path))
    sections = {value for path, value in values.items() if _KIND_OF_ROW.fullmatch(path)}
    summed = {value for path, value in values.items() if _BLOC_SUMMED.fullmatch(path)}

    def told(one: Output) -> bool:
        if one.view != view:
            return False
        if view in (SUMMED, STATISTICS):
            by = values.get("by", one.grouping)
            return by == one.grouping and summed == ({*campaign.blocs} if one.bloc is None else {one.bloc})
        if view in LISTS:
            of = one.units or (() if one.bloc is None else campaign.blocs[one.bloc].units)
            only = not one.section or sections <= {one.section}
            return only and (not of or sum(rows[unit] for unit in of) >= _MOSTLY * rows.total())
        return stage in (None, one.stage or last)

    return told


def _variants(one: Output, campaign: Campaign, names: _Names) -> Iterator[Output]:
    if one.format == "html":
        # A unit's page says where its bloc's is, which is another one where the site has several blocs.
        blocs = (one.bloc,) if one.view == WHOLE or one.bloc is None else (None, one.bloc)
        yield from (replace(one, public=public, bloc=bloc) for public in (False, True) for bloc in blocs)
    elif one.view == SUMMED:
        groupings = groupings_here(campaign)
        yield from (replace(one, grouping=by, bloc=bloc) for bloc in names.summed for by in groupings)
    elif one.view == CARD:
        yield from (replace(one, bloc=bloc, units=(unit,)) for bloc, unit in names.most)
    elif one.format == "pdf" and one.view == LETTERS:  # the title names the unit of the first one
        yield from (replace(one, bloc=bloc, units=(unit,)) for bloc, unit in names.most)
        yield from (replace(one, bloc=bloc) for bloc in dict.fromkeys((*(bloc for bloc, _ in names.most), None)))
    elif one.view == STATISTICS or one.format == "pdf":
        yield from (replace(one, bloc=bloc) for bloc in names.summed)
    elif one.view in (SCORES, CRITERIA, LETTERS):
        yield from (replace(one, units=units) for units in dict.fromkeys((names.few, ())))
        # What is said of a unit may name another one, such as that of the same rank.
        yield from (replace(one, bloc=bloc, units=(unit,)) for bloc, unit in names.most if names.few[1:])
    else:
        yield one


def _lists(one: Output, names: _Names) -> Iterator[Output]:
    """Yield lists of all blocs or of the one asked for, of the units that are named most, and of their blocs."""
    # Where rows name units, their blocs are known: to go through all would take long in a country.
    own = [bloc for bloc, _ in names.most] or names.summed
    blocs = dict.fromkeys((one.bloc, *own))
    if one.view == NOTES:
        for section, only_open in product(("", *SECTIONS), (False, True)):
            yield from (replace(one, bloc=bloc, section=section, only_open=only_open) for bloc in blocs)
        return
    yield from (replace(one, bloc=bloc) for bloc in blocs)
    if one.format != "pdf":  # whose title names no unit
        of_units = names.most or (names.unnamed if one.view == APPEALS else ())
        yield from (replace(one, bloc=bloc, units=(unit,)) for bloc, unit in of_units)


def _named(names: Mapping[str, str], text: str) -> Counter[str]:
    """Return by id how often what has a name is named in a text; a name inside of a longer one does not count."""
    ids: dict[str, list[str]] = {}
    for identity, name in names.items():  # that two may share
        ids.setdefault(in_normal_form(name).casefold(), []).append(identity)
    pattern = re.compile("|".join(map(re.escape, sorted(ids, key=len, reverse=True))))
    counts = Counter(found[0] for found in pattern.finditer(text.casefold()))
    return Counter({identity: number for name, number in counts.items() for identity in ids[name]})


def _periods(campaign: Campaign, text: str, asked: str | None) -> Sequence[str]:
    if asked is not None:
        return [asked]
    low = text.casefold()
    places = {one: low.find(in_normal_form(period.name).casefold()) for one, period in campaign.periods.items()}
    by_id = {one: text.find(f"\n{one}\n") for one in campaign.periods}
    found = [one for one in campaign.periods if places[one] >= 0 or by_id[one] >= 0]
    return sorted(found or campaign.periods, key=lambda one: one != campaign.period)


def _languages(format_name: str, text: str) -> Sequence[str]:
    if format_name == "json":  # whose keys are the same in both
        return sorted(LANGUAGES, key=lambda one: one != current())  # in that of the run, it is loaded already
    counts = {one: sum(text.count(word) for word in words) for one, words in _WORDS.items()}
    # An English list of what Vietnamese units write may have more Vietnamese words in it than English ones.
    return sorted((one for one in LANGUAGES if counts[one]), key=lambda one: -counts[one]) or LANGUAGES


def moment_in(text: str) -> datetime | None:
    """Return the moment at which a file says that it was made, the first with a time zone; None where it says none."""
    moments: list[datetime] = []
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _MADE):
        written = f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}T{found['time']}{found['zone'] or ''}"
        try:
            moments.append(datetime.fromisoformat(written))
        except ValueError:
            continue
    return next((one for one in moments if one.tzinfo is not None), moments[0] if moments else None)
