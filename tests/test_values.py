"""Numbers, dates, ids: what is accepted, and for what is refused the advice on what to write instead."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from qcdc_cli import language, values
from qcdc_cli.problems import QcdcError
from qcdc_cli.values import Id, not_an_id, read_clock, read_date, read_number, read_word


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("8,50", "8.50"),
        ("0", "0"),
        ("-3", "-3"),
        ("−3", "-3"),  # as figures are shown
        ("+3", "3"),
        ("-0,5", "-0.5"),
        ("08", "8"),
        ("012", "12"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("00,125", "0.125"),
        ("1000", "1000"),
        ("1.5", "1.5"),
        ("1,2345", "1.2345"),
        ("1.10", "1.10"),
        (" 8,5 ", "8.5"),
        ("\u00a08,5\u202f", "8.5"),
        ("123456789012", "123456789012"),
        ("123456.123456", "123456.123456"),  # digits are counted, not the signs between them
        ("-123456789012", "-123456789012"),
        ("-12,3456789012", "-12.3456789012"),
        ("+0,1234567890", "0.1234567890"),
        ("12345678901,5"[1:], "2345678901.5"),
    ],
)
def test_a_number_as_people_write_it(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "code", "advice"),
    [
        ("", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("năm", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("yes", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("True", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("NaN", "Q301", "Viết số như 8,5 hoặc 8.5."),
        (".inf", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("0x1F", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("12:30", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("--5", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("８", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("٨", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("½", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("8,5,", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("=4+4", "Q301", "Viết số như 8,5 hoặc 8.5."),
        ("50%", "Q301", "Viết số không có dấu %, ví dụ 50."),
        ("92,5 %", "Q301", "Viết số không có dấu %, ví dụ 92,5."),
        ("5/9", "Q301", "Viết kết quả và chỉ tiêu riêng: {actual: 5, target: 9}; hoặc viết số thập phân."),
        ("1_000", "Q301", "Viết số đầy đủ, ví dụ 1000."),
        ("1 000", "Q301", "Viết số đầy đủ, ví dụ 1000."),
        ("1\u00a0000", "Q301", "Viết số đầy đủ, ví dụ 1000."),
        ("1e3", "Q301", "Viết số đầy đủ, ví dụ 1000."),
        ("1.5E2", "Q301", "Viết số đầy đủ, ví dụ 150."),
        ("1.234.567", "Q301", "Viết số đầy đủ, ví dụ 1234567."),
        ("1.234,5", "Q301", "Viết số đầy đủ, ví dụ 1234,5."),
        ("1,234.5", "Q301", "Viết số đầy đủ, ví dụ 1234.5."),
        (",5", "Q301", "Viết số đầy đủ, ví dụ 0,5."),
        ("5.", "Q301", "Viết số đầy đủ, ví dụ 5.0."),
        ("5 điểm", "Q301", "Chỉ viết số, ví dụ 5."),
        ("4,5đ", "Q301", "Chỉ viết số, ví dụ 4,5."),
        ("9" * 5000, "Q301", "Viết số tối đa 12 chữ số, trong đó tối đa 10 chữ số thập phân."),
        ("1234567890123", "Q301", "Viết số tối đa 12 chữ số, trong đó tối đa 10 chữ số thập phân."),
        ("1234567.123456", "Q301", "Viết số tối đa 12 chữ số, trong đó tối đa 10 chữ số thập phân."),
        ("-1234567890123", "Q301", "Viết số tối đa 12 chữ số, trong đó tối đa 10 chữ số thập phân."),
        ("0,12345678901", "Q301", "Viết số tối đa 12 chữ số, trong đó tối đa 10 chữ số thập phân."),
        ("1.500", "Q302", "Viết `1500`, hoặc `1.5`."),
        ("1,500", "Q302", "Viết `1500`, hoặc `1,5`."),
        ("-1.500", "Q302", "Viết `-1500`, hoặc `-1.5`."),
        ("89.125", "Q302", "Viết `89125`, hoặc `89.1250`."),
        ("100.000", "Q302", "Viết `100000`, hoặc `100`."),
    ],
)
def test_what_is_no_number_says_what_to_write(typed: str, code: str, advice: str) -> None:
    with pytest.raises(QcdcError) as refusal:
        read_number(typed)
    problem = refusal.value.problem
    assert (problem.code, problem.remedy()) == (code, advice)
    assert problem.sentence()
    assert len(problem.sentence()) < 400
    language.use("en")
    assert problem.remedy() != advice
    language.use("vi")
    for suggested in re.findall(r"`(.+?)`|ví dụ (.+)\.$", advice):
        if code == "Q302" or suggested[1]:
            read_number(suggested[0] or suggested[1])


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-99999, max_value=99999, places=2))
def test_a_decimal_is_read_back_with_either_mark(number: Decimal) -> None:
    assert read_number(f"{number:f}") == number
    assert read_number(f"{number:f}".replace(".", ",")) == number


@given(st.text() | st.from_regex(r"[-+0-9.,_ eE%/]{1,20}", fullmatch=True))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for read in (read_number, read_date):
        try:
            read(text)
        except QcdcError as refusal:
            assert refusal.problem.sentence()  # noqa: PT017
            assert refusal.problem.remedy()  # noqa: PT017


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("08:30", time(8, 30)),
        ("8:30", time(8, 30)),
        ("8h30", time(8, 30)),
        ("8H", time(8)),
        ("8 giờ", time(8)),
        (" 13 giờ 05 phút", time(13, 5)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_of_day_as_people_write_it(typed: str, moment: time) -> None:
    assert read_clock(typed) == moment


@pytest.mark.parametrize("typed", ["", "8", "24:00", "8:60", "8:5", "8.30", "-1:00", "8h30p", "８:30"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(QcdcError) as refused:
        read_clock(typed)
    assert [problem.code for problem in refused.value.problems] == ["Q309"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2020-06-30", date(2020, 6, 30)),
        ("2020-6-3", date(2020, 6, 3)),
        ("30/6/2020", date(2020, 6, 30)),
        ("30/06/2020", date(2020, 6, 30)),
        ("30-6-2020", date(2020, 6, 30)),
        ("3/6/2020", date(2020, 6, 3)),
        ("29/2/2020", date(2020, 2, 29)),
        (" 2020-06-30 ", date(2020, 6, 30)),
    ],
)
def test_a_date_as_people_write_it(typed: str, day: date) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2025-13-45",
        "31/2/2020",
        "29/2/2021",
        "6/30/2020",
        "0000-01-01",
        "0/1/2020",
        "30/6",
        "6/2020",
        "2020",
        "30/6/20",
        "30.6.2020",
        "2020/06/30",
        "2020-06-30T10:00:00",
        "ngày 30 tháng 6 năm 2020",
        "２０２０-06-30",
        "43831",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(QcdcError) as refusal:
        read_date(typed)
    problem = refusal.value.problem
    assert (problem.code, problem.remedy()) == ("Q303", "Viết ngày dạng 2020-06-30 hoặc 30/6/2020.")


IDS = TypeAdapter(Id)


@pytest.mark.parametrize("typed", ["a", "I.1", "1.10", "012", "08", "no", "2020-h1", "dong-phuoc-a", "A_b", "1_", "0"])
def test_an_id(typed: str) -> None:
    assert IDS.validate_python(typed) == typed


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("Xã Đông Thạnh", "xa-dong-thanh"),
        ("ngã-sáu", "nga-sau"),
        ("I.1.", "i-1"),
        ("-a", "a"),
        (".a", "a"),
        ("a b", "a-b"),
        ("a\n", "a"),
        ("I/1", "i-1"),
        ("", "a1"),
        ("…", "a1"),
        ("中", "a1"),
    ],
)
def test_what_is_no_id_gets_one_that_would_do(typed: str, example: str) -> None:
    with pytest.raises(ValidationError):
        IDS.validate_python(typed)
    problem = not_an_id(typed)
    assert problem.code == "Q304"
    assert problem.values["example"] == example
    assert IDS.validate_python(example) == example


@given(st.text())
def test_an_example_of_an_id_is_one(text: str) -> None:
    IDS.validate_python(str(not_an_id(text).values["example"]).rstrip("…"))


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (values.Points, "-1", "Q309"),
        (values.Points, "-0,5", "Q309"),
        (values.PositiveNumber, "0", "Q309"),
        (values.PositiveNumber, "-1", "Q309"),
        (values.Target, "-1", "Q616"),
        (values.Target, "-0,5", "Q616"),
        (values.Percent, "-1", "Q309"),
        (values.Percent, "100,5", "Q309"),
        (values.Whole, "0", "Q309"),
        (values.Whole, "1,5", "Q309"),
        (values.Flag, "maybe", "Q310"),
        (values.Decimals, "7", "Q309"),
        (values.Decimals, "1,5", "Q309"),
        (values.Decimals, "-1", "Q309"),
        (values.one_of("a"), "b", "Q310"),
    ],
)
def test_what_is_out_of_range(kind: object, typed: str, code: str) -> None:
    target: object = kind if hasattr(kind, "__metadata__") else values.Annotated[str, kind]
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(target).validate_python(typed)
    (detail,) = refusal.value.errors()
    problem = detail["ctx"]["problem"]
    assert problem.code == code
    assert problem.sentence()
    assert problem.remedy()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (values.Points, "0"),
        (values.PositiveNumber, "0,000001"),
        (values.Target, "0"),
        (values.Percent, "0"),
        (values.Percent, "100"),
        (values.Whole, "1"),
        (values.Decimals, "0"),
        (values.Decimals, "6"),
    ],
)
def test_the_bounds_are_in_range(kind: object, typed: str) -> None:
    assert TypeAdapter(kind).validate_python(typed) == read_number(typed)


@pytest.mark.parametrize(
    ("kind", "typed"), [(values.Points, "-0,000001"), (values.PositiveNumber, "0"), (values.Percent, "100,000001")]
)
def test_just_beyond_the_bounds_is_not(kind: object, typed: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(typed)


@pytest.mark.parametrize("value", [8.5, 8, True, None, [], {}])
def test_only_texts_become_values(value: object) -> None:
    for kind in (values.Number, values.Date, values.Id, values.Name):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(value)


def test_a_word_is_read_forgivingly() -> None:
    assert read_word("Đạt", {"đạt": "met"}, shown=("đạt",)) == "met"
    with pytest.raises(QcdcError) as refusal:
        read_word("x" * 100, {"đạt": "met"}, shown=("đạt", "không đạt"))
    assert (refusal.value.problem.code, refusal.value.problem.allowed) == ("Q310", "đạt, không đạt")
