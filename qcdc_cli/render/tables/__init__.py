"""The tables that qcdc shows: rankings, scores by stage, one unit criterion by criterion."""

from qcdc_cli.render.tables.ranking import ranking_table
from qcdc_cli.render.tables.scores import scores_table
from qcdc_cli.render.tables.unit import unit_table

__all__ = ["ranking_table", "scores_table", "unit_table"]
