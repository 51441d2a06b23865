"""The papers that are kept as text, of the examples, in both languages."""

from pathlib import Path
from typing import NamedTuple

from qcdc_cli.language import LANGUAGES, speaking
from tests.campaigns import ROOT
from tests.render.documents.made import paper_text

FOLDER = Path(__file__).parent


class Paper(NamedTuple):
    """A paper of an example.

    Attributes:
        example: the example's folder.
        period: the period's id.
        kind: which paper.
        language: the language.
    """

    example: str
    period: str
    kind: str
    language: str

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.kind}-{self.example}-{self.period}-{self.language}.txt"

    def text(self) -> str:
        """Return it as text."""
        with speaking(self.language):
            return paper_text(ROOT / "examples" / self.example, self.kind, self.period)


_KINDS = {
    ("chau-thanh-2020", "2020-h1"): ("report", "notice"),
    ("chau-thanh-2020", "2020"): ("report", "minutes", "submission", "notice", "ranking"),
    ("can-tho-2026", "2026"): ("report",),
    ("chi-so-phan-tram", "2024"): ("submission", "notice"),
}
PAPERS = [Paper(*of, kind, language) for of, kinds in _KINDS.items() for kind in kinds for language in LANGUAGES]
