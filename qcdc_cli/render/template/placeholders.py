"""The words that a template may hold between `{{` and `}}`, in both languages, and what each stands for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from qcdc_cli.language.names import bare, fold
from qcdc_cli.render.template import placeholder_values as answers
from qcdc_cli.render.template import unit_answers
from qcdc_cli.render.template.template_data import Matter, Value

Argument = Literal["node", "stage", "signature"]

_SEPARATORS = re.compile(r"[._]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of templates.

    Attributes:
        names: its names, the English one first.
        answer: gives what stands in its place, from the matter, the unit's line if it is about one, and its arguments.
        takes: what its arguments name.
        of_unit: it is about one unit, so that its row is repeated.
    """

    names: tuple[str, ...]
    answer: Callable[..., Value]
    takes: tuple[Argument, ...] = ()
    of_unit: bool = False

    def form(self, name: str) -> str:
        """Return how it is written with one of its names, such as `{{group:…}}`."""
        return "{{" + ":".join((name, *("…" for _ in self.takes))) + "}}"


WORDS = (
    Word(("campaign", "đợt thi đua", "tên đợt", "kế hoạch thi đua"), answers.campaign),
    Word(("authority", "cơ quan chủ trì", "cơ quan"), answers.authority),
    Word(("basis", "căn cứ"), answers.basis),
    Word(("place", "địa danh"), answers.place),
    Word(("note", "ghi chú của đợt"), answers.note),
    Word(("bloc", "khối", "cụm thi đua"), answers.bloc),
    Word(("leader", "trưởng khối"), answers.leader),
    Word(("deputy", "phó khối"), answers.deputy),
    Word(("pilot", "đơn vị chỉ đạo điểm"), answers.pilot),
    Word(("units", "số đơn vị"), answers.units),
    Word(("period", "kỳ"), answers.period),
    Word(("from", "từ ngày"), answers.first_day),
    Word(("to", "đến ngày"), answers.last_day),
    Word(("stage", "bước chấm", "bước"), answers.stage),
    Word(("rubric", "thang điểm"), answers.rubric),
    Word(("total", "tổng điểm của thang"), answers.total),
    Word(("name", "tên"), answers.name, ("node",)),
    Word(("full", "điểm chuẩn"), answers.full, ("node",)),
    Word(("date", "ngày lập"), answers.date),
    Word(("day", "ngày"), answers.day_of_month),
    Word(("month", "tháng"), answers.month),
    Word(("year", "năm"), answers.year),
    Word(("status", "tình trạng"), answers.status),
    Word(("signature", "chức danh"), answers.signature, ("signature",)),
    Word(("signer", "họ tên"), answers.signer, ("signature",)),
    Word(("number", "stt", "số thứ tự"), unit_answers.number, of_unit=True),
    Word(("unit", "đơn vị", "tên đơn vị"), unit_answers.unit, of_unit=True),
    Word(("rank", "hạng", "xếp hạng"), unit_answers.rank, of_unit=True),
    Word(("points", "tổng điểm", "điểm"), unit_answers.points, of_unit=True),
    Word(("max", "điểm tối đa"), unit_answers.maximum, of_unit=True),
    Word(("percent", "tỷ lệ", "tỉ lệ", "phần trăm"), unit_answers.percent, of_unit=True),
    Word(("class", "xếp loại"), unit_answers.classified, of_unit=True),
    Word(("award", "hình thức khen", "khen thưởng"), unit_answers.award, of_unit=True),
    Word(("remarks", "ghi chú"), unit_answers.remarks, of_unit=True),
    Word(("group", "mục", "nội dung"), unit_answers.part, ("node",), of_unit=True),
    Word(("criterion", "tiêu chí"), unit_answers.part, ("node",), of_unit=True),
    Word(("stage", "bước chấm", "bước"), unit_answers.stage_total, ("stage",), of_unit=True),
    Word(("stage", "bước chấm", "bước"), unit_answers.stage_part, ("stage", "node"), of_unit=True),
)
_BY_NAME: Mapping[tuple[str, int], Word] = {
    (spelling, len(word.takes)): word for word in WORDS for name in word.names for spelling in (fold(name), bare(name))
}
PERCENT = next(word for word in WORDS if word.answer is unit_answers.percent)


class Asked(NamedTuple):
    """A word as a template asks for it.

    Attributes:
        word: the word.
        arguments: what stands behind it.
    """

    word: Word
    arguments: tuple[str, ...]


def asked(inside: str) -> Asked | None:
    """Return what stands between `{{` and `}}`, or None where that is no word of templates."""
    name, *arguments = (part.strip() for part in inside.split(":"))
    return _asked(name, arguments)


def asked_by_name(name: str, matter: Matter) -> Asked | None:
    """Return what the name of a cell asks for, without its `qcdc_`, or None where that is no word.

    Names of cells hold no colons, so dots and underlines stand for them, and for spaces too. Ids have them as
    well: of the ways to read a name, the first one that names what there is holds.
    """
    readings = list(_readings(name))
    fitting = (each for each in readings if not unknown_arguments(each, matter))
    return next(fitting, readings[0] if readings else None)


def _readings(name: str) -> Iterator[Asked]:
    places = [match.start() for match in _SEPARATORS.finditer(name)]
    for number in range(3):
        for cuts in combinations(places, number):
            starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(name)]
            word, *arguments = (name[start:end] for start, end in zip(starts, ends, strict=True))
            found = _asked(_SEPARATORS.sub(" ", word), arguments)
            if found is not None:
                yield found


def _asked(name: str, arguments: list[str]) -> Asked | None:
    word = _BY_NAME.get((fold(name), len(arguments)))
    return None if word is None else Asked(word, tuple(arguments))


def unknown_arguments(found: Asked, matter: Matter) -> list[tuple[str, list[str]]]:
    """Return the arguments that name nothing there is, each with what there is."""
    known = [(argument, matter.known(kind)) for kind, argument in zip(found.word.takes, found.arguments, strict=True)]
    return [(argument, list(names)) for argument, names in known if argument not in names]


def forms(vietnamese: bool) -> list[str]:  # noqa: FBT001 - one of two languages
    """Return how all words are written in one language."""
    return list(dict.fromkeys(word.form(word.names[1 if vietnamese else 0]) for word in WORDS))


def all_forms() -> dict[str, str]:
    """Return by each name of a word how it is written with it."""
    return {name: word.form(name) for word in WORDS for name in word.names}
