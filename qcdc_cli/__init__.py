"""qcdc: honest scoring and ranking for grassroots-democracy emulation (thi đua thực hiện QCDC)."""

__version__ = "0.1.0"
