"""A small campaign whose evidence is packed at one desk and taken at another."""

from collections.abc import Mapping
from pathlib import Path

from qcdc_cli.campaign.evidence_files import list_evidence, read_evidence
from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.dossiers.incoming import Reader, files_named
from qcdc_cli.dossiers.packing import EvidencePackage, package
from qcdc_cli.dossiers.taking import Taken, take
from qcdc_cli.forms.form_files import is_form
from qcdc_cli.process.evidence import CampaignEvidence
from qcdc_cli.storage.replacing import replace_all

PERIOD = "2020-h1"
CAMPAIGN = """
campaign: Đợt thi đua giả định năm 2020
period: 2020-h1
periods:
  2020-h1: {name: 6 tháng đầu năm 2020, from: 2020-01-01, to: 2020-06-30}
  "2020": {name: Năm 2020, from: 2020-01-01, to: 2020-12-31}
stages: [{id: self, name: Tự chấm}]
blocs:
  khoi: {name: Khối xã, rubric: thang.yaml, units: [phu-an, phu-huu, dong-phuoc, dong-phuoc-a, u-05]}
units: {phu-an: Xã Phú An, phu-huu: Xã Phú Hữu, dong-phuoc: Xã Đông Phước, dong-phuoc-a: Xã Đông Phước A,
  u-05: Thị trấn Ngã Sáu}
evidence: minh-chung/{unit}/{period}
"""
RUBRIC = """
rubric: thang
name: Thang điểm giả định
total: 20
criteria:
  - {id: I.1, name: Kiện toàn Ban Chỉ đạo, points: 10, evidence: required}
  - {id: I.2, name: Công khai, points: 10, evidence: required}
"""
SHEET = """
unit: phu-an
period: 2020-h1
marks:
  I.1:
    self: 8
    evidence:
      - {name: Quyết định kiện toàn, number: 15-QĐ/ĐU, date: 2020-02-10, file: I.1/quyet-dinh.txt}
      - {name: Biên bản họp, file: hop/bien-ban.txt}
  I.2:
    self: 9
    evidence:
      - {name: Biên bản họp, file: hop/bien-ban.txt}
      - {name: Ảnh niêm yết, file: I.2/anh.jpg}
"""
FILES = {
    "I.1/quyet-dinh.txt": "Quyết định (giả định)".encode(),
    "hop/bien-ban.txt": "Biên bản (giả định)".encode(),
    "thua.txt": b"x",
}


class Desk:
    """A campaign's folder, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        (folder / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
        (folder / "thang.yaml").write_text(RUBRIC, encoding="utf-8")
        (folder / "units").mkdir(exist_ok=True)
        (folder / "units" / "phu-an.yaml").write_text(SHEET, encoding="utf-8")

    def put(self, files: Mapping[str, bytes], below: str = "minh-chung/phu-an/2020-h1") -> None:
        for name, data in files.items():
            file = self.folder / below / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def loaded(self) -> Loaded:
        loaded = load(Source(self.folder))
        assert isinstance(loaded, Loaded)
        return loaded

    def package(self, unit: str = "phu-an") -> EvidencePackage:
        loaded = self.loaded()
        listing = list_evidence(loaded.campaign, self.folder)
        read = read_evidence(self.folder, listing.all())
        evidence = CampaignEvidence(loaded.campaign, loaded.rubrics, loaded.sheets, listing, read)
        (one,) = evidence.units([unit], [PERIOD])
        return package(loaded.campaign, self.folder, one)

    def packed(self, unit: str = "phu-an") -> bytes:
        return b"".join(self.package(unit).pieces({"muc-luc.xlsx": b"an index"}))

    def take(self, *named: str, unit: str | None = None, period: str | None = None, write: bool = True) -> Taken:
        """Take what is named from the desk's own folder."""
        campaign = self.loaded().campaign
        reader = Reader(campaign, {"I", "I.1", "I.2"}, unit, period, is_form)
        found = files_named(named, self.folder)

        def writing(files: object) -> None:
            replace_all(files, self.folder, print)  # type: ignore[arg-type]

        return take(map(reader.read, found), campaign, self.folder, writing if write else None)

    def evidence(self, unit: str = "phu-an", period: str = PERIOD) -> dict[str, bytes]:
        folder = self.folder / "minh-chung" / unit / period
        files = [file for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(files)}


def codes(taken: Taken) -> list[tuple[str, str]]:
    """Return the codes of what is told, each with the name that it is about."""
    return [(problem.code, str(problem.values.get("name", ""))) for problem in taken.problems]


def outcomes(taken: Taken) -> list[tuple[str, str, str, str]]:
    """Return of each file its name where it came, its unit, its path and what became of it."""
    return [(one.name, one.unit, one.path, one.fate.value) for one in taken.files]
