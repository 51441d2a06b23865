"""What a table of points never says and people must decide: rounding, ties, classes, what does not apply."""

from decimal import Decimal

from qcdc_cli.language import say
from qcdc_cli.scale.reading import Scale
from qcdc_cli.scale.writing import flow, mark, number


def decisions(scale: Scale) -> list[str]:
    """Write what a table of points never says, for people to say."""
    lines = mark(
        say(
            "làm tròn thế nào? Chỉ cần khi có tiêu chí chấm theo tỷ lệ",
            "how to round? Only needed where a criterion is scored by a share",
        ),
        "",
        ("rounding: {decimals: 2, at: criterion}",),
    )
    lines += mark(
        say(
            "không phát sinh, không giao tính thế nào: exclude (bỏ khỏi thang điểm), full (đủ điểm) hay zero?",
            "how do not applicable and unassigned count: exclude (out of the scale), full or zero?",
        ),
        "",
        ("not_applicable: exclude", "unassigned: exclude"),
    )
    lines += mark(
        say(
            "bằng điểm thì phân định thế nào? Không ghi thì cùng hạng", "how are ties parted? Unsaid, ranks are shared"
        ),
        "",
        (f"ties: [group {scale.criteria[0].id}]" if scale.criteria[0].parts else "ties: [lots]",),
    )
    lines += mark(
        say("mỗi loại từ bao nhiêu điểm?", "from how many points does each class begin?"), "", _classes(scale.total)
    )
    if not scale.table.columns.evidence:
        lines += mark(
            say(
                "bảng không có cột minh chứng: thêm `evidence` vào từng tiêu chí; `qcdc check` nhắc chỗ còn thiếu",
                "the table has no column of evidence: add `evidence` to each criterion; `qcdc check` says where",
            ),
            "",
        )
    return lines


def _classes(total: Decimal | None) -> tuple[str, ...]:
    """Propose classes at 90, 80 and 60 percent of the total, or of 100."""
    top = total if total is not None and total > 0 else Decimal(100)
    named = (
        ("xuat-sac", say("Xuất sắc", "Excellent"), 90),
        ("tot", say("Tốt", "Good"), 80),
        ("hoan-thanh", say("Hoàn thành", "Fulfilled"), 60),
    )
    bounds = [
        f"  - {{id: {own}, name: {flow(title)}, from: {number(top * share / 100)}}}" for own, title, share in named
    ]
    last = flow(say("Chưa hoàn thành", "Not fulfilled"))
    return ("classification:", *bounds, f"  - {{id: chua-hoan-thanh, name: {last}}}")
