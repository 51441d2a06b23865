"""A country to measure with: a campaign of 3,321 communes × 42 criteria, about 25 MB of YAML, all of it made up.

    python benchmarks/country.py                 the country, into benchmarks/country/ (not committed)
    python benchmarks/country.py --units 332     a tenth of it
    python benchmarks/country.py FOLDER          somewhere else

The same command always writes the same bytes. The sheets are as people write them: two stages, reasons where
the second differs, evidence for every mark, notes; in a few of them a mark or its evidence is missing.
"""

import argparse
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
RUBRIC = HERE.parent / "rubrics" / "qcdc-cap-xa-2020.yaml"
UNITS = 3321  # the communes, wards and special zones of Vietnam since 1 July 2025
TENTH = UNITS // 10
SEED = 2020

PROVINCES = {
    "ha-noi": "Hà Nội",
    "cao-bang": "Cao Bằng",
    "tuyen-quang": "Tuyên Quang",
    "dien-bien": "Điện Biên",
    "lai-chau": "Lai Châu",
    "son-la": "Sơn La",
    "lao-cai": "Lào Cai",
    "thai-nguyen": "Thái Nguyên",
    "lang-son": "Lạng Sơn",
    "quang-ninh": "Quảng Ninh",
    "bac-ninh": "Bắc Ninh",
    "phu-tho": "Phú Thọ",
    "hai-phong": "Hải Phòng",
    "hung-yen": "Hưng Yên",
    "ninh-binh": "Ninh Bình",
    "thanh-hoa": "Thanh Hóa",
    "nghe-an": "Nghệ An",
    "ha-tinh": "Hà Tĩnh",
    "quang-tri": "Quảng Trị",
    "hue": "Huế",
    "da-nang": "Đà Nẵng",
    "quang-ngai": "Quảng Ngãi",
    "gia-lai": "Gia Lai",
    "khanh-hoa": "Khánh Hòa",
    "dak-lak": "Đắk Lắk",
    "lam-dong": "Lâm Đồng",
    "dong-nai": "Đồng Nai",
    "ho-chi-minh": "Thành phố Hồ Chí Minh",
    "tay-ninh": "Tây Ninh",
    "dong-thap": "Đồng Tháp",
    "vinh-long": "Vĩnh Long",
    "an-giang": "An Giang",
    "can-tho": "Cần Thơ",
    "ca-mau": "Cà Mau",
}
BLOCS = len(PROVINCES)
FIRST = ("An", "Bình", "Châu", "Đông", "Hòa", "Hưng", "Long", "Mỹ", "Ngã", "Phú", "Phước", "Tân", "Thạnh", "Vĩnh")
SECOND = ("Bắc", "Đức", "Hải", "Hữu", "Lộc", "Mỹ", "Nam", "Phong", "Sáu", "Sơn", "Tây", "Thành", "Thọ", "Thới", "Xuân")
OFFICES = ("QĐ-UBND", "KH-BCĐ", "TB-UBND", "BC-BCĐ", "QĐ-ĐU", "BB-MTTQ")
REASONS = (
    "Hồ sơ minh chứng chưa đủ so với bản tự chấm",
    "Niêm yết chưa đủ thời gian theo quy định",
    "Một ấp chưa có biên bản họp dân",
    "Báo cáo gửi trễ hạn, đã nhắc",
)
NOTES = {
    "strengths": (
        "Các ấp đã sinh hoạt chuyên đề về dân chủ ở cơ sở trong nhân dân.",
        "Công trình có dân đóng góp đều được bàn và biểu quyết trước khi thu tiền.",
        "Hồ sơ hành chính trả đúng hạn, người dân được hướng dẫn rõ ràng.",
    ),
    "limits": ("Bảng công khai của một số ấp chậm cập nhật.", "Báo cáo quý I gửi trễ hạn."),
    "difficulties": ("Dân cư biến động, khó lập danh sách đại diện hộ.",),
    "proposals": ("Đề nghị thống nhất mẫu sổ theo dõi niêm yết cho các đơn vị.",),
}
HAMLET_RATIOS = ("II.4", "III.2")  # their targets stand in qcdc.yaml
CHANGED, SECOND_DOCUMENT = 0.08, 0.1  # of all marks
UNPROVEN, BLANK = 0.02, 0.02  # of all sheets, one mark each


def build(folder: Path, units: int = UNITS, documents: int = 0, blocs: int = BLOCS) -> None:
    """Write a campaign.

    Args:
        folder: where; what was in it is removed.
        units: how many communes it has.
        documents: how many documents prove each mark; 0 for one or two.
        blocs: how many blocs they are spread over, each a province.
    """
    shutil.rmtree(folder, ignore_errors=True)
    chance = random.Random(SEED)
    rubric = yaml.load(RUBRIC.read_bytes(), Loader=yaml.CSafeLoader)
    spread = _blocs(units, blocs)
    hamlets = {unit: chance.randint(5, 15) for bloc in spread.values() for unit in bloc}
    for province, own in spread.items():
        (folder / "units" / province).mkdir(parents=True)
        for unit in own:
            text = _sheet(unit, rubric, hamlets[unit], documents, chance)
            (folder / "units" / province / f"{unit}.yaml").write_text(text, "utf-8", newline="\n")
    campaign = "\n".join(_campaign(spread, hamlets, chance)) + "\n"
    (folder / "qcdc.yaml").write_text(campaign, "utf-8", newline="\n")


def _blocs(units: int, number: int) -> dict[str, list[str]]:
    """Spread the units evenly over some provinces, each a bloc: of all units and provinces it has about 98."""
    names = list(PROVINCES)[:number]
    blocs: dict[str, list[str]] = {province: [] for province in names}
    for number in range(units):
        province = names[number * len(names) // units]
        blocs[province].append(f"{province}-{len(blocs[province]) + 1:03}")
    return blocs


def _campaign(blocs: dict[str, list[str]], hamlets: dict[str, int], chance: random.Random) -> Iterator[str]:
    yield "campaign: Thi đua thực hiện Quy chế dân chủ ở cơ sở (số liệu do máy tạo để đo tốc độ)"
    yield "period: 2020-h1"
    yield "periods:"
    yield "  2020-h1: {name: 6 tháng đầu năm 2020, from: 2020-01-01, to: 2020-06-30, due: 2020-06-25}"
    yield "stages:"
    yield "  - {id: self, name: Tự chấm, by: unit}"
    yield "  - {id: bloc, name: Khối thẩm định, by: leader}"
    yield "blocs:"
    for province, own in blocs.items():
        yield f"  {province}:"
        yield f"    name: Khối thi đua {PROVINCES[province]}"
        yield f"    rubric: {RUBRIC.stem}"
        yield f"    leader: {own[0]}"
        yield f"    units: [{', '.join(own)}]"
    yield "units:"
    for unit in hamlets:
        yield f"  {unit}: {chance.choice(('Xã', 'Phường'))} {chance.choice(FIRST)} {chance.choice(SECOND)}"
    yield "targets:"
    for criterion in HAMLET_RATIOS:
        yield f"  {criterion}:"
        yield from (f"    {unit}: {number}" for unit, number in hamlets.items())


def _sheet(unit: str, rubric: dict[str, Any], hamlets: int, documents: int, chance: random.Random) -> str:
    lines = [
        "# yaml-language-server: $schema=../../../schemas/sheet.schema.json",
        "# Số liệu do máy tạo để đo tốc độ.",
        "",
        f"unit: {unit}",
        "period: 2020-h1",
        "",
        "marks:",
    ]
    leaves = list(_leaves(rubric["criteria"]))
    unproven = chance.choice(leaves)["id"] if chance.random() < UNPROVEN else None
    blank = chance.choice(leaves)["id"] if chance.random() < BLANK else None
    for group in rubric["criteria"]:
        lines.append(f"  # {group['id']}. {group['name']}")
        for criterion in _leaves([group]):
            lines.append(f"  {criterion['id']}:")
            if criterion["id"] != blank:
                lines += _marks(criterion, hamlets, chance)
                lines += _evidence(criterion, documents, chance) if criterion["id"] != unproven else []
    lines += ["", "notes:"]
    for key, sentences in NOTES.items():
        lines.append(f"  {key}:")
        lines += [f"    - {sentence}" for sentence in chance.sample(sentences, chance.randint(1, len(sentences)))]
    return "\n".join(lines) + "\n"


def _leaves(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if "criteria" in node:
            yield from _leaves(node["criteria"])
        else:
            yield node


def _marks(criterion: dict[str, Any], hamlets: int, chance: random.Random) -> Iterator[str]:
    given = _mark(criterion, hamlets, chance)
    verified = _mark(criterion, hamlets, chance) if chance.random() < CHANGED else given
    yield f"    self: {given}"
    if verified == given:
        yield f"    bloc: {verified}"
    else:
        yield "    bloc:"
        figures = verified.strip("{}").split(", ") if verified.startswith("{") else [f"mark: {verified}"]
        yield from (f"      {figure}" for figure in figures)
        yield f"      reason: {chance.choice(REASONS)}"


def _mark(criterion: dict[str, Any], hamlets: int, chance: random.Random) -> str:
    """Return a mark as this criterion's kind takes it; mostly a good one."""
    good = chance.random() ** 0.4
    if "levels" in criterion:
        levels = list(criterion["levels"])
        return levels[int((1 - good) * len(levels))]
    if "pass" in criterion:
        return "đạt" if good > 0.2 else "không đạt"
    if "checklist" in criterion:
        return f"[{', '.join(item for item in criterion['checklist'] if chance.random() < 0.9)}]"
    if "ratio" in criterion:
        if criterion["id"] in HAMLET_RATIOS:
            return f"{{actual: {round(good * hamlets)}}}"
        target = chance.randint(2, 12)
        return f"{{actual: {round(good * target)}, target: {target}}}"
    if "bands" in criterion:
        return f"{60 + 40 * good:.1f}".replace(".", ",")
    if "count" in criterion:
        return str(round(good * 6))
    if "deduct" in criterion:
        return str(round((1 - good) * 4))
    quarters = round(good * float(criterion["points"]) * 4)
    return f"{quarters / 4:g}".replace(".", ",")


def _evidence(criterion: dict[str, Any], documents: int, chance: random.Random) -> Iterator[str]:
    wanted = criterion["evidence"] if isinstance(criterion["evidence"], list) else ["Tài liệu kèm theo"]
    yield "    evidence:"
    for document in range(documents or (2 if chance.random() < SECOND_DOCUMENT else 1)):
        number, office = chance.randint(1, 199), chance.choice(OFFICES)
        date = f"{chance.randint(1, 28):02}/{chance.randint(1, 6)}/2020"
        yield f"      - {wanted[document % len(wanted)]}, số {number:02}/{office} ngày {date}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "country")
    parser.add_argument("--units", type=int, default=UNITS)
    arguments = parser.parse_args()
    build(arguments.folder, arguments.units)
    files = sorted(arguments.folder.rglob("*.yaml"))
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
