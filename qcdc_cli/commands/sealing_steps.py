"""What `qcdc seal` does: load, see that nothing is open, gather, write all or nothing, and tell."""

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.commands import session
from qcdc_cli.commands.campaign_loading import campaign_file, campaign_folder, load_campaign
from qcdc_cli.commands.lookup import bloc_ids, period_id
from qcdc_cli.commands.output import tell
from qcdc_cli.commands.progress import bar_when_slow
from qcdc_cli.commands.sealing import earlier_periods, refuse_other_earlier_results
from qcdc_cli.file_bytes import Digests, noting_digests
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import in_sentence
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing.results_text import digest_of_results, results_text
from qcdc_cli.process.sealing.seal import ERRATUM, REMOVAL, Chain, Seal
from qcdc_cli.render.lists.seals import changed_lists, on_screen, removed_evidence_list, seal_lists
from qcdc_cli.render.report import ListReport
from qcdc_cli.render.words.open_matters import OpenMatter, open_matters
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import blocs_needed, periods_needed
from qcdc_cli.seals.erratum import correction, removed_since, sealed_lists
from qcdc_cli.seals.file_digests import evidence_name
from qcdc_cli.seals.seal_files import read_chain, seals_file, sound_chain, with_entry
from qcdc_cli.seals.sealing import SealedContent, changed_meanwhile, gather, next_entry, seal_files
from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile, replace_all
from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.editing.text import scalar

_READING = Text("Đọc minh chứng", "Reading evidence")
_FINISH_FIRST = Text("Giải quyết xong rồi đính chính.", "Settle it, then make the erratum.")
_NOT_SEALED = Text("không có trong niêm phong của kỳ này", "is not in the seals of this period")
_STILL_THERE = Text("vẫn còn đó", "is still there")
_RECORDED = Text("đã được ghi nhận hủy", "has been recorded as removed")


def refuse_unreadable(option: str, text: str) -> None:
    """Refuse a text that a seal could not hold as it is: an empty one (Q906), one with hidden characters (Q018)."""
    normal = unicodedata.normalize("NFC", text)
    if not normal.strip():
        raise QcdcError(Problem("Q906", {"found": text, "option": option, "command": "qcdc seal"}), could_not_run=True)
    document = YamlDocument(option, f"text: {scalar(normal)}\n".encode(errors="replace"))
    if document.tree != {"text": normal}:
        raise QcdcError(Problem("Q018", {"text": visible(text)}).at(Place(option)), could_not_run=True)


def seal_blocs(bloc: str | None, period: str | None, *, provisional: bool, strict: bool) -> ListReport:
    """Seal the chosen blocs that are not sealed yet, and return what is to be told.

    Raises:
        QcdcError: Q011 where all of them are; Q012 while something is open.
    """
    loaded, read = _loaded()
    asked, of = bloc_ids(loaded.campaign, bloc), period_id(loaded.campaign, period)
    chain = sound_chain(_folder(loaded))
    closed = chain.closed(of, asked)
    blocs = tuple(one for one in asked if one not in closed)
    if not blocs:
        place = Place(display_path(seals_file(_folder(loaded), of)))
        told = [(one, found.seal) for one, found in closed.items()]
        values = ({"period": of, "bloc": one, "number": str(own.seal), "code": own.code} for one, own in told)
        raise QcdcError(*(Problem("Q011", each).at(place) for each in values))
    work, rankings = _ranked(loaded, of, blocs, strict=strict)
    more: dict[str, Any] = {}
    if provisional:
        more = {"provisional": "yes", "open": [matter.text for matter in _open(work, rankings)]}
    else:
        _refuse_open(work, rankings)
    made = _written(work, rankings, chain, lambda _: more, read)
    return _report(rankings, made, tuple(closed))


def correct(reason: str, bloc: str | None, period: str | None, *, strict: bool) -> ListReport:
    """Seal anew what was sealed and is corrected since, with old and new figures; return what is to be told.

    Raises:
        QcdcError: Q013 where nothing is sealed; Q019 where several seals are meant; Q012 while something is open; what
            `correction` raises.
    """
    loaded, read = _loaded()
    folder, of = _folder(loaded), period_id(loaded.campaign, period)
    chain = sound_chain(folder)
    sealed = _one_seal(loaded, chain, bloc, of)
    blocs = _blocs_of(sealed, loaded)
    work, rankings = _ranked(loaded, of, blocs, strict=strict)
    _refuse_open(work, rankings, _FINISH_FIRST)
    found = None

    def more(now: SealedContent) -> Mapping[str, Any]:
        nonlocal found
        found = correction(folder, chain, sealed, now)
        about = {"sort": ERRATUM, "corrects": str(sealed.seal), "reason": reason.strip()}
        return {**about, "changed": found.changed()}

    made = _written(work, rankings, chain, more, read)
    assert found is not None  # noqa: S101 - nothing is written without it
    report = _report(rankings, made)
    lists = changed_lists(rankings, found.figures, found.files, made)
    return ListReport(report.campaign, of, (*report.lists, *lists), report.facts, on_screen=(*lists, *report.on_screen))


def record_removal(named: Sequence[str], by: str, reason: str, bloc: str | None, period: str | None) -> ListReport:
    """Record that sealed evidence was removed lawfully; return what is to be told.

    Raises:
        QcdcError: Q013 where nothing is sealed; Q017 for what is no sealed evidence, or is still there; Q016 where the
            copy of the seal is not.
    """
    file = campaign_file()
    campaign, folder = file.campaign, file.file.parent
    asked, of = bloc_ids(campaign, bloc), period_id(campaign, period)
    chain = sound_chain(folder)
    seals = {one.seal.seal: one.seal for one in chain.closed(of, asked).values()}
    if not seals:
        raise _nothing_sealed(folder, of, asked if bloc is not None else ())
    lists = [(seal, unit, files) for seal in seals.values() for unit, files in sealed_lists(folder, seal).items()]
    known = {path: (seal, unit, found) for seal, unit, files in lists for path, found in files.items()}
    before = {path for seal in seals.values() for path in removed_since(chain, seal)}
    paths = _removed_paths(named, known, before, folder)
    units = {path: known[path][1] for path in paths}
    blocs = tuple(dict.fromkeys(own for path in paths for own in known[path][0].blocs))
    more = {
        "sort": REMOVAL,
        "reason": reason.strip(),
        "by": by.strip(),
        "removed": {path: known[path][2] for path in paths},
    }
    entry: Mapping[str, Any] = next_entry(chain, of, blocs, more)

    def files() -> Iterator[NewFile]:
        _refuse_other_chain(folder, chain, of)
        yield with_entry(folder, entry)

    _write(files(), folder)
    made = Seal.model_validate(entry)
    return ListReport(campaign, of, (removed_evidence_list(campaign, made, units),), _facts(made))


def show_again(bloc: str | None, period: str | None) -> ListReport:
    """Return what was to be told of the seal that is in force; nothing is told where results are others now.

    Raises:
        QcdcError: Q013 where nothing is sealed; Q019 where several seals are meant; what changed since.
    """
    loaded = load_campaign()
    work = session.start(loaded, session.Choice(bloc, period))
    folder, of = _folder(loaded), work.scoring_input.period
    found = {one.seal.seal: one.seal for one in work.seals.values()}
    if not found:
        raise _nothing_sealed(folder, of, work.blocs if bloc is not None else ())
    if len(found) > 1:
        raise _several(folder, of, found)
    sealed = next(iter(found.values()))
    whole = session.start(loaded, session.Choice(period=of, blocs=_blocs_of(sealed, loaded)))
    return _report(whole.rankings().rankings, sealed)


def add_signature(key: str, report: ListReport) -> None:
    """Sign the entry that a report is about; nothing else in its file changes.

    Args:
        key: the file of an SSH key, or `gpg` or `gpg:KEY`.
        report: what was told of the entry.

    Raises:
        QcdcError: what `new_signature` raises; the entry stays as it is then, and can be signed later.
    """
    from qcdc_cli.seals.signing import new_signature, with_signature

    folder = campaign_folder()
    sealed = next(one for one in sound_chain(folder).seals if one.seal == report.facts["seal"])
    signature = new_signature(sealed.digest, key)
    _write(iter([with_signature(folder, sealed, signature)]), folder)
    tell(say(f"Đã ký niêm phong số {sealed.seal}.", f"Signed seal {sealed.seal}."))


def _loaded() -> tuple[Loaded, Digests]:
    """Load the campaign, and note what its files held."""
    with noting_digests() as read:
        loaded = load_campaign()
    return loaded, read


def _folder(loaded: Loaded) -> Path:
    assert loaded.folder is not None  # noqa: S101 - no sheets were named, so that there is a campaign
    return loaded.folder


def _ranked(
    loaded: Loaded, period: str, blocs: tuple[str, ...], *, strict: bool = False
) -> tuple[session.Session, tuple[Ranking, ...]]:
    """Return a session of some blocs, with their rankings as they are now, whatever was sealed of the period itself."""
    work = session.start(loaded, session.Choice(period=period, strict=strict, blocs=blocs, any_results=True))
    refuse_other_earlier_results(work, earlier_periods(work))
    return work, session.ranked(work.scoring_input, blocs)


def _open(work: session.Session, rankings: Sequence[Ranking]) -> list[OpenMatter]:
    """Return what is open in the rankings, and in those of other blocs that decide on classes and awards with them."""
    needed = blocs_needed(work.scoring_input.rubrics, work.blocs)[len(work.blocs) :]
    return [matter for one in (*rankings, *session.ranked(work.scoring_input, needed)) for matter in open_matters(one)]


def _refuse_open(work: session.Session, rankings: Sequence[Ranking], fix: Text | str = "") -> None:
    """Refuse (Q012) to seal while something is open."""
    own, period = Place(display_path(_folder(work.loaded) / CAMPAIGN_FILE)), work.scoring_input.period
    if found := _open(work, rankings):
        raise QcdcError(
            *(Problem("Q012", {"what": one.text, "period": period}, fix=fix).at(one.place or own) for one in found)
        )


def _one_seal(loaded: Loaded, chain: Chain, bloc: str | None, period: str) -> Seal:
    """Return what closes the chosen blocs; of several seals the only one whose results are others now."""
    asked = bloc_ids(loaded.campaign, bloc)
    found = {one.seal.seal: one.seal for one in chain.closed(period, asked).values()}
    if not found:
        raise _nothing_sealed(_folder(loaded), period, asked if bloc is not None else ())
    differing = [one for one in found.values() if _differs(loaded, one)] if len(found) > 1 else [*found.values()]
    if len(differing) != 1:
        raise _several(_folder(loaded), period, found)
    return differing[0]


def _several(folder: Path, period: str, numbers: Iterable[int]) -> QcdcError:
    values = {"numbers": ", ".join(map(str, sorted(numbers))), "period": period}
    return QcdcError(Problem("Q019", values).at(Place(display_path(seals_file(folder, period)))))


def _blocs_of(sealed: Seal, loaded: Loaded) -> tuple[str, ...]:
    """Return the blocs of a seal that the campaign still has."""
    return tuple(one for one in sealed.blocs if one in loaded.campaign.blocs)


def _differs(loaded: Loaded, sealed: Seal) -> bool:
    """Return whether the results of a seal's blocs are others now."""
    _, rankings = _ranked(loaded, sealed.period, _blocs_of(sealed, loaded))
    return any(digest_of_results(results_text(one)) != sealed.results[one.bloc_id] for one in rankings)


def _nothing_sealed(folder: Path, period: str, blocs: Sequence[str]) -> QcdcError:
    named = in_sentence(*blocs) if blocs else Text("", "")
    of = Text(f" cho khối {named.vi}", f" for the bloc {named.en}") if blocs else named
    return QcdcError(Problem("Q013", {"period": period, "of": of}).at(Place(display_path(folder / CAMPAIGN_FILE))))


def _written(
    work: session.Session,
    rankings: Sequence[Ranking],
    chain: Chain,
    more: Callable[[SealedContent], Mapping[str, Any]],
    read: Digests,
) -> Seal:
    """Gather what is sealed and write it, all or nothing; nobody else writes into the campaign meanwhile.

    A provisional seal that is there already with all of that is returned, and nothing is written.

    Args:
        work: the session.
        rankings: what is sealed.
        chain: the seals so far.
        more: gives further fields of the entry from what is sealed, or refuses.
        read: what the files held from which the rankings were computed.
    """
    folder, scoring_input = _folder(work.loaded), work.scoring_input
    rubrics, period = scoring_input.rubrics, scoring_input.period
    blocs = blocs_needed(rubrics, work.blocs)
    periods = periods_needed(work.campaign, rubrics, work.blocs, period)
    entry: Mapping[str, Any] = {}
    same: Seal | None = None

    def files() -> Iterator[NewFile]:
        nonlocal entry, same
        _refuse_other_chain(folder, chain, period)
        with bar_when_slow(str(_READING)) as progress:
            content = gather(work.loaded, rankings, blocs, periods, progress, read)
        entry, new = seal_files(folder, chain, period, content, more(content))
        same = chain.same_provisional(Seal.model_validate(entry))
        yield from new if same is None else ()

    _write(files(), folder)
    _tell_about_line_endings(folder)
    if same is not None:
        tell(
            say(
                f"Không có gì thay đổi từ niêm phong tạm tính số {same.seal}, nên không lập niêm phong mới.",
                f"Nothing has changed since provisional seal {same.seal}, so that no new one was made.",
            )
        )
        return same
    return Seal.model_validate(entry)


def _refuse_other_chain(folder: Path, chain: Chain, period: str) -> None:
    """Refuse (Q010) where somebody else has sealed meanwhile."""
    if read_chain(folder) != chain:
        raise QcdcError(changed_meanwhile(seals_file(folder, period)))


def _write(files: Iterator[NewFile], folder: Path) -> None:
    try:
        replace_all(files, folder, tell)
    except ChangedMeanwhileError as failure:
        raise QcdcError(*map(changed_meanwhile, failure.files)) from failure


def _report(rankings: Sequence[Ranking], made: Seal, others: Sequence[str] = ()) -> ListReport:
    lists = seal_lists(rankings, made, others)
    return ListReport(rankings[0].campaign, made.period, lists, _facts(made), on_screen=tuple(map(on_screen, lists)))


def _facts(made: Seal) -> dict[str, Any]:
    """Return what programs are told of an entry of the chain."""
    return {
        "seal": made.seal,
        "sort": made.sort,
        "code": made.code,
        "digest": made.digest,
        "blocs": made.blocs,
        "provisional": made.provisional,
        "corrects": made.corrects,
    }


def _removed_paths(named: Sequence[str], known: Mapping[str, Any], before: set[str], folder: Path) -> tuple[str, ...]:
    """Return the sealed evidence files that are meant and are gone, by their paths.

    Args:
        named: files or folders, from the campaign's folder or the current one.
        known: all sealed evidence files, by path.
        before: those recorded as removed already.
        folder: the campaign's folder.
    """
    found: dict[str, None] = {}
    problems = []
    for name in named:
        ways = [evidence_name(Path(name).as_posix()), evidence_name(Path(os.path.relpath(name, folder)).as_posix())]
        meant = [path for path in known for way in ways if path == way or path.startswith(f"{way}/")]
        gone = [path for path in dict.fromkeys(meant) if not os.path.lexists(folder / path)]
        new = [path for path in gone if path not in before]
        if not new:
            reason = _RECORDED if gone else _STILL_THERE if meant else _NOT_SEALED
            problems.append(Problem("Q017", {"path": name, "reason": reason}).at(Place(name)))
        found |= dict.fromkeys(new)
    if problems:
        raise QcdcError(*problems)
    return tuple(sorted(found))


def _tell_about_line_endings(folder: Path) -> None:
    """Warn where git may change the line ends of sealed files, and with them their digests."""
    repository = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if repository is None:
        return
    above = [folder, *folder.parents]
    for one in above[: above.index(repository) + 1]:
        try:
            lines = (one / ".gitattributes").read_text("utf-8", errors="replace").splitlines()
        except OSError:
            continue
        if any({"-text", "binary"}.intersection(line.split()[1:]) for line in lines):
            return
    tell(
        say(
            "Đợt thi đua nằm trong kho git chưa có `.gitattributes` giữ nguyên từng byte: git có thể đổi ký tự xuống "
            "dòng của tệp đã niêm phong. Thêm tệp `.gitattributes` có dòng `* -text`.",
            "The campaign lies in a git repository without a `.gitattributes` that keeps bytes as they are: git may "
            "change the line ends of sealed files. Add a file `.gitattributes` with the line `* -text`.",
        )
    )
