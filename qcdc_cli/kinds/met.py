"""Met or not met: all points or none (`pass`)."""

from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import ZERO, Ask, Cells, Kind, Mark, literal
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Bare, Name

_MET = ("đạt", "dat", "met")
_NOT_MET = ("không đạt", "khong dat", "khong-dat", "không-đạt", "chưa đạt", "chua dat", "not met", "not-met")
_WORDS = {fold(word): word in _MET for word in (*_MET, *_NOT_MET)}


class Met(Kind, Bare):
    """The condition, in words; whoever meets it gets the maximum, everybody else 0."""

    root: Name

    key: ClassVar[str] = "pass"
    title: ClassVar[Text] = Text("đạt hoặc không đạt", "met or not met")
    asked: ClassVar[Ask] = Ask.CHOICE
    form: ClassVar[Text] = Text("Ghi `đạt` hoặc `không đạt`.", "Write `met` or `not met`.")

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> bool:
        """Read the word; case and spelling are forgiven, other words are refused."""
        text = self.text_of(mark, criterion)
        met = _WORDS.get(fold(text))
        if met is None:
            allowed = Text("đạt, không đạt", "met, not met")
            raise QcdcError(Problem("Q607", {"id": criterion, "found": text}, found=text, allowed=allowed))
        return met

    def points(self, reading: bool, maximum: Decimal) -> Decimal:
        """Return the maximum or 0."""
        return maximum if reading else ZERO

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The maximum or 0."""
        return any_of((ZERO, maximum))

    def shown(self, reading: bool) -> str:
        """Show the word."""
        return say("đạt", "met") if reading else say("không đạt", "not met")

    def options(self, *, penalty: bool = False) -> dict[str, str]:
        """Return both words; what they are known by is the same in either language, as in forms that are out."""
        return dict(zip((_MET[0], _NOT_MET[0]), map(self.shown, (True, False)), strict=True))

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """All points for the first option."""
        return f"IF({cells.mark}=INDEX({cells.options},1),{literal(maximum)},0)"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the condition."""
        top = figure(maximum)
        if penalty:
            return say(
                f"Đạt điều kiện: trừ {top} điểm; không đạt: không trừ. Điều kiện: {self.root}.",
                f"Met takes {with_points(top)} off, not met nothing. Condition: {self.root}.",
            )
        return say(
            f"Đạt: {top} điểm; không đạt: 0 điểm. Điều kiện: {self.root}.",
            f"Met gives {with_points(top)}, not met gives 0. Condition: {self.root}.",
        )

    def working(self, reading: bool, maximum: Decimal) -> str:
        """Say whether it was met."""
        return f"{self.shown(reading)}: {figure(self.points(reading, maximum))}"
