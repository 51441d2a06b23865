"""The parts of pages that are made from the code, in the language in use."""

import re
from collections.abc import Callable, Sequence
from contextlib import chdir
from pathlib import Path

from qcdc_cli.commands.campaign_loading import find_problems, load_campaign
from qcdc_cli.commands.session import Choice, start
from qcdc_cli.language import say
from qcdc_cli.problems import CATALOGUE, Entry, Problem
from qcdc_cli.render.report import Options
from qcdc_cli.render.terminal import render
from qcdc_cli.render.terminal.problems import SEVERITIES, problems_text
from tests.docs import excel_shown, tampering
from tests.docs.pages import ROOT

_BROKEN = ROOT / "tests" / "broken"

_ROOMS = {
    "Q0": (("Niêm phong", "Seals")),
    "Q1": (("Tệp", "Files")),
    "Q2": (("Cú pháp YAML", "YAML")),
    "Q3": (("Giá trị", "Values")),
    "Q4": (("Đợt thi đua", "The campaign")),
    "Q5": (("Thang điểm", "The rubric")),
    "Q6": (("Phiếu và điểm", "Sheets and marks")),
    "Q7": (("Excel và bảng", "Excel and tables")),
    "Q8": (("Hồ sơ, kiểm tra, tiến độ", "Evidence, checking, progress")),
    "Q9": (("Dòng lệnh", "The command line")),
}
_ROOM_LENGTH = 2


def problems() -> str:
    """Return every code of the catalogue, room by room."""
    parts = []
    for room in dict.fromkeys(code[:_ROOM_LENGTH] for code in CATALOGUE):
        title = say(*_ROOMS[room])
        parts.append(f'\n<a id="{room.lower()}"></a>\n\n## {room}: {title}\n')
        parts += [_problem(code, entry) for code, entry in CATALOGUE.items() if code.startswith(room)]
    return "".join(parts) + "\n"


def _problem(code: str, entry: Entry) -> str:
    severity = SEVERITIES[entry.severity]
    why, fix = say("Vì sao", "Why"), say("Cách sửa", "What to do")
    lines = [
        "",
        f'<a id="{code.lower()}"></a>',
        "",
        f"### {code} ({severity})",
        "",
        f"> {_open(entry.sentence)}",
        "",
        f"- **{why}:** {_open(entry.why, template=False)}",
        f"- **{fix}:** {_open(entry.advice())}",
        *_example(code),
        "",
    ]
    return "\n".join(lines)


def _example(code: str) -> list[str]:
    """Show how the problem is told of the broken campaign named after it; most codes have one."""
    folders = (folder for folder in sorted(_BROKEN.iterdir()) if folder.name.partition("-")[0] == code)
    problem = next((problem for folder in folders for problem in _told_of(folder) if problem.code == code), None)
    if problem is None:
        return []
    shown = problems_text([problem], color=False).rpartition("\n\n")[0]
    return ["", "```text", *(line.rstrip() for line in shown.split("\n")), "```"]


def _told_of(folder: Path) -> Sequence[Problem]:
    with chdir(folder):
        return find_problems(None, None)


def _open(text: object, *, template: bool = True) -> str:
    """Show a sentence with `…` where a problem puts in its own values."""
    shown = re.sub(r"(?<!\{)\{[a-z]+\}(?!\})", "…", str(text)) if template else str(text)
    if shown == "…":
        return say("tùy trường hợp; câu báo nói rõ.", "it depends on the case; the message says it.")
    return shown.replace("{{", "{").replace("}}", "}") if template else shown


def card() -> str:
    """Return what `qcdc score phu-tan -p 2020` prints on a terminal with room for bars."""
    unit, width = "phu-tan", 110
    with chdir(ROOT / "examples" / "chau-thanh-2020"):
        loaded = load_campaign()
        work = start(loaded, Choice(loaded.campaign.bloc_of(unit), "2020", shown=(unit,)))
        shown = "".join(render(work.card(), Options(width=width, bars=True)))
    lines = [line.rstrip() for line in shown.rstrip("\n").split("\n")]
    return "\n".join(["", "```text", f"$ qcdc score {unit} -p 2020", *lines, "```", "", ""])


MADE: dict[str, Callable[[], str]] = {
    "problems": problems,
    "card": card,
    "tampering": tampering.table,
    "import-dry-run": excel_shown.dry_run,
    "import-problems": excel_shown.problems,
    "import-each": excel_shown.each,
    "import-undo": excel_shown.undo,
}
