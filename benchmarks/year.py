"""The year around the numbers of a country: evidence files, checkers, records of imports, appeals; all made up.

`add` puts it into a campaign that `country.py` has made, `add_period_before` another period to compare with, `commit`
all of it into a git repository with a history. The same campaign always gets the same.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import yaml

from qcdc_cli.campaign.import_records import added_records
from qcdc_cli.campaign.received_files import ReceivedFile

PERIOD, BEFORE = "2020-h1", "2019-h1"
FILES = 3  # of evidence, for each unit
UNIT = "ha-noi-001"  # whose first mark was changed again and again
COMMITS = 10  # that changed it; every fourth one the campaign's own file, too
APPEALING = 20  # one of so many units appeals; every second appeal is decided
_DAYS = "opens: {self: 2020-06-01, bloc: 2020-06-26}, due: {self: 2020-06-25, bloc: 2020-06-29}, appeals: 2020-07-05"
_HANOI = timezone(timedelta(hours=7))
_DECIDED = "decision: {date: 2020-07-02, by: Ban Chỉ đạo, upheld: no, reason: Hồ sơ chưa đủ}"


def add(folder: Path) -> None:
    """Add all of it to a campaign, but no assignment: `qcdc assign --seed` makes one."""
    file = folder / "qcdc.yaml"
    text = file.read_text("utf-8")
    blocs: Mapping[str, dict[str, list[str]]] = yaml.load(text, Loader=yaml.CSafeLoader)["blocs"]
    lines = [text.replace("due: 2020-06-25", _DAYS).rstrip(), "evidence: minh-chung/{unit}/{period}"]
    lines += ["checking: {per_unit: 2}", "checkers:"]
    units = [unit for bloc in blocs.values() for unit in bloc["units"]]
    lines += (f"  to-{unit}: {{name: Tổ viên của {unit}, unit: {unit}}}" for unit in units)
    file.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    sheets = {sheet.stem: sheet for sheet in folder.glob("units/**/*.yaml")}
    for number, unit in enumerate(units):
        _give_evidence(folder / "minh-chung" / unit / PERIOD, sheets[unit], appeals=number % APPEALING == 0)
    for new in added_records(folder, _received(units)):
        new.file.parent.mkdir(parents=True, exist_ok=True)
        new.file.write_bytes(new.data)


def add_period_before(folder: Path) -> None:
    """Add a period before, with the same sheets, to a campaign that `country.py` has made."""
    file = folder / "qcdc.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("periods:\n", f"periods:\n  {BEFORE}: {{name: Năm trước}}\n"), "utf-8", newline="\n")
    for sheet in [*folder.glob("units/**/*.yaml")]:
        earlier = sheet.read_text("utf-8").replace(f"period: {PERIOD}", f"period: {BEFORE}")
        sheet.with_name(f"{sheet.stem}-{BEFORE}.yaml").write_text(earlier, "utf-8", newline="\n")


def commit(folder: Path) -> None:
    """Put a campaign into a git repository, and change the first mark of a unit commit by commit."""
    git = ("git", "-C", str(folder), "-c", "user.name=BCD", "-c", "user.email=bcd@example.org", "-c", "gc.auto=0")
    subprocess.run([*git, "init", "--quiet"], check=True)
    campaign, sheet = folder / "qcdc.yaml", next(folder.glob(f"units/**/{UNIT}.yaml"))
    for number in range(COMMITS + 1):
        if number:
            before, mark, after = re.split("(?m)(^    self: .*$)", sheet.read_text("utf-8"), maxsplit=1)
            level = "cham" if mark.endswith("tot") else "tot"
            sheet.write_text(f"{before}    self: {level}{after}", "utf-8", newline="\n")
        if number % 4 == 3:
            campaign.write_text(f"{campaign.read_text('utf-8')}# {number}\n", "utf-8", newline="\n")
        subprocess.run([*git, "add", *([campaign, sheet] if number else ["."])], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", f"Change {number}"], check=True)


def commands() -> list[tuple[str, ...]]:
    """Return the commands that are measured on it; the first is what the others are compared with."""
    return [
        ("rank",),
        ("check",),
        ("status",),
        ("status", "--format", "json"),
        ("status", "--remind"),
        ("status", "--received"),
        ("appeals",),
        ("changes",),
        ("margins",),
        ("evidence",),
        ("notes",),
        ("log", UNIT),
        ("assign",),
    ]


def _give_evidence(folder: Path, sheet: Path, *, appeals: bool) -> None:
    """Name the first few documents of a sheet as files and write these; have the unit appeal, or not."""
    lines: list[str] = []
    criterion, named = "", 0
    for line in sheet.read_text("utf-8").splitlines():
        if line.startswith("  ") and line[2] not in " #":
            criterion = line.strip(" :")
        if line == "    evidence:" and appeals and not named:
            decided = f", {_DECIDED}" if sheet.stem.endswith(("2", "4", "6", "8")) else ""
            lines += ["    appeals:", f"      - {{text: Xin xem lại, date: 2020-06-30, by: {sheet.stem}{decided}}}"]
        if line.startswith("      - ") and named < FILES:
            path = f"{criterion}/tai-lieu-{named}.txt"
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(f"{sheet.stem} {path}\nTài liệu do máy tạo để đo tốc độ.\n", "utf-8")
            line, named = f'      - {{name: "{line[8:]}", file: {path}}}', named + 1
        lines.append(line)
    sheet.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def _received(units: Sequence[str]) -> Iterator[ReceivedFile]:
    """Yield a form of each unit at each of the two stages; one of ten came in late."""
    for stage, day in (("self", 24), ("bloc", 28)):
        for number, unit in enumerate(units):
            moment = datetime(2020, 6, day, 9, 30, tzinfo=_HANOI)
            moment += timedelta(days=3 * (number % 10 == 0), seconds=number)
            digest = hashlib.sha256(f"{unit}-{stage}".encode()).hexdigest()
            lines = ("I.1", "I.2", "I.3", "II.1")
            yield ReceivedFile(moment, digest[:16], f"{unit}.xlsx", digest, unit, PERIOD, stage, lines, len(lines))
