"""Growth of what files are read with: YAML, sheets, rubrics, tables, forms, and the problems found in them."""

from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from cases.case import case, units, write_campaign, write_rubric, write_sheets


def _criteria(number: int, more: str = "") -> str:
    """Return so many criteria of one point, as lines of YAML."""
    lines = (f"  - {{id: A.{one}, name: Tiêu chí, points: 1, evidence: optional{more}}}" for one in range(number))
    return "\n".join(lines) + "\n"


def _write_sheet(folder: Path, marks: str, more: str = "") -> list[str]:
    """Write the sheet of a unit, and return the command that checks it."""
    (folder / "units").mkdir(exist_ok=True)
    (folder / "units" / "u0.yaml").write_text(f"unit: u0\nperiod: p0\nmarks:\n{marks}{more}", "utf-8")
    return ["check", "-C", str(folder)]


def _plain(folder: Path, criteria: int = 1) -> None:
    """Write a campaign of one unit, and a rubric."""
    write_campaign(folder, {"b": units(1)})
    write_rubric(folder, _criteria(criteria), criteria)


@case(30_000, 60_000, 120_000, status=1)
def problems_on_long_lines(folder: Path, size: int) -> list[str]:
    """In each of 40 sheets a text of so many letters stands before what is wrong, and another one behind it."""
    write_campaign(folder, {"b": units(40)})
    write_rubric(folder)
    text = "đ" * size
    write_sheets(folder, units(40), lambda _number: f"A: {{self: {{mark: 1, by: {text}, rea: {text}}}}}")
    return ["check", "-C", str(folder)]


@case(50_000, 100_000, 200_000, status=1)
def long_ids(folder: Path, size: int) -> list[str]:
    """Each of 40 sheets names a unit by an id of so many letters."""
    write_campaign(folder, {"b": units(1)})
    write_rubric(folder)
    (folder / "units").mkdir()
    for number in range(40):
        text = f"unit: {'u' * size}{number}\nperiod: p0\nmarks: {{}}\n"
        (folder / "units" / f"{number}.yaml").write_text(text, "utf-8")
    return ["check", "-C", str(folder)]


@case(1500, 3000, 6000)
def missing_sheets_of_units_on_one_line(folder: Path, size: int) -> list[str]:
    """Nobody has handed in a sheet, and the bloc lists its units on one line."""
    write_campaign(folder, {"b": units(size)})
    file = folder / "qcdc.yaml"
    before, _, rest = file.read_text("utf-8").partition("units: [\n")
    listed, _, behind = rest.partition("    ]}")
    file.write_text(f"{before}units: [{' '.join(listed.split())}]}}{behind}", "utf-8")
    write_rubric(folder)
    return ["check", "-C", str(folder)]


@case(1000, 2000, 4000, status=1)
def wrong_marks_on_one_line(folder: Path, size: int) -> list[str]:
    """All marks of a sheet stand on one line, and none is a number."""
    _plain(folder, size)
    sheet = folder / "units" / "u0.yaml"
    sheet.parent.mkdir()
    marks = ", ".join(f"A.{one}: x" for one in range(size))
    sheet.write_text(f"unit: u0\nperiod: p0\nmarks: {{{marks}}}\n", "utf-8")
    return ["check", "-C", str(folder)]


@case(1000, 2000, 4000, status=1)
def wrong_shapes(folder: Path, size: int) -> list[str]:
    """Every mark of a sheet is a mapping in place of a value."""
    _plain(folder, size)
    return _write_sheet(folder, "".join(f"  A.{one}: {{self: {{mark: {{x: 1}}}}}}\n" for one in range(size)))


@case(600, 1200, 2400, status=1)
def unknown_criteria(folder: Path, size: int) -> list[str]:
    """A sheet marks so many criteria that the rubric, of as many, does not have."""
    _plain(folder, size)
    return _write_sheet(folder, "".join(f"  B.{one}x: 1\n" for one in range(size)))


@case(500, 1000, 2000, status=1)
def sheets_of_unknown_units(folder: Path, size: int) -> list[str]:
    """The ids of all sheets' units differ by a letter from those of the campaign."""
    write_campaign(folder, {"b": units(size, "don-vi-")})
    write_rubric(folder)
    write_sheets(folder, units(size, "dom-vi-"))
    return ["check", "-C", str(folder)]


@case(1000, 2000, 4000, status=1)
def bloc_of_unknown_units(folder: Path, size: int) -> list[str]:
    """A bloc lists units that the campaign does not have, though it has others of nearly the same ids."""
    write_campaign(folder, {"b": units(size, "don-vi-")})
    file = folder / "qcdc.yaml"
    file.write_text(file.read_text("utf-8").replace("don-vi-", "dom-vi-", size), "utf-8")
    write_rubric(folder)
    return ["check", "-C", str(folder)]


@case(4000, 8000, 16_000)
def check_of_lots(folder: Path, size: int) -> list[str]:
    """Lots were drawn for all units of a bloc."""
    own = units(size)
    write_campaign(folder, {"b": own}, more=f"lots: {{p0: {{b: [{', '.join(own)}]}}}}")
    write_rubric(folder, more="ties: [lots]")
    return ["check", "-C", str(folder)]


@case(500, 1000, 2000, status=1)
def unknown_keys(folder: Path, size: int) -> list[str]:
    """Every mark of a sheet has a misspelt key, and every criterion of the rubric too."""
    _plain(folder, size)
    file = folder / "rubric.yaml"
    file.write_text(file.read_text("utf-8").replace("optional", "optional, nmae: x"), "utf-8")
    return _write_sheet(folder, "".join(f"  A.{one}: {{self: {{mark: 1, resaon: x}}}}\n" for one in range(size)))


@case(200, 400, 800, status=1)
def unknown_levels(folder: Path, size: int) -> list[str]:
    """So many units are given a level that a criterion of so many levels does not have."""
    levels = ", ".join(f"m{one}: {{name: Mức {one}, points: {int(one == 0)}}}" for one in range(size))
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, _criteria(1, f", levels: {{{levels}}}"), 1)
    write_sheets(folder, units(size), lambda number: f"A.0: mm{number}x")
    return ["check", "-C", str(folder)]


@case(1000, 2000, 4000, status=1)
def ties_of_unknown_criteria(folder: Path, size: int) -> list[str]:
    """A rubric's ladder names criteria that it does not have."""
    write_campaign(folder, {"b": units(1)})
    steps = ", ".join(f"criterion B.{one}" for one in range(size))
    write_rubric(folder, _criteria(size), size, more=f"ties: [{steps}]")
    return ["check", "-C", str(folder)]


@case(500, 1000, 2000, status=1)
def rubrics_that_extend_each_other_with_problems(folder: Path, size: int) -> list[str]:
    """Problems of three files come in turns."""
    _plain(folder, size)
    base = (folder / "rubric.yaml").read_text("utf-8").replace("optional", "optional, nmae: x")
    (folder / "base.yaml").write_text(base, "utf-8")
    for first, name, below in ((0, "middle", "base"), (1, "rubric", "middle")):
        changes = "".join(f"  A.{one}: {{points: x}}\n" for one in range(first, size, 3))
        text = f"rubric: r\nname: Thang điểm\nextends: {below}.yaml\nchange: {{}}\n"
        (folder / f"{name}.yaml").write_text(text.replace("{}", f"\n{changes}" if changes else "{}"), "utf-8")
    return ["check", "-C", str(folder)]


@case(5000, 10_000, 20_000)
def rubric_that_removes(folder: Path, size: int) -> list[str]:
    """A rubric takes out all but one of its base's criteria."""
    _plain(folder, size)
    (folder / "rubric.yaml").rename(folder / "base.yaml")
    gone = ", ".join(f"A.{one}" for one in range(1, size))
    text = f"rubric: r\nname: Thang điểm\ntotal: 1\nextends: base.yaml\nremove: [{gone}]\n"
    (folder / "rubric.yaml").write_text(text, "utf-8")
    return _write_sheet(folder, "  A.0: 1\n")


@case(2500, 5000, 10_000, status=1)
def evidence_of_wrong_shape(folder: Path, size: int) -> list[str]:
    """A mark has so many documents, each of which is a list in place of a text."""
    _plain(folder)
    return _write_sheet(folder, "  A.0:\n    self: 1\n    evidence:\n" + "      - [x]\n" * size)


@case(20_000, 40_000, 80_000)
def text_that_looks_like_a_list(folder: Path, size: int) -> list[str]:
    """A block of text holds lines that would be items indented too deep, were they no text."""
    _plain(folder)
    return _write_sheet(folder, "  A.0: 1\n", more="notes:\n  strengths:\n    - |\n" + "      a\n        - b\n" * size)


@case(1000, 2000, 4000, status=1)
def table_of_unknown_units(folder: Path, size: int) -> list[str]:
    """A table has a row for each of so many units that the campaign, of as many, does not have."""
    write_campaign(folder, {"b": units(size, "don-vi-")})
    write_rubric(folder)
    return _import(folder, ["unit,id,mark", *(f"{unit},A,1" for unit in units(size, "dom-vi-"))])


@case(1000, 2000, 4000, status=1)
def table_of_unknown_criteria(folder: Path, size: int) -> list[str]:
    """A table marks so many criteria that the rubric, of as many, does not have."""
    _plain(folder, size)
    return _import(folder, ["unit,id,mark", *(f"u0,B.{one},1" for one in range(size))])


@case(250, 500, 1000)
def table_across(folder: Path, size: int) -> list[str]:
    """A table has a column for each unit."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    return _import(folder, [",".join(["id", *units(size)]), "A" + ",1" * size])


@case(250, 500, 1000)
def table_of_new_sheets(folder: Path, size: int) -> list[str]:
    """A table has a row for each unit, and none has a sheet yet."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    return _import(folder, ["unit,id,mark", *(f"{unit},A,1" for unit in units(size))])


@case(250, 500, 1000)
def table_of_known_sheets(folder: Path, size: int) -> list[str]:
    """A table has a row for each unit, of which all have a sheet."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    write_sheets(folder, units(size))
    return _import(folder, ["unit,id,mark", *(f"{unit},A,1" for unit in units(size))], force=True)


@case(15, 30, 60)
def forms_that_came_back(folder: Path, size: int) -> list[str]:
    """Forms of so many units come back, each with another mark than the sheet's."""
    from qcdc_cli.commands.entry import run

    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    with redirect_stderr(StringIO()):
        assert run(["form", "-o", str(folder / "forms"), "-C", str(folder)]) == 0  # noqa: S101 - else nothing is measured
    write_sheets(folder, units(size), lambda number: f"A: {number % 9}")
    return ["import", str(folder / "forms"), "--dry-run", "--force", "-C", str(folder)]


def _import(folder: Path, lines: list[str], *, force: bool = False) -> list[str]:
    """Write a table, and return the command that says what would change."""
    (folder / "table.csv").write_text("\n".join(lines), "utf-8")
    asked = ["--from", "csv", "--stage", "self", "--dry-run", *(["--force"] if force else [])]
    return ["import", str(folder / "table.csv"), *asked, "-C", str(folder)]
