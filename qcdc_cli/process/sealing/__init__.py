"""Seals: what closes a period of some blocs, so that anybody can see whether it is still what it was.

`results_text` is what is sealed of a bloc's results, `seal` what stands in `seals/PERIOD.yaml`, `code` the letters that
people carry on paper. All of it can be made by another program, from `docs/en/sealing.md` alone. Opens no file.
"""

from qcdc_cli.campaign.campaign import SEALS

__all__ = ["SEALS"]
