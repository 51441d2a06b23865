"""`seals/PERIOD.yaml` read and written: all files of a campaign's seals together are one chain."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.validation import validate
from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.process.sealing import SEALS
from qcdc_cli.process.sealing.code import code_of
from qcdc_cli.process.sealing.seal import REMOVAL, Chain, Seal, SealFile, digest_of_seal
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.disk import digest
from qcdc_cli.storage.replacing import NewFile
from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.editing.text import scalar

_MOST_MEGABYTES = 64  # a seal of a country takes 1
_HEAD = Text(
    "# Do `qcdc seal` ghi; sửa tay là mất giá trị. `qcdc verify` kiểm tra.",
    "# Written by `qcdc seal`; an edit makes it worthless. `qcdc verify` checks it.",
)
_COPY = re.compile(r"(?P<period>.+)\.(?P<number>[1-9][0-9]*)\.zip", re.DOTALL)  # as `copies.copy_file` names it
SealTree = Mapping[str, Any]


def seals_file(folder: Path, period: str) -> Path:
    """Return the file of a period's seals.

    Args:
        folder: the campaign's folder.
        period: the period's id.
    """
    return folder / SEALS / f"{period}.yaml"


def read_chain(folder: Path) -> Chain:
    """Read all seals of a campaign, and see whether each is as it was written and goes on from the one before it.

    Args:
        folder: the campaign's folder.

    Returns:
        the chain; an empty one where nothing is sealed.
    """
    if not os.path.isdir(folder / SEALS):  # noqa: PTH112 - a link that leads nowhere is no folder either
        return Chain()
    problems: list[Problem] = []
    placed: list[tuple[Seal, SealTree, YamlDocument, int]] = []
    unread: set[str] = set()
    for file in sorted((folder / SEALS).glob("*.yaml")):
        document = YamlDocument.read(file, display_path(file), _MOST_MEGABYTES)
        content, faults = validate(document, SealFile)
        problems += faults
        if content is not None and isinstance(document.tree, dict):
            trees: Any = document.tree["seals"]
            placed += ((one, trees[at], document, at) for at, one in enumerate(content.seals))
            problems += _strangers(content.seals, file.stem, document)
        else:
            unread.add(file.stem)
    placed.sort(key=lambda one: one[0].seal)
    problems += _breaks(placed)
    problems += _sealed_again(placed)
    problems += _without_entry(folder, {(one.period, one.seal) for one, *_ in placed}, unread)
    return Chain(tuple(one for one, *_ in placed), in_order(problems))


def sound_chain(folder: Path) -> Chain:
    """Return all seals of a campaign.

    Args:
        folder: the campaign's folder.

    Raises:
        QcdcError: with everything that is wrong with them.
    """
    chain = read_chain(folder)
    if chain.problems:
        raise QcdcError(*chain.problems)
    return chain


def _strangers(seals: Sequence[Seal], period: str, document: YamlDocument) -> Iterator[Problem]:
    """Yield a problem (Q003) for each entry that is of another period than its file."""
    for at, one in enumerate(seals):
        if one.period != period:
            values = {"number": str(one.seal), "period": one.period, "file": f"{one.period}.yaml"}
            yield document.located(Problem("Q003", values, one.period, path=("seals", at, "period")))


def _breaks(placed: Sequence[tuple[Seal, SealTree, YamlDocument, int]]) -> Iterator[Problem]:
    """Yield each entry that was edited (Q001), or that does not go on from the one before it (Q002)."""
    before: Seal | None = None
    for one, tree, document, at in placed:
        found = digest_of_seal(tree)
        if found != one.digest or one.code != code_of(found):
            yield document.located(Problem("Q001", {"number": str(one.seal)}, path=("seals", at)))
        expected, last = (1, None) if before is None else (before.seal + 1, before.digest)
        if one.seal != expected or one.before != last:
            values = {"number": str(one.seal), "before": str(expected - 1)}
            yield document.located(Problem("Q002", values, path=("seals", at)))
        before = one


def _sealed_again(placed: Sequence[tuple[Seal, SealTree, YamlDocument, int]]) -> Iterator[Problem]:
    """Yield each entry (Q004) that takes the place of sealed results and is no erratum of them."""
    closed: dict[tuple[str, str], int] = {}
    for one, _, document, at in placed:
        if one.sort == REMOVAL or one.provisional:
            continue
        own = [(one.period, bloc) for bloc in one.blocs]
        before = next((closed[key] for key in own if key in closed and closed[key] != one.corrects), None)
        if before is not None:
            values = {"number": str(one.seal), "before": str(before)}
            yield document.located(Problem("Q004", values, path=("seals", at)))
        closed |= dict.fromkeys(own, one.seal)


def _without_entry(folder: Path, entries: Collection[tuple[str, int]], unread: Collection[str]) -> Iterator[Problem]:
    """Yield each copy (Q005) whose entry is gone: the last seals could be deleted without a break in the chain.

    Args:
        folder: the campaign's folder.
        entries: the period and the number of each entry.
        unread: the periods whose files could not be read, so that nobody knows what stands there.
    """
    for file in sorted((folder / SEALS).glob("*.zip")):
        of = _COPY.fullmatch(file.name)
        if of is not None and of["period"] not in unread and (of["period"], int(of["number"])) not in entries:
            values = {"number": of["number"], "file": f"{of['period']}.yaml"}
            yield Problem("Q005", values).at(Place(display_path(file)))


def new_entry(fields: SealTree) -> dict[str, Any]:
    """Return an entry as a tree of texts, with its digest and its code, from all else in it.

    Args:
        fields: the fields of `Seal` as texts, lists and mappings of texts; empty ones are left out.
    """
    tree = {key: _normal(value) for key, value in fields.items() if value}
    found = digest_of_seal(tree)
    return {**tree, "digest": found, "code": code_of(found)}


def _normal(value: Any) -> Any:
    """Return a tree of texts as a reader has it: every text in Unicode's normal form C."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_normal(key): _normal(own) for key, own in value.items()}
    return list(map(_normal, value))


def with_entry(folder: Path, entry: SealTree) -> NewFile:
    """Return the file of a period's seals with one entry more, to be written with `replace_all`.

    Args:
        folder: the campaign's folder.
        entry: the entry, as `new_entry` gives it.

    Raises:
        QcdcError: what reading the file raises; Q018 where the entry would not come back as it is.
    """
    file = seals_file(folder, entry["period"])
    data = b""
    if os.path.lexists(file):
        found = read_file(file, display_path(file), _MOST_MEGABYTES)
        if isinstance(found, Problem):
            raise QcdcError(found, could_not_run=True)
        data = found
    text = b"" if data else f"{say(*_HEAD)}\nseals:\n".encode()
    lines = "".join(f"{line}\n" for line in _item(entry, "  "))
    whole = data + (b"" if not data or data.endswith(b"\n") else b"\n") + text + lines.encode()
    _refuse_unreadable(whole, entry, file)
    return NewFile(file, whole, digest(data) if data else None)


def _refuse_unreadable(whole: bytes, entry: SealTree, file: Path) -> None:
    """Refuse (Q018) an entry that a reader of the file would not have as it is: a text with hidden characters in it."""
    document = YamlDocument(display_path(file), whole, _MOST_MEGABYTES)
    tree = document.tree
    if isinstance(tree, dict) and tree["seals"] and tree["seals"][-1] == entry:
        return
    odd = next((one for one in _texts(entry) if visible(one) != one), "")
    raise QcdcError(Problem("Q018", {"text": visible(odd)}).at(Place(display_path(file))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    for one in (*value, *value.values()) if isinstance(value, Mapping) else value:
        yield from _texts(one)


# ------------------------------------------------------------------ YAML


def _item(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of an item of a list."""
    lines = list(_lines(value, f"{indent}  "))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a tree of texts, in the order of its keys."""
    if isinstance(value, Mapping):
        for key, own in value.items():
            yield from _entry(scalar(key), own, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for own in value:
            yield from _item(own, indent)
    else:
        yield f"{indent}{scalar(value)}"


def _entry(key: str, value: Any, indent: str) -> Iterable[str]:
    if isinstance(value, str):
        return [f"{indent}{key}: {scalar(value)}"]
    return [f"{indent}{key}:", *_lines(value, f"{indent}  ")]
