"""All files that a campaign is computed from, whether they can be used or not: no output may replace one of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, DEFAULT_SHEETS
from qcdc_cli.campaign.evidence_folders import evidence_root, leads_out
from qcdc_cli.campaign.file_lookup import campaign_sheets, display_path
from qcdc_cli.campaign.file_patterns import entries_below
from qcdc_cli.campaign.rubric_loading import rubric_files
from qcdc_cli.encoding import LIMIT_MEGABYTES
from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text
from qcdc_cli.yamltext.document import Tree, YamlDocument

_CAMPAIGN = Text("tệp chính", "the main file")
_RUBRIC = Text("thang điểm", "a rubric")
_SHEET = Text("phiếu", "a sheet")
_EVIDENCE = Text("minh chứng", "evidence")


def rubric_names(tree: Tree | None) -> dict[str, str]:
    """Return the rubrics that a campaign's tree names, by the blocs' ids."""
    blocs = tree.get("blocs") if isinstance(tree, dict) else None
    listed = blocs.items() if isinstance(blocs, dict) else ()
    names = {identity: bloc.get("rubric") for identity, bloc in listed if isinstance(bloc, dict)}
    return {identity: name for identity, name in names.items() if isinstance(name, str) and name}


def sheets_pattern(tree: Tree | None) -> str:
    """Return the pattern of a campaign's sheets; the usual one where its tree names none."""
    pattern = tree.get("sheets") if isinstance(tree, dict) else None
    return pattern if isinstance(pattern, str) and pattern else DEFAULT_SHEETS


def campaign_inputs(folder: Path, tree: Tree | None) -> Iterator[tuple[Text, Path]]:
    """Yield what a campaign is computed from, file by file, with what it is in words; evidence last.

    Args:
        folder: the campaign's folder.
        tree: what its own file says; None where that cannot be read.
    """
    yield _CAMPAIGN, folder / CAMPAIGN_FILE
    for file in rubric_files(rubric_names(tree).values(), folder):
        yield _RUBRIC, file
    sheets = campaign_sheets(folder, sheets_pattern(tree))
    for file in sheets:
        yield _SHEET, file
    named = tree.get("evidence") if isinstance(tree, dict) else None
    if isinstance(named, str) and (root := evidence_root(named)) and not leads_out(root):
        for file in entries_below(folder / root):
            yield _EVIDENCE, file
    for file in sheets:
        for name in _evidence_files(file):
            yield from ((_EVIDENCE, base / name) for base in (file.parent, folder))


def _evidence_files(sheet: Path) -> Iterator[str]:
    """Yield the files that a sheet names as evidence."""
    data = read_file(sheet, "", LIMIT_MEGABYTES)
    if not isinstance(data, bytes):
        return
    # Parsing a country's sheets takes a while. The key can be written in UTF-16, and in quotes with signs for letters.
    if b"file" not in data.replace(b"\0", b"") and b"\\" not in data:
        return
    tree = YamlDocument(display_path(sheet), data).tree
    marks: Any = tree.get("marks") if isinstance(tree, dict) else None
    for entry in marks.values() if isinstance(marks, dict) else ():
        listed = entry.get("evidence") if isinstance(entry, dict) else None
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict) and isinstance(item.get("file"), str):
                yield item["file"]
