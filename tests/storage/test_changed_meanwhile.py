"""Files that somebody changes between reading and replacing them: nothing is written, and the command says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.forms.importing import planning
from qcdc_cli.forms.importing.import_plan import ImportPlan
from qcdc_cli.storage import replacing
from tests.storage.faults import files_in

IMPORT = ["import", "marks.csv", "--stage", "board"]


def by_hand(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("5", "7"), encoding="utf-8")


def gone(file: Path) -> None:
    file.unlink()


def made(file: Path) -> None:
    file.with_name("d.yaml").write_text("unit: d\nperiod: p1\nmarks: {}\n", encoding="utf-8")


@pytest.mark.parametrize(("change", "name"), [(by_hand, "b.yaml"), (gone, "b.yaml"), (made, "d.yaml")])
def test_a_sheet_that_is_not_as_it_was_read(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], None],
    name: str,
) -> None:
    monkeypatch.chdir(small)
    plan = planning.import_plan
    found: list[dict[str, str]] = []

    def then_changed(*arguments: Any, **options: Any) -> ImportPlan:
        planned = plan(*arguments, **options)
        change(small / "units" / "b.yaml")
        found.append(files_in(small))
        return planned

    monkeypatch.setattr(planning, "import_plan", then_changed)
    assert run(IMPORT) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"units/{name}: Q757" in err
    assert err.count("Q757") == 1
    assert "đã ghi" not in err
    assert files_in(small) == found[0]
    monkeypatch.undo()
    monkeypatch.chdir(small)
    assert run(IMPORT) == 0


def test_a_sheet_that_changes_at_the_last_moment(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After all were compared, and after the first was replaced: that one is put back."""
    monkeypatch.chdir(small)
    keep, before = replacing.keep, files_in(small)

    def then_changed(file: Path, copy: Path) -> None:
        if file.name == "b.yaml":
            by_hand(file)
        keep(file, copy)

    monkeypatch.setattr(replacing, "keep", then_changed)
    assert run(IMPORT) == 1
    assert "units/b.yaml: Q757" in capsys.readouterr().err
    after = files_in(small)
    assert {name for name in before if after[name] != before[name]} == {"units/b.yaml"}
    assert after.keys() == before.keys()


def test_a_form_that_another_run_has_made_meanwhile(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    create = replacing.create

    def then_made(file: Path, *arguments: Any, **options: Any) -> str:
        (small / "forms" / "b_p1_self.xlsx").write_bytes(b"filled in")
        return create(file, *arguments, **options)

    monkeypatch.setattr(replacing, "create", then_made)
    assert run(["form"]) == 2
    err = capsys.readouterr().err
    assert err.count("Q743") == 1
    assert "b_p1_self.xlsx" in err
    assert [file.read_bytes() for file in (small / "forms").iterdir()] == [b"filled in"]


def test_a_campaign_that_another_run_has_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    create = replacing.create

    def then_made(file: Path, *arguments: Any, **options: Any) -> str:
        (tmp_path / "moi" / "rubric.yaml").write_bytes(b"theirs")
        return create(file, *arguments, **options)

    monkeypatch.setattr(replacing, "create", then_made)
    assert run(["init", "moi"]) == 2
    err = capsys.readouterr().err
    assert err.count("Q114") == 1
    assert "moi/rubric.yaml" in err
    assert list(files_in(tmp_path)) == ["moi/rubric.yaml"]
