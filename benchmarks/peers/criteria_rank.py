"""The same matrix of points ranked with scikit-criteria, a library for decisions by several criteria.

The sheets are read as `pandas_rank.py` reads them. Run by `run.py peers` in turns with `qcdc rank`.

    python criteria_rank.py CAMPAIGN RESULT.json
"""

import json
import sys
from pathlib import Path

import pandas as pd
import skcriteria
from pandas_rank import load, rows
from skcriteria.agg.simple import WeightedSumModel


def main() -> None:
    rubric = load(Path(__file__).parents[2] / "rubrics" / "qcdc-cap-xa-2020.yaml")
    table = pd.DataFrame(rows(Path(sys.argv[1]), rubric), columns=["unit", "bloc", "criterion", "points"])
    found = {}
    for bloc, own in table.groupby("bloc", sort=False):
        matrix = own.pivot_table(index="unit", columns="criterion", values="points", fill_value=0)
        data = skcriteria.mkdm(
            matrix.to_numpy(), [max] * matrix.shape[1], alternatives=matrix.index, criteria=matrix.columns
        )
        ranks = WeightedSumModel().evaluate(data)
        found[bloc] = dict(zip(ranks.alternatives.tolist(), map(int, ranks.rank_), strict=True))
    Path(sys.argv[2]).write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")


if __name__ == "__main__":
    main()
