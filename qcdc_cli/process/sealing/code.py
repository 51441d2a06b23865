"""The code of a seal: 5 × 5 letters that stand for its digest on paper, in a message, over the telephone."""

import hashlib

ALPHABET = "ABCDEFGHJKLMNPQRSTVWXYZ"  # 23 letters: none of I, O and U, which are taken for 1, 0 and V
GROUPS, LETTERS = 5, 5
_BASE = len(ALPHABET)  # a prime, so that the check letter finds every letter that is wrong, and every two that swapped
_WEIGHT = 5  # its powers run through all numbers from 1 to 22 before they come again (a primitive root of 23)
_ROUNDS = 10_000
_SALT = b"qcdc seal code"


def code_of(digest: str) -> str:
    """Return the code of a seal.

    24 letters are the digest in numbers to the base of 23 (108 bits), the last one is a check letter. They are taken
    from PBKDF2-HMAC-SHA256 (RFC 8018) of the digest in 10,000 rounds: whoever looks for two results with the same
    code by trial must pay these for each.

    Args:
        digest: the seal's SHA-256 digest, as 64 hexadecimal digits.

    Returns:
        five groups of five letters, such as `ABCDE-FGHJK-LMNPQ-RSTVW-XYZAB`.
    """
    number = int.from_bytes(hashlib.pbkdf2_hmac("sha256", digest.encode(), _SALT, _ROUNDS))
    values = []
    for _ in range(GROUPS * LETTERS - 1):
        number, value = divmod(number, _BASE)
        values.append(value)
    last = pow(_WEIGHT, len(values), _BASE)
    check = -_weighed(values) * pow(last, -1, _BASE) % _BASE
    letters = "".join(ALPHABET[value] for value in (*values, check))
    return "-".join(letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS))


def read_code(text: str) -> str | None:
    """Read a code as people type it: small letters, and whatever stands between the letters, do not matter.

    Returns:
        the code as `code_of` writes it; None where it has other letters, too few or too many, or its check letter says
        that one is wrong or that two changed places.
    """
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    values = [ALPHABET.find(letter) for letter in letters]
    if len(values) != GROUPS * LETTERS or min(values) < 0 or _weighed(values):
        return None
    return "-".join(letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS))


def _weighed(values: list[int]) -> int:
    return sum(value * pow(_WEIGHT, at, _BASE) for at, value in enumerate(values)) % _BASE
