"""What a helper of a bloc would write with pandas: read the sheets, work out the points, sum up, rank, write JSON.

It checks nothing: a typing error ends in a traceback, or in a figure that nobody can explain; binary fractions are
summed, blanks are zeros, and a mark over its maximum counts. Run by `run.py peers` in turns with `qcdc rank`.

    python pandas_rank.py CAMPAIGN RESULT.json [safe]

`safe` reads with PyYAML's loader in Python, as `yaml.safe_load` does, instead of the one in C.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

LOADER = yaml.SafeLoader if sys.argv[3:] == ["safe"] else yaml.CSafeLoader
LAST, FIRST = "bloc", "self"


def load(file: Path) -> Any:
    return yaml.load(file.read_bytes(), Loader=LOADER)  # noqa: S506 - both are safe


def number(text: Any) -> float:
    return float(str(text).replace(",", "."))


def leaves(nodes: list[dict[str, Any]], times: float = 1.0) -> Iterator[tuple[dict[str, Any], float]]:
    """Yield the criteria below some nodes, each with -1 for those that are taken off."""
    for node in nodes:
        if "criteria" in node:
            yield from leaves(node["criteria"], times)
        else:
            yield node, times


def points(criterion: dict[str, Any], mark: Any, target: Any) -> float:
    """Return the points of a mark, by the way in which the criterion is scored; `target` is the campaign's."""
    most = criterion["points"]
    if "levels" in criterion:
        return criterion["levels"][mark]["points"]
    if "pass" in criterion:
        return most if mark in ("đạt", "yes", True) else 0
    if "checklist" in criterion:
        return sum(criterion["checklist"][item]["points"] for item in mark)
    if "ratio" in criterion:
        actual, target = (mark["actual"], mark.get("target", target)) if isinstance(mark, dict) else (mark, target)
        return most * min(1.0, number(actual) / number(target))
    value = number(mark)
    if "bands" in criterion:
        return next(band["points"] for band in criterion["bands"]["table"] if value >= band.get("from", 0))
    if "count" in criterion:
        return min(most, value * criterion["count"]["each"])
    if "deduct" in criterion:
        return max(criterion["deduct"]["floor"], most - value * criterion["deduct"]["each"])
    return value


def rows(folder: Path, rubric: dict[str, Any]) -> Iterator[tuple[str, str, str, float]]:
    """Yield unit, bloc, criterion and points of every mark."""
    campaign = load(folder / "qcdc.yaml")
    blocs = {unit: bloc for bloc, own in campaign["blocs"].items() for unit in own["units"]}
    extra = [*leaves(rubric.get("bonus", {}).get("criteria", []))]
    extra += leaves(rubric.get("penalties", {}).get("criteria", []), -1)
    criteria = {node["id"]: (node, times) for node, times in [*leaves(rubric["criteria"]), *extra]}
    for file in sorted((folder / "units").rglob("*.yaml")):
        sheet = load(file)
        for identity, entry in sheet["marks"].items():
            mark = entry
            if isinstance(entry, dict):
                mark = entry.get(LAST, entry.get(FIRST))
            if isinstance(mark, dict) and "mark" in mark:
                mark = mark["mark"]
            if mark is not None and identity in criteria:
                node, times = criteria[identity]
                target = campaign["targets"].get(identity, {}).get(sheet["unit"])
                yield sheet["unit"], blocs[sheet["unit"]], identity, times * round(points(node, mark, target), 2)


def main() -> None:
    rubric = load(Path(__file__).parents[2] / "rubrics" / "qcdc-cap-xa-2020.yaml")
    table = pd.DataFrame(rows(Path(sys.argv[1]), rubric), columns=["unit", "bloc", "criterion", "points"])
    totals = table.groupby(["bloc", "unit"], sort=False)["points"].sum().reset_index()
    totals["rank"] = totals.groupby("bloc")["points"].rank(ascending=False, method="min")
    totals.sort_values(["bloc", "rank"]).to_json(sys.argv[2], orient="records", force_ascii=False, indent=2)


if __name__ == "__main__":
    main()
