"""What is printed has the heading of state bodies (Decree 30/2020/NĐ-CP) or of Party bodies (Guidance 36-HD/VPTW)."""

import io

import pytest
from openpyxl import load_workbook

from qcdc_cli import language
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.words.official import heading, signatures
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.looks import Looks

Written = tuple[str, bool, bool]  # a text, whether it is bold, whether there is a line below it
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def printed(campaign: Campaign) -> list[list[Written]]:
    """Write a heading and places to sign; return what stands in each row."""
    begun = book("")
    canvas = Canvas(begun.add_worksheet(), Looks(begun), (20.0, 20.0, 20.0, 20.0))
    heading(canvas, campaign, "Khối Dân vận", "Xã Phú An")
    signatures(canvas, campaign)
    rows = load_workbook(io.BytesIO(packed(begun))).worksheets[0].iter_rows()
    cells = [[cell for cell in row if cell.value] for row in rows]
    return [[(str(cell.value), bool(cell.font.b), bool(cell.font.u)) for cell in row] for row in cells if row]


@pytest.mark.parametrize(
    ("key", "lang", "expected"),
    [
        (
            "state",
            "vi",
            [
                [("KHỐI DÂN VẬN", False, False), (STATE, True, False)],
                [("XÃ PHÚ AN", True, True), (MOTTO, True, True)],
            ],
        ),
        (
            "party",
            "vi",
            [
                [("KHỐI DÂN VẬN", False, False), (PARTY, True, True)],
                [("XÃ PHÚ AN", True, False)],
                [("*", False, False)],
            ],
        ),
        (
            "party",
            "en",
            [
                [("KHỐI DÂN VẬN", False, False), ("COMMUNIST PARTY OF VIET NAM", True, True)],
                [("XÃ PHÚ AN", True, False)],
                [("*", False, False)],
            ],
        ),
    ],
)
def test_the_heading_is_the_states_or_the_partys(key: str, lang: str, expected: list[list[Written]]) -> None:
    language.use(lang)
    rows = printed(Campaign.model_construct(heading=key, signatures=(), place=None))
    assert rows[: len(expected)] == expected


def test_only_the_head_of_a_body_with_a_seal_signs_and_seals() -> None:
    head = Signature.model_construct(role="CHỦ TỊCH", name="Lê Văn B", seal=True)
    clerk = Signature.model_construct(role="NGƯỜI LẬP BẢNG", name=None, seal=False)
    campaign = Campaign.model_construct(heading="state", signatures=(clerk, head), place="Phú An")
    texts = [[text for text, _, _ in row] for row in printed(campaign)]
    assert texts[-3:] == [
        ["NGƯỜI LẬP BẢNG", "CHỦ TỊCH"],
        ["(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)"],
        ["Lê Văn B"],
    ]
