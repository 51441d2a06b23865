"""Whether a file is what the campaign gives: it is compared with the outputs that it may be, each made again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import say
from qcdc_cli.language.figures import large_figure
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.process.sealing.seal import REMOVAL, Chain, Seal
from qcdc_cli.render.page.site import INDEX
from qcdc_cli.render.words.names import period_name
from qcdc_cli.verification.contents import FileContent
from qcdc_cli.verification.json_values import JsonContent, read_json
from qcdc_cli.verification.making_again import Make, made_again, pages_of, pdf_title
from qcdc_cli.verification.outputs import (
    SITE,
    VIEW_NAMES,
    KnownOfFile,
    Output,
    codes_in,
    format_of_file,
    possible_outputs,
    told_by_keys,
)
from qcdc_cli.verification.pages import read_page
from qcdc_cli.verification.papers import PdfContent, read_document, read_pdf
from qcdc_cli.verification.refusals import MOST_MEGABYTES
from qcdc_cli.verification.text_tables import read_csv, read_markdown
from qcdc_cli.verification.workbooks import read_workbook

_LEAST_ALIKE = 0.5  # of two outputs of which one can be told to be the other with some figures changed
_LITTLE, _FEW = 0.1, 2  # of what a file says; what is less in a file that says next to nothing
_OWN_LINES = ("csv", "md", "docx")  # formats in which each view has columns, or words, of its own
_READERS: dict[str, Callable[[bytes, str], FileContent]] = {
    "xlsx": read_workbook,
    "html": read_page,
    "json": read_json,
    "csv": read_csv,
    "md": read_markdown,
    "docx": read_document,
    "pdf": read_pdf,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of comparing a file with what the campaign gives.

    Attributes:
        path: how the file is named to people.
        output: which output it is; None where that could not be told.
        figures: how many figures were compared.
        codes: the codes of the seals that it carries.
        problems: in what it differs.
        figures_only: whether what stands in the place of another thing are figures, the same in every language.
    """

    path: str
    output: Output | None
    figures: int = 0
    codes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    figures_only: bool = False


class OutputCheck:
    """Checks files against a campaign."""

    def __init__(self, campaign: Campaign, chain: Chain, make: Make, asked: KnownOfFile) -> None:
        """Begin.

        Args:
            campaign: the campaign.
            chain: its seals.
            make: makes outputs again.
            asked: what is known of the files.
        """
        self._campaign = campaign
        self._chain = chain
        self._make = make
        self._asked = asked

    def file(self, file: Path, path: str) -> Checked:
        """Return what came of a file.

        Args:
            file: where it is.
            path: how it is named to people.

        Raises:
            QcdcError: Q067 where it is no output of this campaign, or of a kind that cannot be checked; Q068 and others
                where it cannot be read.
        """
        return self.data(_bytes(file, path), path)

    def folder(self, folder: Path, path: str) -> list[Checked]:
        """Return what came of a folder of pages, `qcdc export --site`: of each page, of those that are missing or new.

        Args:
            folder: where it is.
            path: how it is named to people.

        Raises:
            QcdcError: as `file`.
        """
        index = f"{path}/{INDEX}"
        first = self.file(folder / INDEX, index)
        if first.output is None:
            return [first]
        there = {one.relative_to(folder).as_posix(): one for one in sorted(folder.rglob("*.html")) if one.is_file()}
        # The first page may be the same in what is for the public and what is not, and at two stages.
        found = read_page(_bytes(folder / INDEX, index), index)
        least, best = self._pages_unlike(first.output, there), first.output
        for output in self._outputs("html", found, first.codes):
            if not least:
                break
            if output.view != SITE or output == best:
                continue
            try:
                number = self._pages_unlike(output, there, least)
            except QcdcError:  # the campaign gives no such output
                continue
            if number < least:
                least, best = number, output
        if best != first.output:
            of_index = next(filter(None, self._compared(best, found, index)), None)
            first = first if of_index is None else self._with_codes(of_index, first.codes)
        return list(self._pages_compared(first, there, path))

    def _pages_unlike(self, output: Output, there: Mapping[str, Path], most: int | None = None) -> int:
        """Return how many pages of a folder are not as an output has them; no more than so many are looked for."""
        number = 0
        for name, data in pages_of(output, self._make):
            if name not in there:
                number += 1
                continue
            given, expected = (read_page(one, name) for one in (_bytes(there[name], name), data))
            number += [one.value for one in given.pieces] != [one.value for one in expected.pieces]
            if number == most:
                break
        return number

    def _pages_compared(self, first: Checked, there: Mapping[str, Path], path: str) -> Iterator[Checked]:
        """Yield what came of a folder's first page, then of each other page, of those that are missing or new.

        Args:
            first: what came of the first page, as one of the output that the folder is compared with.
            there: the pages by their paths in the folder.
            path: how the folder is named to people.
        """
        yield first
        output = first.output
        assert output is not None  # noqa: S101 - without one there is nothing to compare with
        new = {*there} - {INDEX}
        for name, data in pages_of(output, self._make):
            own = f"{path}/{name}"
            if name == INDEX:
                continue
            new.discard(name)
            if name not in there:
                values = {"what": own, "found": "", "expected": say("trang này", "this page")}
                yield Checked(own, None, problems=(Problem("Q064", values).at(Place(own)),))
                continue
            given, expected = read_page(_bytes(there[name], own), own), read_page(data, own)
            yield Checked(own, output, expected.figures, first.codes, in_order(expected.differences(given)))
        for name in sorted(new):
            own = f"{path}/{name}"
            values = {"what": own, "found": say("trang này", "this page"), "expected": ""}
            yield Checked(own, None, problems=(Problem("Q063", values).at(Place(own)),))

    def data(self, data: bytes, path: str) -> Checked:
        """Return what came of a file's bytes; as `file`."""
        name = format_of_file(data, Path(path).suffix)
        if not data:
            raise QcdcError(Problem("Q112").at(Place(path)), could_not_run=True)
        if not name:
            raise _not_ours(path)
        found = _READERS[name](data, path)
        codes = codes_in(found.text)
        about_codes = tuple(problem for code in codes for problem in self._about_code(code, path))
        if any(problem.code == "Q069" for problem in about_codes):
            return Checked(path, None, codes=codes, problems=about_codes)
        best = self._closest(self._told_first(self._outputs(name, found, codes), found), found, path)
        if best is None and about_codes:
            # Each line of a table ends with the code: with another one, no line is like what it should be.
            return Checked(path, None, codes=codes, problems=about_codes)
        if best is None:
            if name != "pdf":
                raise _not_ours(path)
            return Checked(path, None, problems=(Problem("Q071").at(Place(path)),))
        return self._with_codes(best, codes)

    def _with_codes(self, best: Checked, codes: tuple[str, ...]) -> Checked:
        """Return what came of a file with the codes that it carries, and what is wrong with them."""
        about = (problem for code in codes for problem in self._about_code(code, best.path))
        return replace(best, codes=codes, problems=in_order((*about, *best.problems)))

    def _outputs(self, name: str, found: FileContent, codes: Collection[str]) -> Iterator[Output]:
        """Yield what a file may be.

        Args:
            name: the name of its format.
            found: what it says.
            codes: the codes of seals that it carries.
        """
        periods = [one.period for one in self._chain.seals if one.code in codes]
        asked = replace(self._asked, period=periods[0]) if periods and not self._asked.period else self._asked
        seals: Sequence[bool] = (bool(codes),)
        text, language = found.text, ""
        if isinstance(found, PdfContent):
            if found.title is None:
                return  # qcdc writes none without a title
            seals, text, language = (True, False), found.title, found.language
        for sealed in seals:
            yield from possible_outputs(self._campaign, name, text, asked, sealed=sealed, language=language)

    def _told_first(self, outputs: Iterable[Output], found: FileContent) -> Iterator[tuple[Output, bool]]:
        """Yield outputs, those first that a file says it is, each with whether it is one of them."""
        if not isinstance(found, JsonContent):
            yield from ((one, True) for one in outputs)
            return
        told, others = told_by_keys(found, self._campaign), list[Output]()
        for one in outputs:
            if told(one):
                yield one, True
            else:
                others.append(one)
        yield from ((one, False) for one in others)

    def _closest(self, outputs: Iterable[tuple[Output, bool]], found: FileContent, path: str) -> Checked | None:
        """Return what came of comparing with the output that is most like a file; None where none is like it.

        Args:
            outputs: the outputs, each with whether it is what the file says it is.
            found: what the file says.
            path: how it is named to people.
        """
        best: Checked | None = None
        refusals: list[QcdcError] = []
        made = False
        for output, told in outputs:
            if best is not None and _is_hardly_closer(output, best, found, told=told):
                continue
            try:
                for one in self._compared(output, found, path):
                    made = True
                    if one is None:
                        continue
                    if not one.problems:
                        return one
                    if best is None or len(one.problems) < len(best.problems):
                        best = one
            except QcdcError as refusal:
                refusals.append(refusal)
        if refusals and not made:
            raise refusals[0]
        return best

    def _compared(self, output: Output, found: FileContent, path: str) -> Iterator[Checked | None]:
        """Yield for each file of an output in what another differs from it; None where the two are not alike."""
        # With more lines than this, no output is like the file; a country's criteria are a hundred thousand.
        most = int(len(found.pieces) / _LEAST_ALIKE) if output.format == "csv" else None
        if isinstance(found, PdfContent) and pdf_title(output, self._make) != found.title:
            yield None
            return
        for expected in self._made_again(output, path, most):
            if expected.likeness(found) < _LEAST_ALIKE:
                yield None
            else:
                problems = in_order(expected.differences(found))
                yield Checked(path, output, expected.figures, (), problems, expected.differs_in_figures_only(found))

    def _made_again(self, output: Output, path: str, most: int | None = None) -> Iterator[FileContent]:
        for data in made_again(output, self._make, Path(path).name, most):
            yield _READERS[output.format](data, path)

    def _about_code(self, code: str, path: str) -> Iterator[Problem]:
        """Yield what is wrong with a code that a file carries."""
        seal = next((one for one in self._chain.seals if one.code == code), None)
        later = None if seal is None else self._later(seal)
        if seal is None:
            yield Problem("Q070", {"code": code}).at(Place(path))
        elif later is not None:
            reason = later.reason or say("niêm phong mới", "a new seal")
            numbers = {"number": str(seal.seal), "later": str(later.seal)}
            values = {"code": code, "code_now": later.code, "reason": reason, **numbers}
            yield Problem("Q069", values).at(Place(path))

    def _later(self, seal: Seal) -> Seal | None:
        """Return what is in force in the place of a seal; None where it is in force itself."""
        if seal.sort == REMOVAL:
            return None
        in_force = (self._chain.in_force(seal.period, bloc) for bloc in seal.blocs)
        return next((one.seal for one in in_force if one is not None and one.seal.code != seal.code), None)


def _is_hardly_closer(output: Output, best: Checked, found: FileContent, *, told: bool) -> bool:
    """Return whether an output is not worth making again, since another one is as close to a file as it can be.

    Args:
        output: the output.
        best: what came of comparing the file with the closest one until here.
        found: what the file says.
        told: whether the output is what the file says it is.
    """
    if best.output is None:
        return False
    if best.figures_only and replace(output, language=best.output.language) == best.output:
        return True  # in another language it differs in the same figures, and in words
    own, best_own = (_columns(one) for one in (output, best.output))
    # A report begins as a table does, and goes on: where a file lacks lines, it may be the table.
    figures = all(problem.code == "Q060" for problem in best.problems)
    other = not told or (output.format in _OWN_LINES and own != best_own and figures)
    return other and len(best.problems) < max(_FEW, len(found.pieces) * _LITTLE)


def _columns(output: Output) -> tuple[str, ...]:
    """Return on what it depends which columns a table has."""
    return output.view, output.grouping, output.section


def _bytes(file: Path, path: str) -> bytes:
    data = read_file(file, path, MOST_MEGABYTES)
    if isinstance(data, Problem):
        raise QcdcError(data, could_not_run=True)
    return data


def _not_ours(path: str) -> QcdcError:
    return QcdcError(Problem("Q067", {"path": path}).at(Place(path)), could_not_run=True)


def agreement(one: Checked, campaign: Campaign) -> str:
    """Return what is said of a file that agrees: as what it was compared, and in how many figures.

    Args:
        one: what came of it; without problems.
        campaign: the campaign.
    """
    output = one.output
    assert output is not None  # noqa: S101 - without problems, it was compared
    parts: Sequence[str] = (
        str(VIEW_NAMES[output.view]),
        period_name(campaign, output.period),
        "" if output.bloc is None else campaign.blocs[output.bloc].name,
        campaign.unit_name(output.units[0]) if len(output.units) == 1 else "",
        str(SECTIONS[output.section]) if output.section else "",
        say("chưa giải quyết", "not solved") if output.only_open else "",
        "" if output.stage is None else _stage(campaign, output.stage),
        say("bản công khai", "for the public") if output.public else "",
    )
    what = ", ".join(filter(None, parts))
    number = large_figure(one.figures)
    compared = say(f"đã đối chiếu {number} số liệu", f"{number} figures compared")
    if output.format == "pdf":
        compared = say("giống từng byte", "byte by byte")
    return say(f"{one.path}: khớp ({what}; {compared})", f"{one.path}: agrees ({what}; {compared})")


def _stage(campaign: Campaign, stage: str) -> str:
    name = next(entry.name for entry in campaign.stages if entry.id == stage)
    return say(f"chỉ tính đến bước {name}", f"up to the stage {name} only")
