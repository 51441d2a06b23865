"""Help pages in the language in use. Typer's own pages have English headings and one language."""

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

from qcdc_cli.commands import COMMANDS, COMMON_OPTIONS, PROGRAM_OPTIONS
from qcdc_cli.language import Text, pick, say

_LEFT = 26
_WIDEST, _NARROWEST = 100, 50
_PROGRAM = Text(
    "Chấm điểm, xếp hạng và công khai kết quả thi đua thực hiện Quy chế dân chủ ở cơ sở.\n\n"
    "Bắt đầu:\n"
    "  qcdc init dot-thi-dua            tạo một đợt mới\n"
    "  qcdc form                        biểu mẫu Excel gửi các đơn vị\n"
    "  qcdc import forms/               nhập biểu mẫu đã nhận về\n"
    "  qcdc check                       kiểm tra mọi tệp\n"
    "  qcdc score units/*.yaml          điểm từng đơn vị\n"
    "  qcdc rank --bloc dan-van         xếp hạng một khối\n"
    "  qcdc export report.xlsx          xuất bảng tổng hợp",
    "Scores, ranks and publishes grassroots-democracy emulation results.\n\n"
    "To begin:\n"
    "  qcdc init my-campaign            start a campaign\n"
    "  qcdc form                        Excel forms for the units\n"
    "  qcdc import forms/               take filled forms back\n"
    "  qcdc check                       check every file\n"
    "  qcdc score units/*.yaml          what each unit gets\n"
    "  qcdc rank --bloc dan-van         rank a bloc\n"
    "  qcdc export report.xlsx          export the summary",
)
_STATUS = Text(
    "Mã thoát: 0 – không lỗi; 1 – dữ liệu có lỗi; 2 – không chạy được; 130 – bị dừng bằng Ctrl-C.",
    "Exit status: 0 fine, 1 problems in the data, 2 could not run, 130 interrupted by Ctrl-C.",
)


def program_page() -> str:
    """Return the program's own help page. It needs no Typer, whose import alone takes most of the time."""
    width = _width()
    options = [
        (f"{', '.join(written)} {value}".rstrip(), str(text))
        for written, value, text in (COMMON_OPTIONS | PROGRAM_OPTIONS).values()
    ]
    return "\n".join(
        (
            say("Cách dùng: qcdc [TÙY-CHỌN] LỆNH …", "Usage: qcdc [OPTIONS] COMMAND …"),
            "",
            *_wrapped(str(_PROGRAM), width),
            *_section(say("Lệnh", "Commands"), ((name, str(text)) for name, text in COMMANDS.items()), width),
            *_section(say("Tùy chọn", "Options"), options, width),
            "",
            *_wrapped(str(_STATUS), width),
        )
    )


def _width() -> int:
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST)) - 1


def metavar(parameter: Any) -> str:
    """Return what a parameter's value is called in help and messages."""
    if parameter.metavar:
        return pick(parameter.metavar)
    return str(parameter.name).upper()


def command_page(command: Any, context: Any) -> str:
    """Return the whole help page of a command."""
    width = _width()
    parameters = command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name != "argument"]
    parts = [_usage(context.command_path, arguments), "", *_wrapped(pick(command.help or ""), width)]
    if arguments:
        rows = ((metavar(parameter), pick(parameter.help or "")) for parameter in arguments)
        parts += _section(say("Tham số", "Arguments"), rows, width)
    parts += _section(say("Tùy chọn", "Options"), map(_option, options), width)
    return "\n".join(parts)


def _usage(path: str, arguments: list[Any]) -> str:
    words = [path, say("[TÙY-CHỌN]", "[OPTIONS]")]
    for argument in arguments:
        name = metavar(argument) + ("…" if argument.nargs == -1 else "")
        words.append(name if argument.required else f"[{name}]")
    return say("Cách dùng: ", "Usage: ") + " ".join(words)


def _option(option: Any) -> tuple[str, str]:
    left = ", ".join(sorted(option.opts, key=len))
    if not option.is_flag and not getattr(option, "count", False):
        left += f" {metavar(option)}"
    if option.name == "help":
        return left, str(PROGRAM_OPTIONS["help"][2])
    return left, pick(option.help or "")


def _section(title: str, rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    lines = ["", f"{title}:"]
    for left, right in rows:
        wrapped = textwrap.wrap(right, width - _LEFT - 4) or [""]
        if len(left) > _LEFT:
            lines.append(f"  {left}")
        else:
            lines.append(f"  {left:<{_LEFT}}  {wrapped.pop(0)}".rstrip())
        lines += [f"{'':{_LEFT + 4}}{line}" for line in wrapped]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Wrap paragraphs; lines that begin with spaces are examples and stay as they are."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += [line] if line.startswith(" ") or not line else textwrap.wrap(line, width)
    return lines
