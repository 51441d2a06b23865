"""The code of a seal: what is typed wrong is found, and what is typed otherwise is read."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.process.sealing.code import ALPHABET, code_of, read_code

digests = st.binary(min_size=1, max_size=8).map(lambda data: hashlib.sha256(data).hexdigest())
places = st.integers(0, 24)


def test_a_code_made_by_the_description_alone() -> None:
    """Another program needs PBKDF2, division by 23 and a sum: written out here without the program's own parts."""
    digest = hashlib.sha256(b"a").hexdigest()
    number = int(hashlib.pbkdf2_hmac("sha256", digest.encode(), b"qcdc seal code", 10_000).hex(), 16)
    values = [number // 23**place % 23 for place in range(24)]
    check = next(last for last in range(23) if sum(v * 5**at for at, v in enumerate([*values, last])) % 23 == 0)
    letters = "".join("ABCDEFGHJKLMNPQRSTVWXYZ"[value] for value in [*values, check])
    assert code_of(digest).replace("-", "") == letters
    assert len(code_of(digest).split("-")) == 5


@given(digests)
def test_a_code_is_read_however_it_is_typed(digest: str) -> None:
    code = code_of(digest)
    assert read_code(f"  {code.lower().replace('-', ' . ')} ") == code


@given(digests, places, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found(digest: str, at: int, letter: str) -> None:
    letters = code_of(digest).replace("-", "")
    typed = letters[:at] + letter + letters[at + 1 :]
    assert (read_code(typed) is None) == (typed != letters)


@given(digests, places)
def test_two_letters_that_changed_places_are_found(digest: str, at: int) -> None:
    letters = list(code_of(digest).replace("-", ""))
    swapped = letters.copy()
    swapped[at - 1], swapped[at] = swapped[at], swapped[at - 1]
    assert (read_code("".join(swapped)) is None) == (swapped != letters)


def test_what_is_no_code() -> None:
    code = code_of(hashlib.sha256(b"a").hexdigest())
    assert read_code(code[:-1]) is None
    assert read_code(code + "A") is None
    assert read_code("") is None
    assert read_code("IOU" + code[3:]) is None
