"""JSON Schemas (draft-07) of the three files, so that an editor agrees with `qcdc check` while you type.

Draft-07 is the newest that yaml-language-server reads in full. Descriptions are in the language in use.
"""

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.extending import EXTENDS, Extension
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.language import pick

SCHEMAS: dict[str, type[BaseModel]] = {"campaign": Campaign, "rubric": Rubric, "sheet": Sheet}
_DRAFT = "http://json-schema.org/draft-07/schema#"


class _Draft07(GenerateJsonSchema):
    schema_dialect = _DRAFT


def schema(name: str) -> dict[str, Any]:
    """Return the schema of "campaign", "rubric" or "sheet"."""
    made = SCHEMAS[name].model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft07, mode="validation"
    )
    made["definitions"] = made.pop("$defs", {})
    if name == "rubric":
        _extend(made)
    return {"$schema": _DRAFT, **_cleaned(made)}


def _extend(made: dict[str, Any]) -> None:
    """Let a rubric extend another one: then it need not say all, and may change, remove and add nodes."""
    definitions = made["definitions"]
    nodes = [definitions[name] for name in ("Criterion", "Group")]
    definitions["Change"] = {
        "type": "object",
        "properties": {key: value for node in nodes for key, value in node["properties"].items()},
        "additionalProperties": False,
    }
    own = Extension.model_json_schema()["properties"]
    own["change"]["additionalProperties"] = {"$ref": "#/definitions/Change"}
    own["add"]["additionalProperties"] = made["properties"]["criteria"]
    made["properties"] |= own
    always = ["rubric", "name"]
    made["if"] = {"required": [EXTENDS]}
    made["else"] = {"required": [key for key in made["required"] if key not in always]}
    made["dependencies"] = {key: [EXTENDS] for key in own if key != EXTENDS}
    made["required"] = always


def schema_text(name: str) -> str:
    """Return the schema as text, ready to be written to a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _cleaned(node: Any) -> Any:
    """Fit pydantic's output to draft-07 and to YAML as people write it.

    Docstrings and generated titles are for programmers and go; defaults too, since an editor would offer
    the models' inner values. A `$ref` hides what stands beside it in draft-07, so it is wrapped.
    """
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if not isinstance(node, dict):
        return node
    properties = node.get("properties")
    cleaned = {
        key: _cleaned(value)
        for key, value in node.items()
        if key not in {"title", "default", "discriminator", "properties"}
        and not (key == "description" and "\x1f" not in value)
    }
    if properties is not None:
        cleaned["properties"] = {name: _cleaned(value) for name, value in properties.items()}
    if "description" in cleaned:
        cleaned["description"] = pick(cleaned["description"])
    if "$ref" in cleaned and len(cleaned) > 1:
        cleaned["allOf"] = [{"$ref": cleaned.pop("$ref")}]
    return cleaned
