"""What ties a form to its campaign: a hidden worksheet that says whose it is, and what stood in the sheet before."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits

if TYPE_CHECKING:
    from qcdc_cli.workbook.reading.book import Book

KEY_TAB = "qcdc"
LISTS_TAB = Text("Danh mục", "Lists")  # what drop-down lists offer; hidden too
FORM_MARK = "qcdc form"  # the first cell of the hidden worksheet, and of the form itself
APPEALS_MARK = "qcdc form appeals"  # the first cell of a form for appeals, whose key stands on such a worksheet, too
REPLY_MARK = "qcdc reply"  # the first cell of the list in a copy that was sent back
VERSION = "2"
_FIRST_VERSION = "1"  # of forms that have a row of the hidden worksheet for each digest
_DIGEST = 16  # characters: enough that no two differ by chance
_JSON = json.JSONEncoder(ensure_ascii=False)  # one for all: `json.dumps` would make one for each text
_SEAL = "seal"
_LOCKED_TEXT = "shown"
_BEFORE, _CHARACTERS_OF_A_ROW = "before", 5_000  # of digests that stand together, far from filling a cell
_BETWEEN = "|"  # these digests, each behind what it is called; no id has a bar


@dataclass(frozen=True)
class FormKey:
    """Whose form it is.

    Attributes:
        campaign: the campaign's name.
        rubric: the rubric's id.
        version: its version, as it calls itself; "" where it does not.
        digest: the digest of all that a mark's meaning hangs on in the rubric.
        unit: the unit's id.
        period: the period's id.
        stage: the stage's id.
        checker: the id of the checker whose form it is; "" for a form of no checker's.
        before: digests of what the sheet said when the form was made, by what it is about; what differs from
            them in the sheet today was written by somebody since; and of what the form's locked cells say.
    """

    campaign: str
    rubric: str
    version: str
    digest: str
    unit: str
    period: str
    stage: str
    checker: str = ""
    before: Mapping[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield the rows of the hidden worksheet: a name and a text."""
        yield FORM_MARK, VERSION
        yield from self._named_rows()
        digests = [f"{name} {digest}" for name, digest in self.before.items()]
        together = max(1, _CHARACTERS_OF_A_ROW // max(map(len, digests), default=1))  # ids may be of any length
        for number, first in enumerate(range(0, len(digests), together), start=1):
            yield f"{_BEFORE} {number}", _BETWEEN.join(digests[first : first + together])
        yield _SEAL, self.digest_of_key

    def _named_rows(self) -> list[tuple[str, str]]:
        named = [(name, getattr(self, name)) for name in _NAMES]
        return [*named, *([(_CHECKER, self.checker)] if self.checker else [])]

    @property
    def whose(self) -> dict[str, str]:
        """The unit, the period and the stage, as sentences name them."""
        return {"unit": self.unit, "period": self.period, "stage": self.stage}

    @cached_property
    def digest_of_key(self) -> str:
        """The digest by which this form is known again, and which shows that none of its rows is gone or was changed.

        Forms made of one sheet as it was are one; spaces are ignored.
        """
        rows = (*self._named_rows(), *self.before.items())
        return fingerprint(sorted((name, " ".join(text.split())) for name, text in rows))

    @cached_property
    def locked_rows(self) -> tuple[str, ...]:
        """The keys of the rows that the form was made with, as far as they say anything that is locked."""
        names = (name.split(" ") for name in self.before)
        return tuple(dict.fromkeys(row for mark, row, *_ in names if mark == _LOCKED_TEXT))


_CHECKER = "checker"  # forms without one have no such row, as those made before there were checkers
_NAMES = tuple(one.name for one in fields(FormKey) if one.name not in (_CHECKER, "before"))


def key_of(book: "Book") -> FormKey | None:
    """Return whose form a workbook is; None where it is no form of ours, or its key is damaged."""
    versions = (_FIRST_VERSION, VERSION)
    tab = next((tab for tab in book.tabs if tab.text(1, 1) == FORM_MARK and tab.text(1, 2) in versions), None)
    if tab is None:
        return None
    rows = {tab.text(row, 1): tab.text(row, 2) for row, column in tab.cells if column == 1 and row > 1}
    seal = rows.pop(_SEAL, "")
    if not rows.keys() >= set(_NAMES):
        return None
    own = {name: rows.pop(name) for name in _NAMES}
    checker, first = rows.pop(_CHECKER, ""), tab.text(1, 2) == _FIRST_VERSION
    key = FormKey(**own, checker=checker, before=rows if first else dict(_digests_in(rows.values())))
    return key if seal == key.digest_of_key else None


def _digests_in(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the digests that stand together in texts, each behind what it is called."""
    for text in texts:
        for part in text.split(_BETWEEN):
            name, _, digest = part.strip().rpartition(" ")
            yield name, digest


def fingerprint(value: Any) -> str:
    """Return a short digest of something that JSON can say."""
    return hashlib.sha256(_JSON.encode(value).encode()).hexdigest()[:_DIGEST]


@lru_cache(maxsize=4096)  # what is locked is the same on form after form
def text_digest(text: str) -> str:
    """Return the digest of a text that a form shows; spaces and line ends are ignored."""
    return fingerprint(" ".join(text.split()))


def locked_text_name(row: str, column: str) -> str:
    """Return what a locked text is called among the digests, by the keys of its row and column."""
    return f"{_LOCKED_TEXT} {row} {column}"


def digest_of(rubric: Rubric) -> str:
    """Return the digest of what marks mean: ids, points, ways of scoring; not of names, guides and evidence.

    So neither correcting the name of a criterion, or of something in its rule, nor a version of the program with more
    keys makes the forms useless that are out with the units.
    """
    return fingerprint([_meaning(part) for part in rubric.parts])


_CALLED = ("name", "unit", "root")  # of a rule's model: how something is called there, where it is a text


def _is_name(value: Any) -> bool:
    """Return whether this is how something is called; percent is no mere name: 0.95 is read otherwise then."""
    return isinstance(value, str) and value != "%"


def _meaning(node: Group | CriterionBase) -> list[Any]:
    own = [node.id, digits(node.points), list(node.periods)]
    if node.from_ is not None:
        own.append(node.from_)
    if isinstance(node, Group):
        return [*own, [_meaning(part) for part in node.criteria]]
    return [*own, node.kind.key, _plain_json(node.kind)]


def _plain_json(value: Any) -> Any:
    """Return what stands in a rubric as plain JSON; pydantic's own way out warns of every decimal."""
    if isinstance(value, BaseModel):
        fields = ((name, getattr(value, name), field) for name, field in type(value).model_fields.items())
        return {
            name: _plain_json(inner)
            for name, inner, field in fields
            if inner != field.default and not (name in _CALLED and _is_name(inner))
        }
    if isinstance(value, dict):
        return {key: _plain_json(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain_json(inner) for inner in value]
    return digits(value) if isinstance(value, Decimal) else value
