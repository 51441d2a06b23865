"""What stands in a template between `{{ }}` and `{% %}`, read and written anew.

An officer writes placeholders (`{{tổng điểm}}`, `{{mục:I}}`); who knows docxtpl also conditions and a loop over the
units. Of Jinja's language only that is taken: each expression is read into its tree, and written again from the parts
that stand in the list here, with every value under a name of ours. So nothing that somebody typed reaches Jinja.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from qcdc_cli.language import Text
from qcdc_cli.language.names import bare
from qcdc_cli.problems import Problem
from qcdc_cli.render.placeholders import PlaceholderCall, argument_problems, call_in_braces, unknown_placeholder
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.word_template.vocabulary import ALL, COMPARABLE, FILTERS, LOOP, UNIT

UNITS = ("các đơn vị", "all units")  # what loops go over, with `_` for spaces
AROUND = ("tr", "tc", "p")  # what a statement may stand for as a whole: a row, a cell, a paragraph

_LONGEST = 1_000  # letters of an expression
_PLAIN = re.compile(r"[\w\s.:/-]*")
_VALUE = re.compile(rf"(?:{UNIT}\.)?[cf]\d+")
_STATEMENT = re.compile(r"\s*(?:(tr|tc|p|r)\s+)?([a-z]+)\b(.*)", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " "})  # as Word writes them
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
_CALL = Text("lời gọi hàm", "a call of a function")
_ARITHMETIC = Text("phép tính", "arithmetic")
_ATTRIBUTE = Text("thuộc tính không có trong dữ liệu", "an attribute that is no placeholder")
_STATEMENTS = Text("lệnh khác for, if, elif, else", "a statement other than for, if, elif, else")
_OTHER = Text("thành phần không cho phép", "something that is not allowed")
_OVER_OTHERS = Text("vòng lặp không đi qua `các_đơn_vị`", "a loop that does not go over `all_units`")
_WHAT: dict[type[nodes.Node], Text] = {
    nodes.Call: _CALL,
    nodes.BinExpr: _ARITHMETIC,
    nodes.UnaryExpr: _ARITHMETIC,
    nodes.Getattr: _ATTRIBUTE,
    nodes.Filter: Text(f"bộ lọc khác {', '.join(FILTERS)}", f"a filter other than {', '.join(FILTERS)}"),
    nodes.Test: Text("phép thử `is`", "a test with `is`"),
}
Constant = str | int | float


class Code(NamedTuple):
    """What stands in a template, as it is filled.

    Attributes:
        kind: `output`, or the statement: `for`, `endfor`, `if`, `elif`, `else`, `endif`.
        around: the part of the text that a statement stands for as a whole: `tr`, `tc`, `p`; "" for none.
        text: what Jinja is given, between its braces.
        about_unit: whether it is about the unit at hand.
    """

    kind: str
    around: str
    text: str
    about_unit: bool = False


class Fields:
    """The values that a template asks for: each gets a name of ours when it is first met.

    Attributes:
        calls: the placeholders, by these names.
        constants: what expressions compare with, likewise.
    """

    def __init__(self) -> None:
        self.calls: dict[str, PlaceholderCall] = {}
        self.constants: dict[str, Constant] = {}
        self._names: dict[object, str] = {}

    def of_call(self, call: PlaceholderCall) -> str:
        """Return the name of a placeholder's value."""
        name = self._names.setdefault((call.placeholder.names[0], call.arguments), f"f{len(self._names)}")
        self.calls[name] = call
        return f"{UNIT}.{name}" if call.placeholder.of_unit else name

    def of_constant(self, value: Constant) -> str:
        """Return the name of a text or number."""
        name = self._names.setdefault((type(value), value), f"c{len(self._names)}")
        self.constants[name] = value
        return name


class _UnusableError(Exception):
    """Raised for what a template may not ask for; `args` holds the problem."""


class TagReader:
    """Reads what stands between braces, and collects the values that are asked for."""

    def __init__(self, data: TemplateData, fields: Fields) -> None:
        self._data, self._fields = data, fields
        self._jinja = Environment(autoescape=True)
        self._found = ""
        self._variable: str | None = None
        self._about_unit = False

    def output(self, found: str, variable: str | None) -> Code | list[Problem]:
        """Read what is to be written: a placeholder, or an expression of them.

        Args:
            found: the whole of it, with its braces.
            variable: the name that the loop around it gives the unit at hand; None outside loops.

        Returns:
            how it is filled, or what is wrong with it.
        """
        inside = found[2:-2]
        name, colon, arguments = inside.partition(":")
        call = call_in_braces(inside) or call_in_braces(name.replace("_", " ") + colon + arguments)
        if call is not None:
            wrong = list(argument_problems(found, call, self._data))
            return wrong or Code("output", "", self._fields.of_call(call), call.placeholder.of_unit)
        code = self._read(found, inside, "output", "", variable)
        if _PLAIN.fullmatch(inside) and (not inside.strip() or _is_broken(code)):
            return [unknown_placeholder(found)]
        return code

    def statement(self, found: str, variable: str | None) -> Code | list[Problem]:
        """Read a statement; see `output`."""
        match = _STATEMENT.fullmatch(found[2:-2])
        if match is None:
            return [Problem("Q949", {"found": found}, found)]
        around = match[1] if match[1] in AROUND else ""  # a run is left empty, which nobody sees
        word, rest = match[2], match[3]
        if word in ("else", "endif", "endfor"):
            return [Problem("Q949", {"found": found}, found)] if rest.strip() else Code(word, around, word)
        if word not in ("for", "if", "elif"):
            return [_not_allowed(found, _STATEMENTS)]
        return self._read(found, rest, word, around, variable)

    def unreadable(self, found: str) -> Code | None:
        """Return what stands in for a statement that could not be read, so that blocks end as meant."""
        match = _STATEMENT.fullmatch(found[2:-2]) if found.startswith("{%") else None
        if match is None or match[2] not in ("for", "if"):
            return None
        return Code(match[2], match[1] if match[1] in AROUND else "", "")

    def variable_of(self, found: str) -> str | None:
        """Return what a loop calls the unit at hand; None where it says no such thing."""
        match = re.match(r"\{%\s*(?:\w+\s+)?for\s+(\w+)\s+in\b", unicodedata.normalize("NFC", found))
        return match[1] if match else None

    def _read(self, found: str, inside: str, kind: str, around: str, variable: str | None) -> Code | list[Problem]:
        self._found, self._variable, self._about_unit = found, variable, False
        text = unicodedata.normalize("NFC", inside).translate(_QUOTES)
        try:
            if kind == "for":
                self._variable = self.variable_of(found)
                written = self._loop(self._parsed(f"{{% for {text} %}}{{% endfor %}}", text))
            else:
                source = f"{{{{ {text} }}}}" if kind == "output" else f"{{% if {text} %}}{{% endif %}}"
                tree = self._parsed(source, text)
                written = self._written(tree.test if isinstance(tree, nodes.If) else _only_child(tree))
        except _UnusableError as failure:
            return list(failure.args)
        return Code(kind, around, written if kind == "output" else f"{kind} {written}", self._about_unit)

    def _parsed(self, source: str, text: str) -> nodes.Node:
        """Return the tree of the one statement that a source consists of."""
        broken = Problem("Q949", {"found": self._found}, self._found)
        if len(text) > _LONGEST or "{" in text or "}" in text or "%" in text:
            raise _UnusableError(broken)
        try:
            (statement,) = self._jinja.parse(source).body
        except (TemplateSyntaxError, RecursionError, ValueError):  # a ValueError for two statements, or none
            raise _UnusableError(broken) from None
        return statement

    def _loop(self, loop: nodes.Node) -> str:
        if not isinstance(loop, nodes.For) or loop.recursive or not isinstance(loop.target, nodes.Name):
            raise _UnusableError(_not_allowed(self._found, _OTHER))
        over = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
        if bare(over.replace("_", " ")) not in map(bare, UNITS):
            raise _UnusableError(_not_allowed(self._found, _OVER_OTHERS))
        condition = "" if loop.test is None else f" if {self._written(loop.test)}"
        self._about_unit = False  # the condition is about the loop's own units
        return f"{UNIT} in {ALL}{condition}"

    def _written(self, node: nodes.Node | None) -> str:
        """Return an expression, written anew.

        Raises:
            _UnusableError: for anything that is not in the list below.
        """
        match node:
            case nodes.Const():
                return self._constant(node.value)
            case nodes.And() | nodes.Or():
                word = "and" if isinstance(node, nodes.And) else "or"
                return f"({self._written(node.left)} {word} {self._written(node.right)})"
            case nodes.Not():
                return f"(not {self._written(node.node)})"
            case nodes.Compare():
                others = (f" {_OPERATORS[each.op]} {self._operand(each.expr, each.op)}" for each in node.ops)
                return f"({self._operand(node.expr)}{''.join(others)})"
            case nodes.CondExpr():
                other = f" else {self._written(node.expr2)}" if node.expr2 is not None else ' else ""'
                return f"({self._written(node.expr1)} if {self._written(node.test)}{other})"
            case nodes.Concat():
                return f"({' ~ '.join(map(self._written, node.nodes))})"
            case nodes.Filter() if node.name in FILTERS and not (node.args or node.kwargs or node.dyn_args):
                return f"({self._written(node.node)}|{node.name})"
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                return self._value(node)
        what = next((text for kind, text in _WHAT.items() if isinstance(node, kind)), _OTHER)
        raise _UnusableError(_not_allowed(self._found, what))

    def _operand(self, node: nodes.Expr, operator: str = "") -> str:
        """Return one side of a comparison, which may be a list: `xếp_loại in ["Tốt", "Khá"]`."""
        if isinstance(node, nodes.List | nodes.Tuple):
            return f"[{', '.join(map(self._operand, node.items))}]"
        written = self._written(node)
        if operator in ("in", "notin") and not _VALUE.fullmatch(written):
            raise _UnusableError(_not_allowed(self._found, _OTHER))
        return f"({written}|{COMPARABLE})"

    def _constant(self, value: object) -> str:
        if value is None or isinstance(value, bool):
            return str(value).lower()
        if not isinstance(value, str | int | float) or (isinstance(value, float) and not isfinite(value)):
            raise _UnusableError(_not_allowed(self._found, _OTHER))
        return self._fields.of_constant(value)

    def _value(self, node: nodes.Name | nodes.Getattr | nodes.Getitem) -> str:
        """Return what stands for a value that is named: `hạng`, `đv.hạng`, `mục["I"]`, `loop.index`."""
        arguments: list[str] = []
        inner: nodes.Expr = node
        while isinstance(inner, nodes.Getitem):
            arguments[:0] = self._arguments(inner.arg)
            inner = inner.node
        owner, name = "", ""
        if isinstance(inner, nodes.Getattr) and isinstance(inner.node, nodes.Name):
            owner, name = inner.node.name, inner.attr
        elif isinstance(inner, nodes.Name):
            name = inner.name
        if self._variable is not None and owner == "loop" and name in LOOP and not arguments:
            return f"loop.{name}"
        if not name or (owner and owner != self._variable):
            raise _UnusableError(_not_allowed(self._found, _ATTRIBUTE))
        if name == self._variable and not owner and not arguments:
            name = "unit"
        call = call_in_braces(":".join((name.replace("_", " "), *arguments)))
        if call is None or (owner and not call.placeholder.of_unit):
            raise _UnusableError(unknown_placeholder(self._found, name.replace("_", " ")))
        wrong = list(argument_problems(self._found, call, self._data))
        if wrong:
            raise _UnusableError(*wrong)
        self._about_unit = self._about_unit or call.placeholder.of_unit
        return self._fields.of_call(call)

    def _arguments(self, node: nodes.Expr) -> Iterator[str]:
        items = node.items if isinstance(node, nodes.Tuple) else [node]
        for item in items:
            if not isinstance(item, nodes.Const) or not isinstance(item.value, str | int):
                raise _UnusableError(_not_allowed(self._found, _ATTRIBUTE))
            yield str(item.value)


def _is_broken(code: Code | list[Problem]) -> bool:
    return isinstance(code, list) and code[0].code == "Q949"


def _only_child(node: nodes.Node) -> nodes.Node | None:
    children = list(node.iter_child_nodes())
    return children[0] if len(children) == 1 else None


def _not_allowed(found: str, what: Text) -> Problem:
    return Problem("Q950", {"found": found, "what": what}, found)


def exact(value: Constant) -> str | None:
    """Return a number of an expression as it was typed, as an exact decimal; None for a text."""
    return None if isinstance(value, str) else f"{Decimal(repr(value)):f}"
