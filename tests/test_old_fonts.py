"""Texts for fonts of before Unicode are told from texts in other languages, which have the same letters."""

import unicodedata

import pytest

from qcdc_cli.encoding import decode
from qcdc_cli.old_fonts import first_in_old_font, is_syllable
from qcdc_cli.problems import Problem

# What offices write: as Unicode, and as the two old fonts have it.
UNICODE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Độc lập - Tự do - Hạnh phúc",
    "Thị trấn Ngã Sáu, xã Đông Thạnh",
    "Ủy ban nhân dân huyện Châu Thành",
    "Quyết định số 15 ngày 10/02/2020, kèm theo kế hoạch",
    "Đường liên ấp, khuỷu sông, thuở ấy, rượu, bướm, giếng, quạ",
)
TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam",
    "§éc lËp - Tù do - H¹nh phóc",
    "ThÞ trÊn Ng· S¸u, x· §«ng Th¹nh",
    "ñy ban nh©n d©n huyÖn Ch©u Thµnh",
    "QuyÕt ®Þnh sè 15 ngµy 10/02/2020, kÌm theo kÕ ho¹ch",
    "§­êng liªn Êp, khuûu s«ng, thuë Êy, r­îu, b­ím, giÕng, qu¹",
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    "Ñoäc laäp - Töï do - Haïnh phuùc",
    "Thò traán Ngaõ Saùu, xaõ Ñoâng Thaïnh",
    "UÛy ban nhaân daân huyeän Chaâu Thaønh",
    "Quyeát ñònh soá 15 ngaøy 10/02/2020, keøm theo keá hoaïch",
    "Ñöôøng lieân aáp, khuyûu soâng, thuôû aáy, röôïu, böôùm, gieáng, quaï",
)
OTHERS = (
    "Taucherstraße 10, Größe: 5 m², Köln, Füße, Maß, Übung, naß, daß, muß",
    "où, né, thé, bébé, naïf, Noël, août, goût, coût, haï, été, là, à, ça, «né»",
    "Łódź, Żółć, gęś, też; Říp, kůň; şöför, ığdır; Årø, sjø, øl, på",
    "São Tomé, pão, João, 1º, 2ª, nº 5; Mª José, Dª Ana; señor, año, Núñez",
    "Café®, Excel®, Ti®m, © 2020, ©ông, µm, µ, µg, 5µm, 10 µm, µn",
    "¿Qué? ¡Sí! «où» §5, §§ 6, A×B, x÷y, 3×4, ±2, 20 °C, m³, Thu¹, Khu¹, Chi¹, Hoa¹",
    "perché, città, può, così, è, più, però; Ñuñoa, Güiraldes, lingüista",
    "Hyvä yö työ, pöytä, tekeä; blåbær, höök, älv, öl; Zoë, Aïda, Saül, Moët",
    "· Xã Phú Tân · Thành, Xã Phú Tân® (µm)",
)
ALL_OTHERS = " ".join(OTHERS).split()


@pytest.mark.parametrize(("texts", "font"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_a_text_in_an_old_font_is_recognised_line_by_line_and_among_others(texts: tuple[str, ...], font: str) -> None:
    for text in texts:
        found = first_in_old_font([text])
        assert found is not None, text
        assert (found.number, found.values["font"]) == (0, font)
        among = first_in_old_font([*UNICODE, text])
        assert among is not None
        assert among.number == len(UNICODE)
    words = " ".join(texts).split()
    among = first_in_old_font([*OTHERS[0].split(), *words])
    assert among is not None
    assert among.number >= len(OTHERS[0].split())


@pytest.mark.parametrize("text", [*OTHERS, *UNICODE])
def test_other_languages_and_unicode_are_not_taken_for_an_old_font(text: str) -> None:
    assert first_in_old_font([text]) is None
    assert first_in_old_font(text.split()) is None


def test_all_other_languages_at_once_are_not_taken_for_an_old_font() -> None:
    assert first_in_old_font(OTHERS) is None
    assert first_in_old_font(ALL_OTHERS) is None


def test_what_the_fonts_show_are_syllables() -> None:
    words = [word.strip(",-").lower() for text in UNICODE for word in text.split()]
    assert [word for word in words if word.isalpha() and not is_syllable(word)] == []
    assert not any(map(is_syllable, ("straße", "köln", "naïf", "goủt", "thuạ", "àg", "qvá", "nghat")))


def in_bytes(texts: tuple[str, ...], encoding: str) -> bytes:
    return "\n".join(texts).encode(encoding)


def in_windows_1258(texts: tuple[str, ...]) -> bytes:
    """Return texts as Windows types them in that code: vowels with their loose marks behind them."""
    typed = ""
    for letter in "\n".join(texts):
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
        typed += unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tone)) + tone
    return typed.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "code", "font"),
    [
        (in_bytes(TCVN3, "latin-1"), "Q110", "TCVN3"),
        (in_bytes(TCVN3, "utf-8"), "Q110", "TCVN3"),
        (in_bytes(TCVN3, "utf-16"), "Q110", "TCVN3"),
        (in_bytes(VNI, "latin-1"), "Q110", "VNI"),
        (in_bytes(VNI, "utf-8"), "Q110", "VNI"),
        (in_windows_1258(UNICODE), "Q109", ""),
        (in_bytes(OTHERS[:2], "cp1252"), "Q108", ""),
        ("perché, città, può, così, è, più, però, farò, lì, sì".encode("cp1252"), "Q108", ""),
        ("Łódź, gęś, też".encode("cp1250"), "Q108", ""),
    ],
)
def test_the_encoding_of_a_whole_file_is_named(data: bytes, code: str, font: str) -> None:
    problem = decode(data, "f")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values.get("font", "")) == (code, font)
    assert str(problem.place) == "f"
    assert problem.sentence()


@pytest.mark.parametrize("text", OTHERS)
def test_files_in_other_languages_are_read(text: str) -> None:
    assert decode(text.encode(), "f") == text
