"""What can be wrong with what a user gave: problems with their place, and the catalogue of all of them."""

from qcdc_cli.problems.catalogue import CATALOGUE
from qcdc_cli.problems.entry import Entry, Severity
from qcdc_cli.problems.problem import Place, Problem, QcdcError, in_order

__all__ = ["CATALOGUE", "Entry", "Place", "Problem", "QcdcError", "Severity", "in_order"]
