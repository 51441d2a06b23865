"""What a form computes while somebody agrees with all of it, and where the claims are put in: every kind."""

from pathlib import Path

import pytest

from qcdc_cli.forms.issuing.workbook import forms_of
from tests.forms.computed import numbers, unlike, wrong_in
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk, differing, scoring_input
from tests.office import Office

pytestmark = pytest.mark.slow


def test_agreed_recorded_and_prefilled_forms_compute_what_was_claimed(tmp_path: Path, office: Office) -> None:
    """Two cells typed into; the same form made anew once that is recorded; each claim put in: the unit's own points.

    Agreed or typed again, the sheets then say the same of every criterion.
    """
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    read, rubric = campaign.by_hand("self"), campaign.rubric
    claimed = {unit: read[unit] for unit in "abcd"}
    loaded = campaign.load()
    prefilled = dict(forms_of(loaded, scoring_input(loaded, "bloc"), list(claimed), prefill=True))
    made: dict[str, dict[str, bytes]] = {"prefilled": prefilled, "agreed": {}, "recorded": {}}
    for unit, data in campaign.forms("bloc", list(claimed)).items():
        form = Form(data)
        if "a:by" in form.rows:
            form.put("a:by", "mark", "Nguyễn Văn A")
            form.put("a:date", "mark", "5/7/2020")
            made["agreed"][unit] = form.saved()
    campaign.take([campaign.put(unit, "bloc", data) for unit, data in made["agreed"].items()])
    agreed = {unit: campaign.read()[unit] for unit in made["agreed"]}
    made["recorded"] = campaign.forms("bloc", list(made["agreed"]))
    files = {}
    for what, forms in made.items():
        for unit, data in forms.items():
            files[what, unit] = tmp_path / f"{what}-{unit}.xlsx"
            files[what, unit].write_bytes(data)
    saved = office(list(files.values()), "xlsx")
    assert len(files) > 2 * len(claimed)
    for (what, unit), file in files.items():
        assert not wrong_in(numbers(saved[file.name]), claimed[unit].criteria, rubric), file.name
        if what != "agreed":  # the results in it are still those of before anybody agreed
            assert not unlike(file, saved[file.name]), file.name
    campaign.by_hand("self")
    campaign.take([campaign.put(unit, "bloc", data) for unit, data in prefilled.items()])
    typed = campaign.read()
    for unit, found in agreed.items():
        plain = tuple(
            one._replace(readings=tuple(reading._replace(by="", agreed=None) for reading in one.readings))
            for one in found.criteria
        )
        assert not differing({unit: found._replace(criteria=plain)}, {unit: typed[unit]})
