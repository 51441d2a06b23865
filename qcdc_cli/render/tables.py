"""The tables that qcdc shows: rankings, scores by stage, one unit criterion by criterion."""

from qcdc_cli.render.ranking_table import ranking_table
from qcdc_cli.render.scores_table import scores_table
from qcdc_cli.render.unit_table import unit_table

__all__ = ["ranking_table", "scores_table", "unit_table"]
