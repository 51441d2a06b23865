"""The campaign's own file with something more recorded in it: comments and all else stay as they are."""

from collections.abc import Mapping, Sequence
from typing import Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.yamltext.editing.nodes import TreePath
from qcdc_cli.yamltext.editing.whole import edited, edited_file

_LEVELS = {"assignments": 3, "draws": 2}  # how deep these are written line by line, however short they are


def with_entries(data: bytes, entries: Mapping[str, Any], campaign: Campaign, path: str) -> bytes:
    """Return a campaign's file with entries in it.

    Args:
        data: the file's bytes.
        entries: what is to stand there, as a tree of texts: mappings are joined with those that there are, key by
            key; anything else replaces what stands under its key.
        campaign: the campaign, in whose order periods, stages, blocs and units are written.
        path: how the file is named to people.

    Raises:
        QcdcError: when the file cannot be read, or could not with the entries.
    """
    stages, units = [stage.id for stage in campaign.stages], [*campaign.unit_numbers]
    inner = {
        "assignments": ([*campaign.periods], stages, units),
        "draws": ([*campaign.periods], stages, [*campaign.blocs]),
    }

    def precedence(where: TreePath) -> Sequence[str]:
        if not where:
            return [field.alias or name for name, field in Campaign.model_fields.items()]
        orders = inner.get(where[0], ())
        return orders[len(where) - 1] if len(where) <= len(orders) else ()

    def tall(where: TreePath, value: Any) -> bool:
        return isinstance(value, dict) and len(where) <= _LEVELS.get(where[0], 0)

    return edited_file(
        data, lambda text: edited(text, lambda tree: _joined(tree, entries), precedence, tall, path), path
    )


def _joined(tree: Mapping[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return a tree with entries in it."""
    new = dict(tree)
    for key, value in entries.items():
        own = new.get(key)
        new[key] = _joined(own if isinstance(own, dict) else {}, value) if isinstance(value, dict) else value
    return new
