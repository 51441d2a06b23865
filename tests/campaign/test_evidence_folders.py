"""Where evidence lies: what the campaign may write, and how a sheet's names of files are understood."""

import unicodedata

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import evidence_folder_problems, evidence_path, file_key, leads_out
from tests.campaigns import campaign_from


def with_folder(named: str, sheets: str = "units/**/*.yaml") -> Campaign:
    return campaign_from(["a", "b"]).model_copy(update={"evidence": named, "sheets": sheets})


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ("minh-chung/{unit}/{period}", "minh-chung/a/2020-h1"),
        ("minh-chung/{unit}/{period}/", "minh-chung/a/2020-h1"),
        ("Hồ sơ/{period}/các đơn vị/{unit}/tệp", "Hồ sơ/2020-h1/các đơn vị/a/tệp"),
        ("units2/{unit}/{period}", "units2/a/2020-h1"),
    ],
)
def test_a_folder_for_each_unit_and_period(named: str, path: str) -> None:
    campaign = with_folder(named)
    assert list(evidence_folder_problems(campaign)) == []
    assert evidence_path(campaign, "a", "2020-h1") == path


@pytest.mark.parametrize(
    ("named", "reasons"),
    [
        ("minh-chung", ["không có phần `{unit}`", "không có phần `{period}`"]),
        ("minh-chung/{unit}", ["không có phần `{period}`"]),
        ("/srv/{unit}/{period}", ["là đường dẫn tuyệt đối"]),
        ("C:/minh-chung/{unit}/{period}", ["là đường dẫn tuyệt đối"]),
        ("d:{unit}/{period}", ["là đường dẫn tuyệt đối"]),
        ("minh-chung\\{unit}\\{period}", ["ngăn cách các thư mục bằng dấu `\\`, cần dấu `/`"]),
        ("../minh-chung/{unit}/{period}", ["có phần `..`"]),
        ("minh-chung/./{unit}/{period}", ["có phần `.`"]),
        ("minh-chung//{unit}/{period}", ["có phần `//`"]),
        ("{unit}/{period}", ["phần đầu phải là tên thư mục, không phải `{unit}`"]),
        ("minh-chung/{unit}/{unit}/{period}", ["`{unit}` có hai lần"]),
        ("minh-chung/xa-{unit}/{period}", ["không có phần `{unit}`", "{one}"]),
        ("minh-chung/{bloc}/{unit}/{period}", ["{one}"]),
        (".minh-chung/{unit}/{period}", ["`.minh-chung` là tên ẩn"]),
        ("minh-chung/CON.x/{unit}/{period}", ["Windows không đặt được tên thư mục `CON.x`"]),
        ("minh-chung/a./{unit}/{period}", ["Windows không đặt được tên thư mục `a.`"]),
        ("minh-chung/a?/{unit}/{period}", ["Windows không đặt được tên thư mục `a?`"]),
        ("Units/{unit}/{period}", ["trùng với nơi lưu phiếu (`sheets: units/**/*.yaml`)"]),
        ("units/tep/{unit}/{period}", ["trùng với nơi lưu phiếu (`sheets: units/**/*.yaml`)"]),
    ],
)
def test_what_is_no_such_folder_is_told_with_the_reason(named: str, reasons: list[str]) -> None:
    problems = list(evidence_folder_problems(with_folder(named)))
    assert [(problem.code, problem.path) for problem in problems] == [("Q800", ("evidence",))] * len(reasons)
    for problem, reason in zip(problems, reasons, strict=True):
        told = str(problem.values["reason"])
        assert "mỗi phần là một tên thư mục" in told if reason == "{one}" else told == reason


def test_a_campaign_without_evidence_has_no_fault() -> None:
    assert list(evidence_folder_problems(campaign_from(["a"]))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I.1/biên bản.pdf", unicodedata.normalize("NFD", "I.1/biên bản.pdf")),
        ("I.1/a.pdf", "I.1\\a.pdf"),
        ("I.1/a.pdf", "./I.1/./a.pdf"),
    ],
)
def test_two_ways_to_write_one_file(one: str, other: str) -> None:
    assert file_key(one) == file_key(other)


def test_the_case_of_letters_makes_another_file() -> None:
    assert file_key("a.pdf") != file_key("A.pdf")


@pytest.mark.parametrize(
    "name", ["../a.pdf", "a/../../b.pdf", "/etc/passwd", "\\\\may\\a.pdf", "C:a.pdf", "c:\\a", ".."]
)
def test_names_that_lead_out(name: str) -> None:
    assert leads_out(name)


@pytest.mark.parametrize("name", ["a.pdf", "I.1/a.pdf", "a..pdf", "..a/b", "I.1\\a.pdf", "x/...", "."])
def test_names_that_stay_inside(name: str) -> None:
    assert not leads_out(name)
