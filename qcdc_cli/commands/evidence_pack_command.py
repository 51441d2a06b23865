"""`qcdc evidence pack`: a unit's evidence file as a package for the leader."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from qcdc_cli.render.report import ListReport

_SUFFIX = ".zip"
_INDEXES = ("xlsx", "html", "docx")  # the formats of the index that goes along

OutputOption = Annotated[
    str | None,
    options.option(
        "Tệp .zip để ghi; mặc định minh-chung-ĐƠN-VỊ-KỲ.zip.",
        "The .zip file to write; by default minh-chung-UNIT-PERIOD.zip.",
        "--output",
        "-o",
        value=terms.FILE,
    ),
]

HELP = Text(
    "Trong gói: các tệp minh chứng theo thư mục tiêu chí (data/I.1/…), mục lục hồ sơ (muc-luc.docx để in, ký; có cả "
    ".xlsx, .html) và bản kê mã kiểm tra từng tệp theo chuẩn BagIt (RFC 8493). Cùng hồ sơ thì gói giống hệt từng byte. "
    "Nhận gói bằng `qcdc evidence take`.",
    "The package holds the files in folders by criterion (data/I.1/…), an index (muc-luc.docx to print and sign; also "
    ".xlsx and .html) and the digest of every file, laid out as BagIt (RFC 8493). The same evidence gives the same "
    "bytes. Take packages with `qcdc evidence take`.",
)


def command(unit: options.UnitArgument, period: options.PeriodOption = None, output: OutputOption = None) -> None:
    """Pack a unit's evidence file."""
    from qcdc_cli.campaign.evidence_folders import evidence_root
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.evidence_reading import campaign_evidence, campaign_folder_of_evidence
    from qcdc_cli.commands.lookup import unit_and_bloc
    from qcdc_cli.commands.output import tell, tell_problems, write_output
    from qcdc_cli.dossiers.packing import package, package_name
    from qcdc_cli.language.names import in_sentence
    from qcdc_cli.packages.archive import rounded_size
    from qcdc_cli.render.lists.package import package_lists

    loaded = load_campaign()
    identity, bloc = unit_and_bloc(loaded.campaign, unit)
    folder = campaign_folder_of_evidence(loaded)
    work = session.start(loaded, session.Choice(bloc, period, units={identity}))
    campaign, of_period = work.campaign, work.scoring_input.period
    target = output if output is not None else f"{package_name(identity, of_period)}{_SUFFIX}"
    _refuse_target(target, folder / evidence_root(campaign.evidence or ""))
    (evidence,) = campaign_evidence(loaded).units([identity], [of_period])
    made = package(campaign, folder, evidence)
    index = work.listed(package_lists(campaign, evidence, made.files))
    write_output(Path(target), made.pieces(_indexes(index)))
    if made.renamed:
        tell_problems(made.renamed)
    name, number = in_sentence(campaign.unit_name(identity)), len(made.files)
    size = rounded_size(made.size)
    tell(
        say(
            f"Đã đóng gói {number} tệp minh chứng ({size}) của {name}: {target}.",
            f"Packed {number} evidence file{'' if number == 1 else 's'} ({size}) of {name}: {target}.",
        )
    )


def _indexes(index: "ListReport") -> dict[str, bytes]:
    """Return the index in each of its formats, by the name of its file: the same bytes on every machine."""
    from qcdc_cli.dossiers.packing import INDEX
    from qcdc_cli.packages.stored_zip import stored_again
    from qcdc_cli.render.formats import FORMATS
    from qcdc_cli.render.report import Options

    found = {}
    for one in map(FORMATS.__getitem__, _INDEXES):
        data = b"".join(one.file(one.render(index, Options())))
        found[f"{INDEX}{one.suffix}"] = stored_again(data) if one.binary else data  # what is binary here is a zip file
    return found


def _refuse_target(target: str, root: Path) -> None:
    """Refuse to write a package where it would itself be evidence, or would not be known as one.

    Raises:
        QcdcError: Q107 for a name without `.zip`; Q824 for a file in an evidence folder; what `refuse_overwriting`
            raises.
    """
    import os

    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.problems import Problem, QcdcError

    file = Path(target)
    if file.suffix.lower() != _SUFFIX:
        values = {"suffix": file.suffix or say("(không có)", "(none)"), "allowed": _SUFFIX}
        raise QcdcError(Problem("Q107", values, file.suffix, _SUFFIX), could_not_run=True)
    if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise QcdcError(Problem("Q824", {"path": target, "folder": display_path(root)}), could_not_run=True)
    refuse_overwriting([file])
