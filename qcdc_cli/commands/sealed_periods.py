"""What a seal closes: commands that would change a sealed period of a bloc refuse, and say what to do instead."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.process.sealing import SEALS
from qcdc_cli.process.sealing.seal import Chain, SealInForce
from qcdc_cli.seals.seal_files import seals_file, sound_chain
from qcdc_cli.storage.replacing import NewFile

NOT_IMPORTED = Text("không nhập được nữa", "nothing more is imported for it")
NO_FORMS = Text("không tạo biểu mẫu nữa", "no forms are made for it")
NOT_UNDONE = Text("không hoàn tác lần nhập được", "its import is not undone")
NOT_ASSIGNED = Text("không phân công lại được", "nobody is assigned anew")
NOT_TAKEN = Text("không nhận thêm minh chứng", "no more evidence is taken for it")


class SealedPeriods:
    """The periods of a campaign's blocs that are sealed; read when first asked for."""

    def __init__(self, campaign: Campaign, folder: Path) -> None:
        """Prepare.

        Args:
            campaign: the campaign.
            folder: its folder.
        """
        self._campaign, self._folder = campaign, folder

    @cached_property
    def _chain(self) -> Chain:
        return sound_chain(self._folder)

    def of(self, period: str, blocs: Collection[str]) -> Mapping[str, SealInForce]:
        """Return which of some blocs are sealed in a period, by the bloc's id.

        Raises:
            QcdcError: as `sound_chain` does.
        """
        return self._chain.closed(period, blocs)

    def problem(self, unit: str, period: str, what: Text) -> Problem | None:
        """Return the problem (Q014) of a unit whose bloc is sealed in a period, without a place; else None.

        Args:
            unit: the unit's id.
            period: the period's id.
            what: what is not done for it.

        Raises:
            QcdcError: as `sound_chain` does.
        """
        bloc = self._campaign.bloc_of(unit)
        found = self.of(period, () if bloc is None else (bloc,))
        return next((_problem(period, *one, what) for one in found.items()), None)

    def refuse(self, period: str, blocs: Collection[str], what: Text) -> None:
        """Refuse (Q014) to do something for blocs that are sealed in a period.

        Args:
            period: the period's id.
            blocs: the blocs' ids.
            what: what is not done for them.
        """
        if found := self.of(period, blocs):
            place = Place(display_path(seals_file(self._folder, period)))
            raise QcdcError(*(_problem(period, *one, what).at(place) for one in found.items()))


def none_sealed(campaign: Campaign, folder: Path, sheets: Iterable[tuple[str, str]], what: Text) -> Iterator[NewFile]:
    """Yield no file, after looking once more whether sheets are sealed: comes first in what `replace_all` writes.

    By then no other run can seal them any more.

    Args:
        campaign: the campaign.
        folder: its folder.
        sheets: the unit and period of each sheet that is to be changed.
        what: what is not done for those that are sealed.

    Raises:
        QcdcError: Q014 for each that is.
    """
    now, place = SealedPeriods(campaign, folder), Place(display_path(folder / SEALS))
    if found := [one.at(place) for sheet in sheets if (one := now.problem(*sheet, what)) is not None]:
        raise QcdcError(*in_order(found))
    yield from ()


def _problem(period: str, bloc: str, sealed: SealInForce, what: Text) -> Problem:
    values: dict[str, str | Text] = {"period": period, "bloc": bloc, "what": what}
    return Problem("Q014", {**values, "number": str(sealed.seal.seal), "code": sealed.seal.code})
