"""What a command records in qcdc.yaml: it reads as it should, and every other line keeps its bytes."""

import codecs
from typing import Any

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.recording import with_entries
from qcdc_cli.campaign.validation import validate
from qcdc_cli.yamltext.document import YamlDocument

CAMPAIGN = """\
# đợt thử
campaign: 'Thi đua'   # tên

period: k1
periods: {k1: {name: Kỳ 1}, k2: {name: Kỳ 2}}
stages: [{id: self, name: Tự chấm}, {id: bloc, name: Khối}, {id: board, name: Sở}]
blocs:
  b: {name: Khối, rubric: r, units: [u1, "1.10"]}
units:
  u1: Xã Một   # giữ nguyên
  "1.10": Xã Hai
checkers: {lan: {name: Lan}, hoa: {name: Hoa}}
"""
DRAW = {"seed": "7", "digest": "a123456789bcdef0"}


def entries() -> dict[str, Any]:
    return {"assignments": {"k1": {"bloc": {"u1": ["lan"], "1.10": ["hoa"]}}}, "draws": {"k1": {"bloc": {"b": DRAW}}}}


def model_of(data: bytes) -> Campaign:
    campaign, problems = validate(YamlDocument("qcdc.yaml", data), Campaign)
    assert campaign is not None, [problem.sentence() for problem in problems]
    return campaign


def recorded(text: str, what: dict[str, Any]) -> str:
    data = text.encode()
    return with_entries(data, what, model_of(data), "qcdc.yaml").decode()


NEW = """\
assignments:
  k1:
    bloc:
      u1: [lan]
      "1.10": [hoa]
draws:
  k1:
    bloc: {b: {seed: 7, digest: a123456789bcdef0}}
"""


def test_new_keys_are_written_line_by_line_behind_what_stands_there() -> None:
    result = recorded(CAMPAIGN, entries())
    assert result == CAMPAIGN + NEW
    campaign = model_of(result.encode())
    assert campaign.assigned("k1", "bloc") == {"u1": ("lan",), "1.10": ("hoa",)}
    assert campaign.draws["k1"]["bloc"]["b"].seed == 7


def test_what_is_recorded_of_other_stages_and_units_stays() -> None:
    there = CAMPAIGN + "assignments:\n  k1:\n    # do Sở\n    board: {u1: [hoa]}   # sau\n    bloc:\n      u1: [hoa]\n"
    result = recorded(there, {"assignments": {"k1": {"bloc": {"u1": ["lan"], "1.10": ["hoa"]}}}})
    assert "    # do Sở\n    board: {u1: [hoa]}   # sau\n" in result
    campaign = model_of(result.encode())
    assert campaign.assigned("k1", "board") == {"u1": ("hoa",)}
    assert campaign.assigned("k1", "bloc") == {"u1": ("lan",), "1.10": ("hoa",)}


@pytest.mark.parametrize(
    "change", ["crlf", "no break at the end", "utf-16", "mark", "flow", "loose marks", "blank key"]
)
def test_every_way_of_writing_a_file_is_kept(change: str) -> None:
    text, encoding, mark = CAMPAIGN, "utf-8", b""
    if change == "crlf":
        text = text.replace("\n", "\r\n")
    elif change == "no break at the end":
        text = text.rstrip("\n")
    elif change == "utf-16":
        encoding, mark = "utf-16-le", codecs.BOM_UTF16_LE
    elif change == "mark":
        mark = codecs.BOM_UTF8
    elif change == "flow":
        text += "assignments: {k1: {bloc: {u1: [hoa]}, board: {u1: [hoa]}}}\n"
    elif change == "loose marks":
        text = text.replace("giữ nguyên", "giu\u031b\u0303 nguye\u0302n")
    else:
        text += "# cuối\n"
    data = mark + text.encode(encoding)
    result = with_entries(data, entries(), model_of(data), "qcdc.yaml")
    assert result.startswith(mark)
    campaign = model_of(result)
    assert campaign.assigned("k1", "bloc") == {"u1": ("lan",), "1.10": ("hoa",)}
    written = result[len(mark) :].decode(encoding)
    lines = text.split("\r\n" if change == "crlf" else "\n")
    assert all(line in written for line in lines if not line.startswith("assignments"))
    assert ("\r\n" in written) is (change == "crlf")
    assert written.count("\n") == written.count("\r\n") or change != "crlf"
    assert written.endswith(("\n", "\r")) is (change != "no break at the end")
    assert with_entries(result, entries(), campaign, "qcdc.yaml") == result
