"""One scale with every kind of criterion, and units whose sheets use everything that a sheet can say."""

from typing import Any

from tests.scoring.scales import Tree

LEVELS: Tree = {"t": {"name": "Tốt", "points": "5"}, "k": {"name": "Khá", "points": "3,5"}}
ALIKE: Tree = {
    "a": {"name": "Hoà giải", "points": "5"},
    "b": {"name": "Hòa giải", "points": "5"},
    "c": {"name": "hòa giải", "points": "2"},
    "d": {"name": "Có * và ?", "points": "0"},
}
BELOW: Tree = {"unit": "%", "table": [{"from": "0", "points": "5"}, {"from": "-5,5", "points": "2"}, {"points": "0"}]}
ABOVE: Tree = {"unit": "%", "table": [{"points": "0"}, {"above": "70", "points": "3"}, {"from": "90", "points": "5"}]}
ITEMS: Tree = {"a": {"name": "Một", "points": "1"}, "b": {"name": "Hai", "points": "1,5"}}
FAULTS: Tree = {"muon": {"name": "Nộp muộn", "each": "1,5"}, "sai": {"name": "Sai mẫu", "each": "0,25"}}
MERITS: Tree = {"sk": {"name": "Sáng kiến", "each": "2"}}
NUMBERED: Tree = {str(number): {"name": f"Việc {number}", "points": "0,5"} for number in range(1, 11)}
CLAIM: Tree = {"count": "exclude", "claim": "bloc"}

GROUPS: list[Tree] = [
    {
        "id": "I",
        "criteria": [
            {"id": "I.1", "points": "5"},
            {"id": "I.2", "points": "5", "step": "0,25", "evidence": "required"},
            {"id": "I.10", "points": "5", "levels": LEVELS},
            {"id": "I.11", "points": "5", "levels": ALIKE},
            {"id": "I.12", "points": "5", "pass": "Có quy chế"},
        ],
    },
    {
        "id": "II",
        "criteria": [
            {"id": "II.1", "points": "2,5", "checklist": ITEMS},
            {"id": "II.2", "points": "5", "checklist": NUMBERED},
            {"id": "II.3", "points": "5", "count": {"each": "0,5", "unit": "mô hình"}},
            {"id": "II.4", "points": "5", "deduct": {"each": "1,5", "unit": "vụ", "floor": "1"}},
            {"id": "II.5", "points": "5", "bands": ABOVE},
            {"id": "II.6", "points": "5", "bands": BELOW},
            {"id": "II.7", "points": "5", "linear": {"unit": "%", "from": "50", "to": "90"}},
            {"id": "II.13", "points": "5", "deduct": {"faults": FAULTS, "floor": "0"}},
            {"id": "II.12", "points": "5", "plus_minus": {"plus": MERITS, "minus": FAULTS, "floor": "-3,5"}},
            {"id": "II.8", "points": "5", "linear": {"unit": "độ", "from": "10,5", "to": "-2,5"}},
            {
                "id": "II.9",
                "points": "5",
                "linear": {"unit": "%", "from": "lowest", "to": "highest", "equal_ends": "full"},
            },
        ],
    },
    {
        "id": "III",
        "criteria": [
            {"id": "III.1", "points": "5", "ratio": {"unit": "ấp"}},
            {"id": "III.2", "points": "5", "ratio": {"unit": "vụ", "lower_is_better": "yes", "floor": "62,5"}},
            {"id": "III.3", "points": "5", "ratio": {"unit": "hộ"}},
            {"id": "III.4", "points": "5", "leader": {"unit": "hộ"}},
            {"id": "III.5", "points": "5", "leader": {"unit": "hộ"}},
            {"id": "III.6", "points": "5", "place": {"points": ["5", "3", "1"]}},
            {"id": "III.7", "points": "5", "place": {"points": ["5", "3", "1"], "average": "points"}},
            {"id": "III.8", "points": "5", "place": {"points": ["5", "3", "1"], "average": "places"}},
            {"id": "III.9", "points": "5", "judges": {"average": "points", "drop": "none"}},
            {"id": "III.10", "points": "5", "step": "0,25", "judges": {"average": "points", "drop": "ends"}},
        ],
    },
    {
        "id": "IV",
        "criteria": [
            {"id": "IV.1", "points": "5"},
            {"id": "IV.2", "points": "5", "not_applicable": CLAIM},
            {"id": "IV.3", "points": "5", "unassigned": "zero"},
            {"id": "IV.4", "points": "5", "periods": ["year"]},
        ],
    },
]
RUBRIC: Tree = {
    "rounding": {"decimals": "2"},
    "not_applicable": "exclude",
    "unassigned": "exclude",
    "criteria": GROUPS,
    "bonus": {
        "cap": "3",
        "above_total": "no",
        "criteria": [
            {"id": "T.1", "points": "3"},
            {
                "id": "T.A",
                "cap": {"points": "1", "when": {"group": "I", "under": "80%"}},
                "criteria": [{"id": "T.A.1", "points": "1,5"}, {"id": "T.A.2", "points": "1"}],
            },
        ],
    },
    "penalties": {
        "cap": "4",
        "criteria": [
            {"id": "P.1", "points": "4", "count": {"each": "2", "unit": "lần"}},
            {
                "id": "P.A",
                "take": "best",
                "cap": {"points": "1", "when": [{"criterion": "I.1", "under": "4,75"}, {"disqualifier": "cham"}]},
                "criteria": [{"id": "P.A.1", "points": "1"}, {"id": "P.A.2", "points": "2", "pass": "Không báo cáo"}],
            },
        ],
    },
    "disqualifiers": {
        "ky-luat": {"name": "Có tập thể bị kỷ luật", "effect": "unranked"},
        "khong-trung-thuc": {"name": "Báo cáo không trung thực", "effect": "unranked"},
        "cham": {"name": "Nộp hồ sơ chậm"},
    },
}
CAMPAIGN: Tree = {
    "targets": {
        "III.1": {"a": "9", "b": "7,5", "c": "none", "d": "9"},
        "III.4": {"a": "10", "c": "0"},
    },
    "unassigned": {"IV.3": {"d": "Xã không có chợ"}},
}

_FULL: dict[str, Any] = {
    "I.1": {"self": "4,75", "bloc": {"mark": "4,5", "reason": "Thiếu chữ ký"}, "evidence": ["Quyết định 15-QĐ/ĐU"]},
    "I.2": {
        "self": "0,25",
        "board": {"mark": "0", "reason": "Không có hồ sơ"},
        "evidence": [
            "Biên bản họp ngày 5/1",
            {"name": "Báo cáo quý I", "file": "I.2/bao-cao.pdf"},
            {"name": "Sổ theo dõi"},
        ],
    },
    "I.10": {"self": "k", "bloc": "k", "board": {"mark": "t", "reason": "Giải trình đúng"}},
    "I.11": {"self": "b", "bloc": {"mark": "c", "reason": "Chậm"}, "board": {"mark": "a", "reason": "Có bổ sung"}},
    "I.12": {"self": "không đạt", "bloc": {"mark": "đạt", "reason": "Đã bổ sung"}},
    "II.1": {"self": [], "bloc": {"mark": ["b"], "reason": "Có làm"}},
    "II.2": {"self": ["10", "2", "1"], "bloc": {"mark": [], "reason": "Chưa việc nào xong"}},
    "II.3": {"self": "3", "bloc": "3"},
    "II.4": {"self": "0", "bloc": {"mark": "2", "reason": "Có hai vụ"}},
    "II.5": {"self": "89,7", "bloc": {"mark": "90", "reason": "Làm tròn lại"}},
    "II.6": {"self": "-5,5", "board": {"mark": "-0,05", "reason": "Số liệu mới"}},
    "II.7": {"self": "62,75"},
    "II.8": {"self": "-1,25", "bloc": {"mark": "0", "reason": "Đo lại"}},
    "II.9": {"self": "87,5", "bloc": {"mark": "-3,25", "reason": "Giảm so với kỳ trước"}},
    "II.13": {"self": {"mark": {"sai": "3", "muon": "1"}}, "bloc": {"mark": "0", "reason": "Đã nộp lại"}},
    "II.12": {
        "self": {"mark": {"sk": "3", "muon": "1", "sai": "0"}},
        "board": {"mark": {"sk": "0", "muon": "3", "sai": "1"}, "reason": "Không công nhận sáng kiến"},
    },
    "III.1": {"self": "8", "bloc": {"mark": "7", "reason": "Một ấp chưa xong"}},
    "III.2": {
        "self": {"actual": "12", "target": "8"},
        "bloc": {"actual": "13", "target": "8", "reason": "Thêm một vụ"},
    },
    "III.3": {"self": {"actual": "1200,5", "target": "1500"}},
    "III.4": {"self": "15", "bloc": {"mark": "14", "reason": "Trùng một hộ"}},
    "III.5": {"self": {"actual": "7", "target": "0"}},
    "III.6": "2",
    "III.7": {"bloc": ["1", "2", "2"]},
    "III.8": {"bloc": ["3", "1"], "board": {"mark": ["1", "1", "2", "4", "5"], "reason": "Đủ năm nơi chấm"}},
    "III.9": {
        "bloc": {"mark": {"Bà A": "4,5", "Ông B": "3,3750", "Cô C: khách": "5"}},
        "board": {"mark": {"Bà A": "4,5", "Ông B": "4"}, "reason": "Cô C là người của đơn vị"},
    },
    "III.10": {"bloc": ["3,25", "4", "4,75", "5"]},
    "IV.1": {"self": "5", "board": {"not_applicable": "Ban Chỉ đạo xét là không phát sinh"}},
    "IV.2": {"self": "1", "bloc": {"not_applicable": "Không có công trình"}},
    "IV.3": {"unassigned": "Không giao cho xã"},
    "T.1": {"self": "1,5", "bloc": {"mark": "3", "reason": "Có giấy khen"}},
    "P.1": {"bloc": "1"},
    "T.A.1": {"self": "1,5", "bloc": {"mark": "0,5", "reason": "Một bài"}},
    "P.A.1": {"self": "0,5"},
    "P.A.2": {"self": "không đạt", "bloc": {"mark": "đạt", "reason": "Có báo cáo chậm"}},
}
SILENT = "e"  # the unit that says nothing
SHEETS: dict[str, Tree] = {
    "a": {
        "marks": _FULL,
        "notes": {
            "strengths": ["Làm sớm", "Đủ hồ sơ"],
            "limits": ["Chậm"],
            "difficulties": ["+84 293 123 gọi không được", "Một", "Hai", "Ba", "Bốn", "Năm"],
            "proposals": ["Tập huấn"],
        },
        "disqualifiers": {"ky-luat": "Quyết định 3-QĐ/UBKT"},
    },
    "b": {
        "marks": {
            "I.1": "0",
            "I.10": {"self": "t"},
            "I.11": {"self": "d"},
            "I.12": "đạt",
            "II.1": ["a", "b"],
            "II.4": "9",
            "II.6": "-5,51",
            "II.13": ["muon: 9", "sai: 0"],
            "II.12": "0",
            "II.8": "-3",
            "II.9": "100",
            "III.1": {"not_applicable": "Không có ấp nào"},
            "III.2": {"self": {"actual": "0", "target": "3"}},
            "III.4": {"self": {"actual": "0,5", "target": "0,25"}},
            "III.5": "4",
            "III.6": "7",
            "III.7": ["2"],
            "III.8": "1",
            "III.9": ["0", "4,5"],
            "III.10": {
                "self": {"mark": {"=A1": "1", "1": "2", "yes": "3,5", "Ông B, Tổ 2": "0", "*": "5", "[x]": "5"}}
            },
            "IV.1": {"self": {"not_applicable": "Chưa tới kỳ"}, "bloc": {"mark": "2", "reason": "Đã tới kỳ"}},
            "IV.3": {"bloc": {"unassigned": "Thôi giao"}},
            "T.A.2": "1",
        },
    },
    "c": {"marks": {"I.2": {"evidence": ["Chỉ có hồ sơ, chưa chấm"]}, "III.5": {"self": "0"}}},
    "d": {"marks": {"III.1": "9", "II.5": {"bloc": "70"}}, "notes": {"limits": ["Chưa làm"]}},
    SILENT: {"marks": {}},
}
