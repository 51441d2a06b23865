"""Seals as files: what is written is read again, and an entry that was edited, taken out or moved is found."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.process.sealing.seal import Chain
from qcdc_cli.seals.copies import SealedCopy, copy_file, new_copy
from qcdc_cli.seals.seal_files import new_entry, read_chain, seals_file, with_entry
from qcdc_cli.storage.disk import digest

DIGEST = "a" * 63
texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and text.isprintable()
)


def write_entries(folder: Path, *more: dict[str, Any], period: str = "2020") -> list[dict[str, Any]]:
    """Write entries into the seals of a folder, each going on from the one before."""
    written: list[dict[str, Any]] = []
    for number, fields in enumerate(more, start=1):
        entry = new_entry(
            {
                "seal": str(number),
                "sort": "seal",
                "period": period,
                "blocs": [f"bloc-{number}"],
                "time": "2026-11-30T10:45:00+07:00",
                "program": {"version": "1.0", "sha256": f"{DIGEST}1"},
                "before": written[-1]["digest"] if written else "",
                **fields,
            }
        )
        new = with_entry(folder, entry)
        new.file.parent.mkdir(exist_ok=True)
        assert isinstance(new.data, bytes)
        new.file.write_bytes(new.data)
        written.append(entry)
    return written


def codes(chain: Chain) -> list[str]:
    return [problem.code for problem in chain.problems]


def test_nothing_is_sealed(tmp_path: Path) -> None:
    assert read_chain(tmp_path) == Chain()


@settings(max_examples=40)
@given(st.dictionaries(texts, st.just({"sha256": f"{DIGEST}2"}), max_size=3), texts)
def test_an_entry_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, inputs: dict[str, Any], reason: str
) -> None:
    folder = tmp_path_factory.mktemp("seals")
    (entry,) = write_entries(folder, {"inputs": inputs, "reason": reason})
    chain = read_chain(folder)
    assert codes(chain) == []
    (seal,) = chain.seals
    assert (seal.digest, seal.code) == (entry["digest"], entry["code"])


def test_every_edit_of_a_letter_is_found(tmp_path: Path) -> None:
    """Whatever letter of the file is another one, the chain is no longer sound."""
    write_entries(tmp_path, {"results": {"a": f"{DIGEST}3"}}, {"inputs": {"qcdc.yaml": {"sha256": f"{DIGEST}4"}}})
    file = seals_file(tmp_path, "2020")
    whole = file.read_text("utf-8")
    begin = whole.index("  - seal")
    for at in range(begin, len(whole), 7):
        if whole[at].isspace():
            continue
        file.write_text(whole[:at] + ("x" if whole[at] != "x" else "y") + whole[at + 1 :], "utf-8")
        assert codes(read_chain(tmp_path)), whole[at - 20 : at + 20]


def test_an_entry_taken_out_or_moved_is_found(tmp_path: Path) -> None:
    write_entries(tmp_path, {}, {"by": "b"}, {"by": "c"})
    file = seals_file(tmp_path, "2020")
    head, *entries = file.read_text("utf-8").split("  - seal: ")
    for left in ([0, 2], [1, 2]):
        file.write_text("  - seal: ".join([head, *(entries[at] for at in left)]), "utf-8")
        assert codes(read_chain(tmp_path)) == ["Q002"]
    renumbered = entries[1].replace("2\n", "3\n", 1), entries[2].replace("3\n", "2\n", 1)
    file.write_text("  - seal: ".join([head, entries[0], *renumbered]), "utf-8")
    assert set(codes(read_chain(tmp_path))) == {"Q001", "Q002"}


def test_sealed_results_are_replaced_by_errata_alone(tmp_path: Path) -> None:
    """A whole chain that somebody went on with: a bloc sealed a second time, an erratum of another seal."""
    sealed, erratum = {"blocs": ["a", "b"]}, {"blocs": ["a", "b"], "sort": "erratum", "corrects": "1"}
    write_entries(
        tmp_path,
        {"blocs": ["a"], "provisional": "yes"},
        sealed,
        {**erratum, "corrects": "2"},
        {"blocs": ["b"]},
        {**erratum, "blocs": ["a"], "corrects": "2"},
        {"blocs": ["a"], "sort": "removal"},
    )
    chain = read_chain(tmp_path)
    assert [(one.code, one.values["number"], one.values["before"]) for one in chain.problems] == [
        ("Q004", "4", "3"),
        ("Q004", "5", "3"),
    ]


def test_an_entry_in_the_file_of_another_period_is_found(tmp_path: Path) -> None:
    write_entries(tmp_path, {})
    seals_file(tmp_path, "2020").rename(seals_file(tmp_path, "2021"))
    assert codes(read_chain(tmp_path)) == ["Q003"]


def test_a_copy_of_a_country_is_read_again(tmp_path: Path) -> None:
    """It has more files than packages that units send may have; names that lead out of it lead nowhere."""
    data = b"unit: a\n"
    names = ["../chung/thang.yaml", "qcdc:x.yaml", *(f"units/{number}.yaml" for number in range(5_500))]
    inputs = dict.fromkeys(names, data)
    new = new_copy(copy_file(tmp_path, "2020", 1), inputs, {"b": "x\n"}, {"a": "y  z\n"})
    assert isinstance(new.data, bytes)
    new.file.parent.mkdir()
    new.file.write_bytes(new.data)
    sealed = {"sha256": digest(data)}
    about = {"results": {"b": digest(b"x\n")}, "evidence": {"a": {"files": "1", "sha256": digest(b"y  z\n")}}}
    write_entries(tmp_path, {"inputs": dict.fromkeys(names, sealed), **about})
    copy = SealedCopy(tmp_path, read_chain(tmp_path).seals[0])
    assert all(copy.input(name) == data for name in names)
    assert (copy.results("b"), copy.evidence("a")) == ("x\n", "y  z\n")
