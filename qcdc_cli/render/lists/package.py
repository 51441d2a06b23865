"""The index that goes along in a package of evidence: the documents to sign, and every file with its digest."""

from collections.abc import Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.packages.bag import PAYLOAD
from qcdc_cli.process.evidence import UnitEvidence
from qcdc_cli.process.packing import PackedFile
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.lists.evidence import evidence_index
from qcdc_cli.render.words.names import unit_name


def package_lists(campaign: Campaign, evidence: UnitEvidence, files: Sequence[PackedFile]) -> tuple[List, ...]:
    """Return the index of a unit's evidence file by the paths in its package, and the package's files.

    Args:
        campaign: the campaign.
        evidence: the unit's evidence file.
        files: the files of the package.
    """
    paths = {one.at.file: f"{PAYLOAD}{one.at.path}" for one in files}
    documents = [document.document for one in evidence.criteria for document in one.documents]
    named = [one.name or None if one.file is None else paths[one.file] for one in documents]
    index = evidence_index(campaign, evidence)
    columns = tuple(replace(column, values=named) if column.key == "file" else column for column in index.columns)
    listed = sorted(files, key=lambda one: one.at.path)
    unnamed = sum(not one.at.criteria for one in files)
    note = say(f"Chưa gắn với tiêu chí nào: {unnamed} tệp.", f"Files that no criterion names: {unnamed}.")
    return (
        replace(index, columns=columns),
        List(
            key="files",
            title=say("Tệp trong gói", "Files in the package"),
            columns=(
                ListColumn("row", say(*terms.ROW_NUMBER), list(range(1, len(listed) + 1))),
                ListColumn(
                    "path", say(*terms.EVIDENCE_FILE), [f"{PAYLOAD}{one.at.path}" for one in listed], wraps=True
                ),
                ListColumn(
                    "original",
                    say("Trong hồ sơ", "In the evidence file"),
                    [one.at.original for one in listed],
                    wraps=True,
                ),
                ListColumn("bytes", say("Số byte", "Bytes"), [one.size for one in listed]),
                ListColumn("sha256", say("Mã SHA-256", "SHA-256 digest"), [one.digest for one in listed], wraps=True),
            ),
            subtitle=(unit_name(campaign, evidence.unit),),
            notes=(note,) if unnamed else (),
        ),
    )
