"""What the shipped rubrics say of the law: each fact that a reader found wrong, as it stands now."""

import pytest

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_loading import read_rubric


def _rubric(name: str) -> Rubric:
    rubric = read_rubric(name)[1]
    assert rubric is not None
    return rubric


def _criterion(rubric: Rubric, identity: str) -> CriterionBase:
    return next(leaf.criterion for leaf in rubric.leaves if leaf.criterion.id == identity)


@pytest.mark.parametrize(
    ("identity", "cited"),
    [
        ("I.1", "khoản 1 Điều 14 và khoản 1 Điều 28"),
        ("II.2.2", "khoản 3 Điều 12"),
        ("III.1.4", "Nghị định số 59/2023/NĐ-CP, Điều 6 đến Điều 9"),
        ("IV.5", "Điều 32"),
        ("V.1.1", "Điều 33"),
        ("V.1.2", "Điều 34 và điểm c khoản 2 Điều 86"),
        ("VI.1", "Điều 51"),
        ("VI.3", "không quy định việc đo mức độ hài lòng"),
    ],
)
def test_criteria_of_2023_cite_the_articles_that_say_so(identity: str, cited: str) -> None:
    assert cited in str(_criterion(_rubric("dan-chu-co-so-cap-xa-2023"), identity).basis)


def test_information_is_public_after_five_working_days_and_residents_meet_once_a_year() -> None:
    rubric = _rubric("dan-chu-co-so-cap-xa-2023")
    assert "5 ngày làm việc" in str(_criterion(rubric, "II.2.2").guide)
    assert _criterion(rubric, "V.1.1").periods == ("year",)


def test_what_was_not_verified_says_so_and_inspection_boards_stay() -> None:
    rubric = _rubric("dan-chu-co-so-cap-xa-2023")
    note = str(rubric.note)
    assert "chưa đối chiếu được với nguyên văn" in note.replace("\n", " ")
    for article in ("Điều 12", "Điều 14", "Điều 28", "Điều 32", "Điều 33", "Điều 34", "Điều 51", "Điều 86"):
        assert article in note
    assert "Ban Thanh tra nhân dân" in _criterion(rubric, "V.2.1.1").name


def test_the_plan_of_2020_is_cited_only_for_what_the_article_says_of_it() -> None:
    assert "Đề xuất của người soạn" in str(_criterion(_rubric("qcdc-cap-xa-2020"), "II.5").basis)
