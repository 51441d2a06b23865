"""docs/…/files.md: every key of every model has a row with an example that is valid, and no other key has one."""

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, RootModel, TypeAdapter
from pydantic.fields import FieldInfo

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.extending import Extension
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.language import use
from qcdc_cli.language.figures import day, figure
from qcdc_cli.problems import QcdcError
from qcdc_cli.values import Id, read_date, read_number
from qcdc_cli.yamltext.document import compose
from tests.docs.pages import LANGUAGES, code, codes, page

REQUIRED = {"vi": "có", "en": "yes"}
OPTIONAL = {"vi": "không", "en": "no"}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def all_models() -> dict[str, type[BaseModel]]:
    """Return every model of the three files by name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Campaign, Rubric, Extension, Sheet]
    while waiting:
        model = waiting.pop()
        if model.__name__ in found:
            assert found[model.__name__] is model, "two models of one name"
            continue
        found[model.__name__] = model
        model.model_rebuild()  # names models that stand further down in its module, by their names until then
        extra = model.__annotations__.get("__pydantic_extra__")
        for annotation in [*(field.annotation for field in model.model_fields.values()), extra]:
            waiting += models_in(annotation)
    return found


MODELS = all_models()
WITH_KEYS = [name for name, model in MODELS.items() if not issubclass(model, RootModel)]


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return a model's fields by the keys that people write."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def words_of(annotation: Any) -> set[str]:
    """Return the fixed words that an annotation names, not looking into other models."""
    if get_origin(annotation) is Literal:
        return {word for word in get_args(annotation) if word}
    if get_origin(annotation) in (Annotated, Union, types.UnionType, tuple):
        return {word for inner in get_args(annotation) for word in words_of(inner)}
    return set()


def test_the_models_are_all_found() -> None:
    assert {"Campaign", "Criterion", "Band", "Level", "StageMark", "EvidenceItem"} <= set(WITH_KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_model_has_a_table_and_no_other(language: str) -> None:
    assert sorted(page(language, "files").marked("model")) == sorted(WITH_KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_KEYS)
def test_every_key_has_a_row_and_no_other(language: str, name: str) -> None:
    table = page(language, "files").marked("model")[name]
    fields = fields_of(MODELS[name])
    assert [code(row[0]) for row in table.rows] == list(fields)
    for key, required, meaning, example in table.rows:
        field = fields[code(key)]
        assert required == (REQUIRED if field.is_required() else OPTIONAL)[language], key
        assert words_of(field.annotation) <= set(codes(meaning)), f"{name}.{key}: a word is not explained"
        if isinstance(field.default, str) and field.default:
            assert field.default in codes(meaning), f"{name}.{key}: the default is not said"
        tree, problems = compose(code(example))
        assert problems == []
        assert isinstance(tree, dict)
        assert list(tree) == [code(key)], example
        annotated: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        TypeAdapter(annotated).validate_python(tree[code(key)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_read_as_the_page_says(language: str) -> None:
    use(language)
    tables = page(language, "files").marked("values")
    readers: dict[str, Callable[[str], str]] = {
        "number": lambda text: figure(read_number(text)),
        "date": lambda text: day(read_date(text)),
        "id": TypeAdapter(Id).validate_python,
    }
    assert set(tables) == set(readers)
    for name, table in tables.items():
        for written, expected in table.rows:
            try:
                read = readers[name](code(written))
            except QcdcError as refusal:
                read = f"[{refusal.problem.code}](problems.md#{refusal.problem.code.lower()})"
            except ValueError:
                read = "[Q304](problems.md#q304)"
            assert read == expected, written
