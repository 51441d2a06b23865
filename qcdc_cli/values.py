"""Texts into values: numbers, dates, ids and words, read exactly or refused with what to write instead.

The types here are used by every model; each carries the JSON Schema that makes an editor agree with
`qcdc check`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache, partial
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, GetPydanticSchema, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import (
    literal_schema,
    no_info_after_validator_function,
    no_info_plain_validator_function,
    nullable_schema,
    str_schema,
    union_schema,
)

from qcdc_cli.language import Text, both
from qcdc_cli.language.figures import MINUS
from qcdc_cli.language.names import fold, slug
from qcdc_cli.problems import Problem, QcdcError

MOST_DIGITS = 12  # products of two such numbers are still exact in Decimal's 28 digits
MOST_DECIMALS = 10  # live formulas round the noise of binary fractions away behind them

_SPACES = " \t\n\u00a0\u2007\u202f"
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})"  # compiled where a day is written so

_PERCENT = Text("Viết số không có dấu %, ví dụ {plain}.", "Write the number without %, such as {plain}.")
_FRACTION = Text(
    "Viết kết quả và chỉ tiêu riêng: {{actual: {first}, target: {second}}}; hoặc viết số thập phân.",
    "Write actual and target apart: {{actual: {first}, target: {second}}}; or write a decimal number.",
)
_PLAIN = Text("Viết số đầy đủ, ví dụ {plain}.", "Write the number out, such as {plain}.")
_ONLY = Text("Chỉ viết số, ví dụ {plain}.", "Write the number alone, such as {plain}.")
_LONG = Text(
    "Viết số tối đa {most} chữ số, trong đó tối đa {decimals} chữ số thập phân.",
    "Write a number of at most {most} digits, at most {decimals} of them decimals.",
)


@lru_cache(maxsize=4096)
def read_number(text: str) -> Decimal:
    """Read a number as people write it: `8,5`, `8.5`, `-3`; spaces around it do not matter.

    Raises:
        QcdcError: Q301 when it is not a number or has more digits than are computed exactly, Q302 when `1.500`
            may mean 1500 or 1.5.
    """
    plain = text.strip(_SPACES).replace(MINUS, "-")
    if not _NUMBER.fullmatch(plain):
        raise QcdcError(_not_a_number(plain))
    if _THOUSANDS.fullmatch(plain):
        mark = "," if "," in plain else "."
        values = {
            "found": plain,
            "thousands": plain.replace(mark, ""),
            "decimal": plain.rstrip("0").rstrip(mark),
            "padded": f"{plain}0" if not plain.endswith("0") else plain.rstrip("0").rstrip(mark),
        }
        raise QcdcError(Problem("Q302", values, found=plain))
    whole, _, decimals = plain.lstrip("+-").replace(",", ".").partition(".")
    if len(whole) + len(decimals) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        values = {"found": plain, "most": str(MOST_DIGITS), "decimals": str(MOST_DECIMALS)}
        raise QcdcError(Problem("Q301", values, plain, fix=_LONG))
    return Decimal(plain.replace(",", "."))


def _not_a_number(text: str) -> Problem:
    values = {"found": text}
    fix: Text | str = ""
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?\s*%", text):
        fix, values["plain"] = _PERCENT, text.rstrip("% \u00a0")
    elif match := re.fullmatch(r"([0-9]+)\s*/\s*([0-9]+)", text):
        fix, values["first"], values["second"] = _FRACTION, match[1], match[2]
    elif re.fullmatch(r"[0-9]+(?:[_ \u00a0'][0-9]+)+", text):
        fix, values["plain"] = _PLAIN, re.sub(r"[^0-9]", "", text)
    elif match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)[eE]\+?([0-9])", text):
        fix, values["plain"] = _PLAIN, f"{Decimal(match[1]).scaleb(int(match[2])):f}"
    elif match := re.fullmatch(r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)((?!\2)[.,][0-9]+)?", text):
        fix, values["plain"] = _PLAIN, re.sub(r"[.,]", "", match[1]) + (match[3] or "")
    elif match := re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*[^\W\d_][^\d]*", text):
        fix, values["plain"] = _ONLY, match[1]
    elif match := re.fullmatch(r"([0-9]*)([.,])([0-9]*)", text):
        fix, values["plain"] = _PLAIN, f"{match[1] or 0}{match[2]}{match[3] or 0}"
    return Problem("Q301", values, found=text, fix=fix)


def read_date(text: str) -> date:
    """Read a date as `2020-06-30` or `30/6/2020` (day first).

    Raises:
        QcdcError: Q303 when it is neither, or when there is no such day.
    """
    plain = text.strip(_SPACES)
    if match := _ISO_DATE.fullmatch(plain):
        year, month, day = match.groups()
    elif match := re.fullmatch(_DAY_FIRST, plain):
        day, month, year = match.groups()
    else:
        raise QcdcError(Problem("Q303", {"found": plain}, found=plain))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise QcdcError(Problem("Q303", {"found": plain}, found=plain)) from None


_CLOCK = "([0-9]{1,2})(?:(?::|h| giờ )([0-9]{2})(?: phút)?|h| giờ)"
_CLOCK_RANGE = Text("giờ và phút, ví dụ 08:30", "hours and minutes, such as 08:30")


def read_clock(text: str) -> time:
    """Read a time of day: `08:30`, `8h30`, `8 giờ 30`, `8 giờ`.

    Raises:
        QcdcError: Q309 when it is none.
    """
    plain = text.strip(_SPACES)
    match = re.fullmatch(_CLOCK, unicodedata.normalize("NFC", plain.lower()))
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    if hours > 23 or minutes > 59:
        raise QcdcError(Problem("Q309", {"found": plain, "range": _CLOCK_RANGE}, found=plain))
    return time(hours, minutes)


_WITH_LABEL = Text(
    "Mã chỉ gồm chữ không dấu; với mục, tiêu chí của thang điểm thì ghi `id: {0}` và `label: {1}`, bảng sẽ in {1}.",
    "Ids are plain letters; for a group or criterion write `id: {0}` and `label: {1}`, and tables show {1}.",
)


def not_an_id(text: str) -> Problem:
    """Return the problem (Q304) of a text that cannot be an id, with one that would do."""
    letters = re.sub("[đĐ]", lambda letter: "dd" if letter[0] == "đ" else "DD", text)
    lettered = letters if letters != text and re.fullmatch(ID_PATTERN, letters) else ""
    example = lettered or slug(text) or "a1"
    fix: str | Text = ""
    if lettered and len(text) <= _LONGEST_LABEL:
        fix = Text(_WITH_LABEL.vi.format(example, text), _WITH_LABEL.en.format(example, text))
    return Problem("Q304", {"found": text, "example": example}, found=text, fix=fix)


def read_label(text: str) -> str:
    """Read a printed label such as `đ` or `I.3.đ`.

    Raises:
        QcdcError: Q308 for an empty one; Q552 for one that could not be typed again, steers a terminal or is too long.
    """
    plain = " ".join(text.split())
    if not plain:
        raise QcdcError(Problem("Q308", {"key": "label"}))
    if len(plain) > _LONGEST_LABEL or not re.fullmatch(_LABEL, unicodedata.normalize("NFC", plain)):
        raise QcdcError(Problem("Q552", {"found": text, "most": str(_LONGEST_LABEL)}, found=text))
    return unicodedata.normalize("NFC", plain)


def read_word(text: str, words: Mapping[str, Any], *, shown: tuple[str, ...]) -> Any:
    """Read one of a few words, forgiving case and spelling; return what it stands for.

    Raises:
        QcdcError: Q310 with the words that are allowed.
    """
    folded = fold(text)
    for word, meaning in words.items():
        if fold(word) == folded:
            return meaning
    raise QcdcError(Problem("Q310", {"found": text}, found=text, allowed=", ".join(shown)))


DIGEST = "^[0-9a-f]{64}$"


def read_digest(text: str) -> str:
    """Read a SHA-256 digest.

    Raises:
        QcdcError: Q801 when it is none.
    """
    if not re.fullmatch(DIGEST, text):
        raise QcdcError(Problem("Q801", {"found": text}, found=text))
    return text


def validated(read: Callable[[str], Any], schema: Mapping[str, Any]) -> Any:
    """Turn a reading function into what pydantic validates by; its refusals keep their problem.

    Args:
        read: takes the text as it is written.
        schema: the JSON Schema of what may be written.
    """

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "a text is expected")
        try:
            return read(value)
        except QcdcError as refusal:
            raise PydanticCustomError("qcdc", "refused", {"problem": refusal.problem}) from None

    # Not PlainValidator, which builds the schema of the Python type twice besides: so many fields are half a start.
    return GetPydanticSchema(lambda *_: no_info_plain_validator_function(validate), lambda *_: dict(schema))


def text_type(schema: Mapping[str, Any], **constraints: Any) -> Any:
    """Return what pydantic validates a text by, outside Python: a country's campaign has a million of them.

    Args:
        schema: the JSON Schema of what may be written.
        constraints: those of pydantic's `str_schema`.
    """
    return GetPydanticSchema(lambda *_: str_schema(strict=True, **constraints), lambda *_: dict(schema))


_BELOW_ZERO = Text(
    "Viết một số từ 0 trở lên. Điểm trừ ghi ở `penalties`; một dòng vừa cộng vừa trừ thì dùng `plus_minus`, `floor` "
    "ở đó có thể dưới 0.",
    "Write a number from 0 up. What takes points off stands in `penalties`; a line that both adds and takes off is "
    "scored by `plus_minus`, whose `floor` may be below 0.",
)


def _points(text: str) -> Decimal:
    """Read points or a floor that the rubric states, which are not below 0."""
    number = read_number(text)
    if number < 0:
        allowed = Text("từ 0 trở lên", "0 or more")
        raise QcdcError(Problem("Q309", {"found": text, "range": allowed}, found=text, fix=_BELOW_ZERO))
    return number


def _within(holds: Callable[[Decimal], bool], vietnamese: str, english: str) -> Callable[[str], Decimal]:
    """Return a function that reads numbers of which something holds; others are refused (Q309) with their range."""

    def read(text: str) -> Decimal:
        number = read_number(text)
        if not holds(number):
            raise QcdcError(Problem("Q309", {"found": text, "range": Text(vietnamese, english)}, found=text))
        return number

    return read


NO_TARGET = Decimal(0)
_NO_TARGET_WORDS = frozenset({fold("none"), fold("không"), fold("khong")})


def _target(text: str) -> Decimal:
    """Read a target; `none` and 0 both say that there is none, which is a state and never divided by."""
    if fold(text) in _NO_TARGET_WORDS:
        return NO_TARGET
    number = read_number(text)
    if number < 0:
        raise QcdcError(Problem("Q616", {"found": text}, found=text))
    return number


def _whole(least: int, vietnamese: str, english: str) -> Any:
    """Return a validator for whole numbers from the least one up, with what to call them in a refusal (Q309)."""
    read = _within(lambda number: number >= least and number % 1 == 0, vietnamese, english)
    return validated(lambda text: int(read(text)), {"anyOf": [{"type": "integer", "minimum": least}, _TEXT_SCHEMA]})


_FLAGS = dict.fromkeys(("yes", "có", "true"), True) | dict.fromkeys(("no", "không", "false"), False)


def _decimals(text: str) -> int:
    if text in {"0", "1", "2", "3", "4", "5", "6"}:
        return int(text)
    allowed = Text("số nguyên từ 0 đến 6", "a whole number from 0 to 6")
    raise QcdcError(Problem("Q309", {"found": text, "range": allowed}, found=text))


NUMBER_SCHEMA = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^\s*[+−-]?[0-9]+([.,][0-9]+)?\s*$"},
    ]
}
_LONGEST_LABEL = 24
# Letters and digits of any script, and signs between them; no commas, since labels are listed.
_LABEL = r"[(]?[^\W_](?:[^\W_]|[ ._/()-])*"
_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}
_DATE_SCHEMA = {
    "type": "string",
    "pattern": r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4})$",
}
ID_PATTERN = "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$"
_ID_SCHEMA = {"anyOf": [{"type": "string", "pattern": ID_PATTERN}, {"type": "number"}]}

Number = Annotated[Decimal, validated(read_number, NUMBER_SCHEMA)]
Points = Annotated[Decimal, validated(_points, NUMBER_SCHEMA)]
PositiveNumber = Annotated[
    Decimal, validated(_within(lambda number: number > 0, "lớn hơn 0", "above 0"), NUMBER_SCHEMA)
]
Target = Annotated[
    Decimal,
    validated(_target, {"anyOf": [*NUMBER_SCHEMA["anyOf"], {"type": "string", "enum": ["none", "không"]}]}),
]
Decimals = Annotated[int, validated(_decimals, {"type": "integer", "minimum": 0, "maximum": 6})]
Percent = Annotated[
    Decimal, validated(_within(lambda number: 0 <= number <= 100, "từ 0 đến 100", "from 0 to 100"), NUMBER_SCHEMA)
]
Whole = Annotated[int, _whole(1, "số nguyên từ 1 trở lên", "a whole number from 1")]
Count = Annotated[int, _whole(0, "số nguyên từ 0 trở lên", "a whole number from 0")]
Flag = Annotated[
    bool,
    validated(
        partial(read_word, words=_FLAGS, shown=("yes", "no")),
        {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": list(_FLAGS)}]},
    ),
]
Label = Annotated[str, validated(read_label, _TEXT_SCHEMA)]
Date = Annotated[date, validated(read_date, _DATE_SCHEMA)]
# To an editor that reads YAML 1.1, 10:45 is a number to the base of 60.
Clock = Annotated[time, validated(read_clock, {"type": ["string", "integer"]})]
Digest = Annotated[str, validated(read_digest, {"type": "string", "pattern": DIGEST})]
Id = Annotated[str, text_type(_ID_SCHEMA, pattern=ID_PATTERN)]


def _filled_in(text: str) -> str:
    """Return a text without the spaces around it; pydantic's own stripping copies it twice, and most are long."""
    if not (stripped := text.strip()):
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return stripped


Name = Annotated[
    str,
    GetPydanticSchema(
        lambda *_: no_info_after_validator_function(_filled_in, str_schema(strict=True)), lambda *_: dict(_TEXT_SCHEMA)
    ),
]


def _first_that_fits(union: Any, schema_of: Callable[[Any], Any]) -> Any:
    return {**schema_of(union), "mode": "left_to_right"}


# Has pydantic try the members of a union in order, as `Field(union_mode=…)` does, which takes longer to build.
FIRST_THAT_FITS = GetPydanticSchema(_first_that_fits)

Unfilled = Literal[""]  # an optional key that stands there with nothing behind it, as in a form not filled in yet


def _filled_or_not(union: Any, schema_of: Callable[[Any], Any]) -> Any:
    filled, _unfilled = get_args(union)
    return union_schema([schema_of(filled), literal_schema([""])], mode="left_to_right")


# Has pydantic read a union of something with `Unfilled`, which is null to an editor; one step instead of one for each.
OR_UNFILLED = GetPydanticSchema(
    _filled_or_not, lambda union, json_schema_of: json_schema_of(nullable_schema(union["choices"][0]))
)


def one_of(*words: str) -> Any:
    """Return a validator for a few fixed words."""
    read = partial(read_word, words={word: word for word in words}, shown=words)
    return validated(read, {})  # case and spelling are forgiven, so that an enumeration would be stricter


def described(vietnamese: str, english: str, default: Any = ..., *, alias: str = "", **settings: Any) -> Any:
    """Return a field of a model: what it is in both languages, as editors show it, and its default where it has one.

    Args:
        vietnamese: what it is.
        english: the same in English.
        default: its default; left out where it must be said.
        alias: the key, where that is no name of Python's.
        settings: further ones of pydantic's `Field`.
    """
    if alias:
        settings |= {"alias": alias, "validation_alias": alias, "serialization_alias": alias}
    # Not `Field`, which looks at all that it could be given: three times the work, and so many fields are defined.
    return FieldInfo.from_field(default, description=both(vietnamese, english), **settings)


class Model(BaseModel):
    """What all models share: frozen, and a key that is not known is a problem, never passed over."""

    # Only the three files' own models are validated with; the parts of them need no validators of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Bare(RootModel[Any]):
    """A model of what has no keys of its own, a text or a mapping from ids that the file chooses: its field `root`."""

    model_config = ConfigDict(frozen=True, defer_build=True)
