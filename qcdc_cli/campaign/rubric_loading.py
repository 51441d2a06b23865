"""Loading rubrics: by name or path, with the files that they extend, each file once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.open_questions import question_warning
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.shipped import is_shipped, rubric_file
from qcdc_cli.campaign.validation import validate
from qcdc_cli.problems import Locate, Problem, QcdcError
from qcdc_cli.yamltext.document import YamlDocument

if TYPE_CHECKING:
    from qcdc_cli.campaign.extending import Composite

Whole: TypeAlias = "YamlDocument | Composite"  # a rubric's file, or what it is together with the files it extends
_EXTENDING = frozenset({"extends", "change", "remove", "add"})


def _whole(file: Path) -> Whole:
    """Read a rubric's file; few extend another one, and only those pay for what merges them."""
    document = YamlDocument.read(file, display_path(file))
    if not isinstance(document.tree, dict) or _EXTENDING.isdisjoint(document.tree):
        return document
    from qcdc_cli.campaign.extending import extended

    return extended(document, file)


def _bases(whole: Whole) -> tuple[Path, ...]:
    """Return the files that a rubric extends."""
    return () if isinstance(whole, YamlDocument) else whole.bases


def rubric_files(names: Iterable[str], folder: Path) -> Iterator[Path]:
    """Yield the files of rubrics, by name or path, and of those that they extend, whatever is wrong in them."""
    for name in dict.fromkeys(names):
        try:
            file = rubric_file(name, folder)
        except QcdcError:
            continue
        yield file
        yield from _bases(_whole(file))


def read_rubric_file(file: Path) -> tuple[Whole, Rubric | None, tuple[Problem, ...]]:
    """Read a rubric; None when it cannot be used: over its errors nothing is scored."""
    document = _whole(file)
    rubric, problems = validate(document, Rubric)
    if rubric is not None:
        if not isinstance(document, YamlDocument):
            rubric = rubric.named_base(document.based_on)
        problems = tuple(document.located(problem) for problem in rubric_problems(rubric))
        if any(problem.is_error for problem in problems):
            rubric = None
    return document, rubric, (*problems, *_undecided(document))


def _undecided(whole: Whole) -> Iterator[Problem]:
    """Yield the warnings that a rubric's own file, and those of one's own that it extends, leave questions open."""
    files = [(whole.path, whole.text)] if whole.tree is not None else []
    bases = (YamlDocument.read(base, display_path(base)) for base in _bases(whole) if not is_shipped(base))
    files += [(base.path, base.text) for base in bases if base.tree is not None]
    yield from (problem for path, text in files if (problem := question_warning(path, text)) is not None)


def read_rubric(name: str) -> tuple[str, Rubric]:
    """Return a rubric's text, ready to be copied elsewhere, and its model, by its shipped name or its path.

    Raises:
        QcdcError: when there is none, or when it has errors.
    """
    document, rubric, problems = read_rubric_file(rubric_file(name, None))
    if rubric is None:
        raise QcdcError(*problems)
    text = document.text
    bases = _bases(document)
    if bases and not is_shipped(bases[0]):
        base = str(bases[0].resolve()).replace("'", "''")
        text = re.sub("^extends:.*$", lambda _: f"extends: '{base}'", text, count=1, flags=re.MULTILINE)
    return text, rubric


def bloc_rubrics(
    names: Mapping[str, str], folder: Path | None, override: str | None, document: YamlDocument | None
) -> tuple[dict[str, Rubric], dict[str, Locate], list[Problem], list[Path]]:
    """Load the rubrics, whose names or paths are given by bloc, each file once; and name their files."""
    rubrics: dict[str, Rubric] = {}
    places: dict[str, Locate] = {}
    problems: list[Problem] = []
    bases: list[Path] = []
    known: dict[str, tuple[Whole, Rubric | None]] = {}
    for identity, own_name in names.items():
        name = override or own_name
        if name not in known:
            try:
                file = rubric_file(name, None if override else folder)
            except QcdcError as refusal:
                if override or document is None:
                    raise
                problems += [
                    document.located(problem.under("blocs", identity, "rubric")) for problem in refusal.problems
                ]
                continue
            own, rubric, faults = read_rubric_file(file)
            problems += faults
            bases += (file, *_bases(own))
            known[name] = own, rubric
        own, rubric = known[name]
        if rubric is not None:
            rubrics[identity], places[identity] = rubric, own.place
    return rubrics, places, problems, bases
