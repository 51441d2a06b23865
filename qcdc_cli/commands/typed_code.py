"""The code of a seal as people bring it from paper: two groups of it typed, or all of it, to find whose it is."""

import sys
from collections.abc import Sequence
from random import SystemRandom

from qcdc_cli.commands.output import tell
from qcdc_cli.language import say
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.process.sealing.code import GROUPS, LETTERS, read_code
from qcdc_cli.process.sealing.seal import Chain, Seal
from qcdc_cli.render.words.sealed import seal_name

_LEFT_OUT = 2  # groups
_GAP = "·" * LETTERS


def ask_for_codes(chain: Chain, seals: Sequence[Seal]) -> None:
    """Have the code of each seal typed from paper: it is shown with two groups left out, drawn each time.

    The two groups will do, or the whole code; small letters and what stands between do not matter.

    Args:
        chain: all seals of the campaign.
        seals: those whose codes are asked for, a line each.

    Raises:
        QcdcError: Q041 for a wrong letter, Q042 for the code of another seal, Q043 for that of none, Q044 for nothing.
    """
    for seal in seals:
        groups = seal.code.split("-")
        left_out = sorted(SystemRandom().sample(range(GROUPS), _LEFT_OUT))
        shown = "-".join(_GAP if at in left_out else group for at, group in enumerate(groups))
        tell(
            f"{_about(seal)}: {shown}",
            say(
                "Nhập hai nhóm còn thiếu, chép từ biên bản đã ký, rồi Enter:",
                "Type the two groups that are left out, from the signed minutes, then Enter:",
            ),
        )
        _compare(_typed(), seal, left_out, chain)


def _typed() -> str:
    """Return the letters of the next line of the standard input."""
    try:
        line = "" if sys.stdin is None else sys.stdin.readline()
    except UnicodeDecodeError:
        line = "?"
    return "".join(letter for letter in line.upper() if letter.isalnum() or letter == "?")


def _compare(typed: str, seal: Seal, left_out: Sequence[int], chain: Chain) -> None:
    if not typed:
        raise QcdcError(Problem("Q044"), could_not_run=True)
    if len(typed) == _LEFT_OUT * LETTERS:
        groups = seal.code.split("-")
        for at, place in enumerate(left_out):
            groups[place] = typed[at * LETTERS : (at + 1) * LETTERS]
        if (other := _with_groups(groups, left_out, chain)) is not None and other.code != seal.code:
            raise _of_another(other, seal)
        typed = "-".join(groups)
    code = read_code(typed)
    if code is None:
        raise QcdcError(Problem("Q041", found=typed))
    if code != seal.code:
        other = next((one for one in chain.seals if one.code == code), None)
        raise QcdcError(Problem("Q043", found=code)) if other is None else _of_another(other, seal)


def _with_groups(groups: Sequence[str], places: Sequence[int], chain: Chain) -> Seal | None:
    """Return the seal that has these groups in these places of its code; None where there is none."""
    wanted = [groups[at] for at in places]
    return next((one for one in chain.seals if [one.code.split("-")[at] for at in places] == wanted), None)


def _of_another(other: Seal, seal: Seal) -> QcdcError:
    return QcdcError(
        Problem("Q042", {"other": str(other.seal), "of": _about(other), "number": str(seal.seal)}, other.code)
    )


def _about(seal: Seal) -> str:
    return f"{seal_name(seal)}, {seal.period}, {', '.join(seal.blocs)}"


def seal_of_code(chain: Chain, typed: str) -> Seal:
    """Return the seal that has a code.

    Args:
        chain: all seals of the campaign.
        typed: the code, as somebody typed it.

    Raises:
        QcdcError: Q041 for a wrong letter, Q043 for the code of no seal; what is wrong with the seals.
    """
    code = read_code(typed)
    if code is None:
        raise QcdcError(Problem("Q041", found=typed))
    if chain.problems:
        raise QcdcError(*chain.problems)
    found = next((one for one in chain.seals if one.code == code), None)
    if found is None:
        raise QcdcError(Problem("Q043", found=code))
    return found
