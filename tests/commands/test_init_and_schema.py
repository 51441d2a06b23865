"""A new campaign works from the first minute, and the schemas agree with `qcdc check`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from qcdc_cli.campaign.schema import SCHEMAS, schema
from qcdc_cli.campaign.shipped import shipped_rubrics
from tests.commands.conftest import REPOSITORY, Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


def test_a_new_campaign_checks_clean_and_ranks_provisionally(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "dot", "-u", "Xã Phú An", "-u", "Thị trấn Ngã Sáu", "-u", "Phường 5").status == 0
    monkeypatch.chdir(tmp_path / "dot")
    checked = qcdc("check", "-f", "json")
    result = json.loads(checked.out)
    assert (checked.status, result["errors"]) == (0, 0)
    assert {problem["code"] for problem in result["problems"]} == {"Q618"}
    ranked = qcdc("rank")
    assert ranked.status == 0
    assert "TẠM TÍNH" in ranked.out
    assert sorted(path.stem for path in Path("units").iterdir()) == ["5", "nga-sau", "phu-an"]


def test_a_new_campaign_in_english_is_english(qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("--lang", "en", "init", "campaign").status == 0
    monkeypatch.chdir(tmp_path / "campaign")
    assert qcdc("check").status == 0
    assert "Grassroots democracy emulation" in Path("qcdc.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("rubric", shipped_rubrics())
def test_every_shipped_rubric_can_start_a_campaign(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rubric: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "dot", "--rubric", rubric).status == 0
    assert qcdc("-C", "dot", "check").status == 0


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rubric", [None, *shipped_rubrics()])
def test_nothing_that_a_new_campaign_starts_with_knows_a_district(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rubric: str | None, language: str
) -> None:
    """Since 1/7/2025 communes, wards and special zones stand directly under provinces and cities."""
    monkeypatch.chdir(tmp_path)
    chosen = [] if rubric is None else ["--rubric", rubric]
    assert qcdc("--lang", language, "init", "dot", "-u", "Xã Phú An", "-u", "Đặc khu Phú Quốc", *chosen).status == 0
    files = [path for path in Path("dot").rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"qcdc.yaml", "rubric.yaml", "phu-an.yaml", "phu-quoc.yaml"}
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "huyện" not in text.lower(), path
        if path.suffix == ".yaml":
            assert "district" not in text.lower(), path


def test_a_new_campaign_starts_with_four_classes_and_the_department(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "dot").status == 0
    text = Path("dot/rubric.yaml").read_text(encoding="utf-8")
    rubric = yaml.safe_load(text)
    assert [entry["name"] for entry in rubric["classification"]] == [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]
    assert "ví dụ để sửa" in text
    campaign = yaml.safe_load(Path("dot/qcdc.yaml").read_text(encoding="utf-8"))
    assert [stage["name"] for stage in campaign["stages"]] == ["Tự chấm", "Khối thẩm định", "Sở Nội vụ duyệt"]
    assert "Ban Chỉ đạo của tỉnh, thành phố" in Path("dot/qcdc.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("mine", "told"), [("qcdc.yaml", "Q917 lỗi: Thư mục `dot` đã"), ("rubric.yaml", "Q114 lỗi: `dot/rubric.yaml` đã")]
)
def test_init_never_overwrites(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dot").mkdir()
    Path("dot", mine).write_text("mine", encoding="utf-8")
    ran = qcdc("init", "dot")
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Có 1 lỗi." in ran.err
    assert [path.name for path in Path("dot").iterdir()] == [mine]
    assert Path("dot", mine).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_has_a_campaign_is_one_problem(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "dot").status == 0
    for language, count in (("vi", "Có 1 lỗi."), ("en", "Found 1 error.")):
        ran = qcdc("init", "dot", "-u", "Xã Khác", "--lang", language)
        assert (ran.status, ran.err.count("Q9"), count in ran.err) == (2, 1, True)
        assert "`qcdc -C dot check`" in ran.err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_is_made_leader_or_deputy(
    qcdc: Qcdc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qcdc("init", "dot", "-u", "Xã Phú An", "-u", "Xã Phú Hữu", "--lang", language).status == 0
    text = Path("dot/qcdc.yaml").read_text(encoding="utf-8")
    bloc = yaml.safe_load(text)["blocs"]["khoi-1"]
    assert bloc.keys() == {"name", "rubric", "units"}
    assert "Phú An" not in text.partition("\nunits:")[0]
    ranked = qcdc("-C", "dot", "rank", "--lang", language)
    assert ranked.status == 0
    assert ("Trưởng khối" in ranked.out, "Leader" in ranked.out) == (False, False)
    filled_in = text.replace("# leader: …", "leader: phu-an").replace("# deputy: …", "deputy: phu-huu")
    Path("dot/qcdc.yaml").write_text(filled_in, encoding="utf-8")
    assert qcdc("-C", "dot", "check").status == 0
    leader = "Leader: Xã Phú An" if language == "en" else "Trưởng khối: Xã Phú An"
    assert leader in qcdc("-C", "dot", "rank", "--lang", language).out


@pytest.mark.parametrize("name", SCHEMAS)
def test_shipped_schemas_are_the_models_own(qcdc: Qcdc, name: str) -> None:
    shipped = (REPOSITORY / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert qcdc("schema", name).out == shipped, "run: python -m tests.docs.regenerate"


class _Yaml12(yaml.SafeLoader):
    """YAML as an editor's language server reads it: version 1.2, where only true and false are booleans."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _as_editor(text: str) -> Any:
    return yaml.load(text, Loader=_Yaml12)  # noqa: S506 - a SafeLoader with fewer types


def _files() -> list[tuple[str, Path]]:
    files = [("rubric", path) for path in (REPOSITORY / "rubrics").glob("*.yaml")]
    files += [("campaign", path) for path in (REPOSITORY / "examples").glob("*/qcdc.yaml")]
    return files + [("sheet", path) for path in (REPOSITORY / "examples").glob("*/units/*.yaml")]


@pytest.mark.parametrize(("name", "path"), _files(), ids=lambda value: getattr(value, "stem", value))
def test_an_editor_finds_nothing_wrong_in_shipped_files(name: str, path: Path) -> None:
    validator = jsonschema.Draft7Validator(schema(name))
    jsonschema.Draft7Validator.check_schema(validator.schema)
    assert [error.message for error in validator.iter_errors(_as_editor(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(("name", "path"), _files(), ids=lambda value: getattr(value, "stem", value))
def test_shipped_files_point_editors_to_a_schema_that_exists(name: str, path: Path) -> None:
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# yaml-language-server: $schema=")
    assert second == f"# $schema: {first.partition('=')[2]}"
    assert (path.parent / first.partition("=")[2]).resolve() == REPOSITORY / "schemas" / f"{name}.schema.json"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sheet", "unit: a\nperiod: b\nmark: {}\n"),
        ("sheet", "unit: a\nperiod: b\nmarks: []\n"),
        ("sheet", "unit: a\nmarks: {}\n"),
        ("sheet", "unit: a b\nperiod: b\nmarks: {}\n"),
        ("rubric", "rubric: r\nname: n\ntotal: abc\ncriteria: []\n"),
        ("rubric", "rubric: r\nname: n\ntotal: 1\ncriteria: [{id: a, name: b, points: 1, level: {}}]\n"),
        ("campaign", "campaign: c\nperiod: p\nperiods: {p: {name: n, from: June}}\nstages: [{id: s, name: s}]\n"),
    ],
)
def test_an_editor_complains_where_check_does(name: str, text: str, tmp_path: Path) -> None:
    from qcdc_cli.campaign.validation import validate
    from qcdc_cli.yamltext.document import YamlDocument

    assert list(jsonschema.Draft7Validator(schema(name)).iter_errors(_as_editor(text)))
    assert validate(YamlDocument("x.yaml", text.encode()), SCHEMAS[name])[1]
