"""A form that is filled in and imported says what the sheet written by hand says: every kind, every stage."""

from pathlib import Path

import pytest

from tests.campaigns import STAGES
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS, SILENT
from tests.forms.form_campaigns import OnDisk, differing


@pytest.fixture
def campaign(tmp_path: Path) -> OnDisk:
    return OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage(campaign: OnDisk, stage: str) -> None:
    by_hand = campaign.by_hand(stage)
    campaign.before(stage)
    files = campaign.filled(stage)
    campaign.take(files.values())
    if stage == STAGES[0]:  # who says nothing at all gets no sheet
        del by_hand[SILENT]
    assert not differing(campaign.read(), by_hand)


def test_from_nothing_through_all_stages(campaign: OnDisk) -> None:
    """The unit's sheet is never seen: each stage's forms are made from what the forms before them said."""
    by_hand = campaign.by_hand(STAGES[-1])
    campaign.before(STAGES[0])
    for stage in STAGES:
        campaign.take(campaign.filled(stage).values())
    del by_hand[SILENT]
    assert not differing(campaign.read(), by_hand)
