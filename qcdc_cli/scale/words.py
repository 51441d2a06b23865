"""The words by which a scale's table is read, in Vietnamese or English: headings, totals, bonus, penalties, signatures.

Words are compared with their accents where a table has accents: Phân công is no "phần cộng", Điểm trụ sở no "điểm trừ".
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.language.names import bare

BOTH = "both"  # a section that is bonus and penalties in one

_LONGEST = 80  # a longer text is a sentence, not the head of a column
_SHORT = 2  # words: `Điểm`, `Số điểm`
_ACCENTED = 4  # one in so many texts has accents where a table is written with them; headings may differ from rows
_WORD = re.compile(r"[^\W_]+")
_ACCENT = re.compile("[\u0300-\u036f\u0111]")
_COUNTED = r"(?:[ivx]+|[0-9]{1,2}|[a-h]|đ|ê)"  # the number of a group
_KINDS = "mục|phần|nhóm|nội dung|tiêu chí|chỉ tiêu|tiêu chuẩn|chương|lĩnh vực"
# Not the points of a scale: thời điểm, địa điểm, quan điểm; điểm b (of an article), điểm trường, điểm nghẽn …
_POINTS = (
    r"(?<!thời )(?<!địa )(?<!quan )(?<!đặc )(?<!trọng )(?<!ưu )(?<!khuyết )(?<!nhược )(?<!cao )\bđiểm\b(?! trường)"
)

# Of all patterns: small letters, one space between words, no sign but those of the pattern itself.
_NUMBER = "stt|tt|so tt|số tt|số thứ tự|thứ tự|số|no|nr|mục|ký hiệu|kí hiệu|mã|mã số|mã tiêu chí|id|code|item|number"
_GROUPS = (
    "(?:tên |các )?(?:nhóm|phần|lĩnh vực|mảng|chương|mục|groups?|sections?|parts?|areas?)"
    "(?: (?:nội dung|tiêu chí|chỉ tiêu|tiêu chuẩn|công việc|nhiệm vụ|việc|lớn|chính|thi đua))*"
)
_NAME = (
    r"\b(?:nội dung|tiêu chí|chỉ tiêu|tiêu chuẩn|nhiệm vụ|hạng mục|công việc|danh mục|criteri(?:on|a)|contents?|"
    r"description|indicators?|tasks?)\b"
)
_LEVELS = r"(?:các )?mức(?: độ)?(?: (?:đánh giá|đạt|đạt được|hoàn thành|chấm|xếp loại))*|levels?|grades?"
_ANY_POINTS = rf"{_POINTS}|\b(?:tối đa|points?|scores?|marks?|max|maximum)\b"
_MOST = r"\b(?:tối đa|cao nhất|điểm chuẩn|thang điểm|khung điểm|mức điểm|biểu điểm|điểm quy định|max|maximum|full)\b"
_WEIGHT = r"(?:hệ số|trọng số|weights?|coefficients?)\b"
_TARGETS = r"\b(?:chỉ tiêu|kế hoạch|mục tiêu)\b(?: \w+){0,4} (?:giao|phấn đấu|đăng ký)\b|\btargets?\b"
_MAY_TARGETS = r"(?:chỉ tiêu|mục tiêu)(?: (?:năm|cần đạt|phải đạt|đạt|kế hoạch|nghị quyết|đề ra|tối thiểu|[0-9]+))*"
_UNIT = r"\b(?:đơn vị tính|đv tính|đvt)\b"
# Columns of points that somebody gave; the first words mean that even beside `tối đa`.
_SOMEBODYS = (
    r"\b(?:tự chấm|tự đánh giá|thẩm định|duyệt|đạt được|thống nhất|năm trước|self|verified|given|awarded|actual)\b"
)
_GIVEN = r"\b(?:đánh giá|chấm|kết quả|thực hiện|đạt|reviewed)\b"
_EVIDENCE = r"\b(?:minh chứng|kiểm chứng|hồ sơ|tài liệu|evidence|proofs?|documents?)\b"
_GUIDE = (
    r"\b(?:hướng dẫn|cách (?:chấm|tính|đánh giá)|phương pháp|ghi chú|yêu cầu|căn cứ|cơ sở|diễn giải|giải thích|mô tả|"
    r"chi tiết|quy định|guide|guidance|how|notes?|remarks?|method|comments?|description)\b"
)

_OF = rf"(?: (?:của|các|toàn|{_KINDS}|chuẩn|tối đa|điểm|và|of|group|section|part|{_COUNTED}))"
_TOTAL = (
    r"(?:tổng cộng|tổng(?: số)? điểm|grand total|total (?:points|score))\b.*|"
    rf"(?:tổng(?: số)?|cộng(?: điểm)?|(?:sub)?total|sum){_OF}*|"
    rf"(?:tổng|cộng)(?: số)?(?: điểm)?(?: của)? (?:{_KINDS}) {_COUNTED}\b.*|"
    rf"điểm tổng(?: số| cộng| hợp)?{_OF}*|"
    r"(?:tổng|cộng)(?: số)?(?: điểm)? (?:trang|chuyển|mang)\b.*|"
    rf"(?:mức |số )?điểm(?: chuẩn| tối đa)?{_OF}* {_COUNTED}"
)
_MAY_TOTAL = r"\b(?:tổng|cộng|điểm|total|sum|points|score)\b"
_TOTAL_SIGNS = re.compile(
    r"(?<![\w.])(?:[IVX]+|[0-9]{1,2}(?:\.[0-9]{1,2})*|[A-HĐ]|[a-hđê])(?![\w.]*\w)(?!\s*(?:điểm|đ\b))"
)
_PAGE = re.compile(r"\b(?:trang|page)\s+[0-9]+", re.IGNORECASE)
_TOTAL_IN_NAME = re.compile(
    r"[:=(]?\s*(?<![\w.,])([0-9]+(?:[.,][0-9]+)?)\s*(?:điểm|points?|đ)\b\W*|[:=]\s*([0-9]+(?:[.,][0-9]+)?)\W*"
)

_POINTS_IN_NAME = re.compile(
    r"\((?:tối đa|không quá|tổng|tổng điểm|điểm tối đa|max)?:?\s*([0-9]+(?:[.,][0-9]+)?)\s*(?:điểm|đ|points?)\)\W*$",
    re.IGNORECASE,
)

_MOST_IN_WORDS = re.compile(
    r"(?:(?:tối đa|không quá|không vượt quá|at most|up to)(?: là)?:?|[:–-]|\()\s*(?<![\w.,])"
    r"([0-9]+(?:[.,][0-9]{1,2})?)(?![\w]|[.,][0-9])\s*(?:điểm|points?|đ)\b",
    re.IGNORECASE,
)

_BEFORE = "(?:(?:các|những|nội dung|phần|mục|tiêu chí|khoản|trường hợp|quy định|về|bị|được) )*"
# What may stand behind such a word where it is all that tells a section: not a sentence of its own.
_BEHIND = (
    r"(?: (?:điểm|thưởng|cộng|trừ|phạt|thêm|và|phần|mục|tối đa|không quá|nếu có|khác|ngoài thang điểm|points?|max|"
    r"maximum|bonus|penalt(?:y|ies)|[0-9]+|[ivx]+))*"
)
_THINGS = "(?! (?:đồng|tác|sản|hưởng|hòa|hoà|sinh|sự))"  # cộng đồng, cộng tác …: words of their own
_BONUS = rf"điểm (?:thưởng(?! thức)|cộng{_THINGS})|(?:thưởng|cộng) điểm|bonus|extra points"
_BONUS_ALONE = "thưởng|phần thưởng|phần cộng"  # by itself; the last one is no such thing without accents
_PENALTIES = r"điểm (?:bị )?(?:trừ|phạt)|(?:bị )?(?:trừ|phạt) điểm|penalt(?:y|ies)|deductions?|minus points"
_PENALTIES_ALONE = "phạt|phần trừ|phần phạt"
_TOGETHER = r"(?:thưởng|cộng|bonus)(?: \w+){0,5} (?:trừ|phạt|penalt(?:y|ies)|deductions?)\b"
_TOGETHER_TOO = r"(?:trừ|phạt|penalt(?:y|ies)|deductions?)(?: \w+){0,5} (?:thưởng|cộng|bonus)\b"
_TAKES = r"\b(?:trừ|phạt|minus)\b"

# Who signs below a table, and what stands around it. The first are sure; titles may head a group as well.
_DATE = re.compile(
    r"(?:[^,;:]{1,40},|\W*)\s*(?:ngày|ngay)\b.*\b(?:tháng|thang)\b.*\b(?:năm|nam)\b[\W\d]*", re.IGNORECASE
)
_SIGNING = (
    r"(?:t ?m|kt|tl|tuq)(?: (?:ban|khối|ubnd|chủ tịch|trưởng|phó|đảng|ủy ban|hội đồng|bí thư|giám đốc|thường trực|"
    r"thủ trưởng)\b.*)?|nơi nhận\b.*|người (?:lập|chấm|tổng hợp|báo cáo|kiểm tra|duyệt)(?: \w+){0,3}|"
    r".*\bký (?:và )?(?:tên )?(?:đóng dấu )?(?:và )?ghi (?:rõ )?họ(?: và)? tên\b.*|(?:ký|ký tên)(?: và)?(?: đóng dấu)?|"
    r"xác nhận của\b.*|(?:prepared|signed|approved) by\b.*|signatures?"
)
_TITLE = (
    r"(?:đại diện )?(?:đơn vị|ban chỉ đạo|khối trưởng|trưởng khối|"
    r"phó(?: trưởng)? khối|trưởng ban|phó(?: trưởng)? ban|(?:phó )?chủ tịch|"
    r"thủ trưởng|(?:phó )?bí thư|(?:phó )?giám đốc|hiệu trưởng|chánh văn phòng|trưởng phòng|tổ trưởng|thư ký|kế toán|"
    r"lãnh đạo(?: cơ quan| đơn vị)|cán bộ (?:tổng hợp|tham mưu|phụ trách|theo dõi)|head|chair(?:man|person)?|secretary)"
    r"(?: (?:khối|ban|đơn vị|cơ quan|thi đua|ubnd|xã|phường|chỉ đạo|of the bloc))*"
)

_SCALE_TITLE = r"\b(?:thang điểm|bảng điểm|biểu điểm|tiêu chí|bảng chấm|phiếu chấm|scale|rubric|criteria)\b"
_BASIS = r"(?:kèm theo|ban hành kèm|căn cứ|attached)\b"


@lru_cache(maxsize=4_096)  # headings are asked about in many ways, row after row
def _words(text: str, accents: bool) -> str:  # noqa: FBT001
    own = unicodedata.normalize("NFC", text.casefold()).replace("\u00f0", "đ") if accents else bare(text)
    plain = " ".join(_WORD.findall(own))
    return plain if len(plain) <= _LONGEST else ""


class Vocabulary:
    """The words of tables that are written with accents, or of those that are written without."""

    def __init__(self, *, accents: bool) -> None:
        """Prepare all patterns: as they are, or in plain letters."""

        def made(pattern: str) -> re.Pattern[str]:
            return re.compile(pattern if accents else bare(pattern))

        self._accents = accents
        self._number, self._groups, self._name = made(_NUMBER), made(_GROUPS), made(_NAME)
        self._any_points, self._most, self._given = made(_ANY_POINTS), made(_MOST), made(_GIVEN)
        self._somebodys, self._evidence, self._guide = made(_SOMEBODYS), made(_EVIDENCE), made(_GUIDE)
        self._weight, self._targets, self._may_targets = made(_WEIGHT), made(_TARGETS), made(_MAY_TARGETS)
        self._unit, self._levels = made(_UNIT), made(_LEVELS)
        self._total, self._title, self._basis = made(_TOTAL), made(_SCALE_TITLE), made(_BASIS)
        self._signing, self._titles = made(_SIGNING), made(_TITLE)
        # Without accents, "Phan cong nhiem vu" and "Diem cong khai" begin like a bonus: only the whole name tells it.
        end = r"\b" if accents else f"{_BEHIND}$"
        alone = _BONUS_ALONE if accents else _BONUS_ALONE.removesuffix("|phần cộng")
        self._bonus = made(f"{_BEFORE}(?:{_BONUS}){end}|(?:{alone}){_BEHIND}$")
        self._penalties = made(f"{_BEFORE}(?:{_PENALTIES}){end}|(?:{_PENALTIES_ALONE}){_BEHIND}$")
        self._together = made(f"{_TOGETHER}|{_TOGETHER_TOO}")
        self._takes, self._may_total = made(_TAKES), made(_MAY_TOTAL)

    def words(self, text: str) -> str:
        """Return a text's words in small letters, without what stands between them; "" for a sentence."""
        return _words(text, self._accents) if len(text) <= 2 * _LONGEST else ""  # with what people put around words

    def heads_numbers(self, text: str) -> bool:
        """Return whether a column with this heading holds the numbers of the lines."""
        return bool(self._number.fullmatch(self.words(text)))

    def heads_groups(self, text: str) -> bool:
        """Return whether a column with this heading holds the names of groups, if it does not hold their numbers."""
        words = self.words(text)
        return bool(self._groups.fullmatch(words)) and not self._any_points.search(words)

    def heads_names(self, text: str) -> bool:
        """Return whether a column with this heading holds the names of groups and criteria."""
        words = self.words(text)
        named = bool(self._name.search(words) or self.heads_levels(text)) and not self._any_points.match(words)
        return named and not self._evidence.search(words) and not self._unit.search(words)

    def heads_levels(self, text: str) -> bool:
        """Return whether a column with this heading holds levels of the criterion before it: "Mức độ"."""
        return bool(self._levels.fullmatch(self.words(text)))

    def heads_points(self, text: str) -> bool:
        """Return whether a heading has a word for points, whoever gives them."""
        words = self.words(text)
        return bool(self._any_points.search(words) or self._somebodys.search(words))

    def heads_most_points(self, text: str) -> int:
        """Return how surely a column with this heading holds the most points: from 4 down to 1, or 0 for not at all."""
        words = self.words(text)
        if not (self._any_points.search(words) or self._most.search(words)) or self._somebodys.search(words):
            return 0
        if self._weight.match(words):
            return 0
        if self.section_of(text):  # points on top or taken off, beside those of the scale
            return 1
        if self._most.search(words):
            return 3 if self.heads_names(text) else 4
        if self._given.search(words) or self.heads_names(text):
            return 0
        return 2 if len(words.split()) <= _SHORT else 1

    def heads_evidence(self, text: str) -> bool:
        """Return whether a column with this heading holds what proves a line."""
        return bool(self._evidence.search(self.words(text)))

    def heads_weights(self, text: str) -> bool:
        """Return whether a column with this heading says how many times a line counts."""
        return bool(self._weight.match(self.words(text)))

    def heads_targets(self, text: str) -> bool:
        """Return whether a column with this heading holds what units are to reach: "Chỉ tiêu giao"."""
        words = self.words(text)
        return bool(self._targets.search(words)) and not self._any_points.search(words)

    def may_head_targets(self, text: str) -> bool:
        """Return whether a column with this heading holds targets where there are figures below it: "Chỉ tiêu"."""
        return bool(self._may_targets.fullmatch(self.words(text)))

    def heads_guide(self, text: str) -> bool:
        """Return whether a column with this heading says how to judge a line."""
        return bool(self._guide.search(self.words(text)))

    def total_of(self, name: str) -> str | None:
        """Return which group a row with this name adds up, as it is numbered.

        It is "" where the row names none, "bonus" or "penalties" of those, and None where it is no total.
        """
        words = self.words(name)
        if not self._total.fullmatch(words):
            return None
        of_section = self.section_of(re.sub(r"^(?:\S+ )*?(?=điểm|diem)", "", words))
        if of_section in (BONUS, PENALTIES):
            return of_section
        named = set(_TOTAL_SIGNS.findall(_PAGE.sub("", name)))
        return named.pop() if len(named) == 1 else ""

    def may_total(self, name: str) -> bool:
        """Return whether a row with this name is a total where its points are the sum of those above: "ĐIỂM CHUẨN"."""
        return bool(self._may_total.search(self.words(name)))

    def section_of(self, name: str) -> str:
        """Return what a row is by its name: "bonus", "penalties", "both" of them, or ""."""
        words = self.words(name)
        for own, pattern in ((BONUS, self._bonus), (PENALTIES, self._penalties)):
            if pattern.match(words):
                return BOTH if self._together.search(words) else own
        return ""

    def takes_points(self, name: str) -> bool:
        """Return whether a name says that points are taken off."""
        return bool(self._takes.search(self.words(name)))

    def signs(self, text: str) -> bool:
        """Return whether a text surely stands where people sign: "Người lập biểu", "(Ký, ghi rõ họ tên)"."""
        return bool(self._signing.fullmatch(self.words(text)))

    def may_sign(self, text: str) -> bool:
        """Return whether a text may stand where people sign: a title such as "Trưởng khối", or a place with a date."""
        return bool(self._titles.fullmatch(self.words(text)) or _DATE.fullmatch(text))

    def names_scale(self, text: str) -> bool:
        """Return whether a line above a table is the title of the scale."""
        return bool(self._title.search(self.words(text)))

    def names_basis(self, text: str) -> bool:
        """Return whether a line above a table says what the scale rests on."""
        return bool(self._basis.match(self.words(text)))


WITH_ACCENTS, WITHOUT_ACCENTS = Vocabulary(accents=True), Vocabulary(accents=False)


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """Return the words for a table or a header: with accents where enough of its texts have some."""
    written = [text for text in texts if any(letter.isalpha() for letter in text)]
    accented = sum(bool(_ACCENT.search(unicodedata.normalize("NFD", text.casefold()))) for text in written)
    return WITH_ACCENTS if accented * _ACCENTED >= len(written) > 0 else WITHOUT_ACCENTS


def points_in_name(name: str) -> str:
    """Return the points that a name says in brackets at its end: `LÃNH ĐẠO (30 điểm)`; "" where it says none."""
    match = _POINTS_IN_NAME.search(name)
    return match[1] if match is not None else ""


def without_points(name: str) -> str:
    """Return a name without the points in brackets at its end."""
    return _POINTS_IN_NAME.sub("", name).strip()


def points_in_total(name: str) -> str:
    """Return the points that stand behind a total's words: `Tổng cộng: 100 điểm`; "" where there are none."""
    match = _TOTAL_IN_NAME.search(name)
    return (match[1] or match[2]) if match is not None and match.end() == len(name) else ""


def most_points_in_words(text: str) -> str:
    """Return the points that a name or note says: `Điểm thưởng: 5 điểm`, `Trừ tối đa 10 điểm`; "" for none."""
    match = _MOST_IN_WORDS.search(unicodedata.normalize("NFC", text))
    return match[1] if match is not None else ""
