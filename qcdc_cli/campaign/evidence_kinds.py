"""Which kinds of files the evidence may have: those that a leader can open on any computer, and how they begin."""

from pathlib import PurePosixPath

# By what they are for people; each suffix with the bytes that such a file begins with, where it always does.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENTS = {
    ".pdf": (b"%PDF",),
    ".docx": (_ZIP,),
    ".xlsx": (_ZIP,),
    ".pptx": (_ZIP,),
    ".odt": (_ZIP,),
    ".ods": (_ZIP,),
    ".odp": (_ZIP,),
    ".doc": (),  # Word opens what was only called so: a page of the web, RTF
    ".xls": (),
    ".ppt": (_OLE,),
    ".rtf": (),
    ".txt": (),
    ".csv": (),
}
PICTURES = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF8",),
    ".bmp": (b"BM",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
}
RECORDINGS: dict[str, tuple[bytes, ...]] = {".mp3": (), ".m4a": (), ".wav": (), ".mp4": ()}
KINDS: dict[str, tuple[bytes, ...]] = {**DOCUMENTS, **PICTURES, **RECORDINGS}
PACKED = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})  # several files in one, each to be named itself
_ANYWHERE = (b"%PDF",)  # what readers look for in the first 1,024 bytes


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name in small letters, with its dot; "" where it has none."""
    return PurePosixPath(name).suffix.lower()


def begins_as_named(name: str, head: bytes) -> bool:
    """Return whether a file begins as files with its suffix do; True where they begin in any way.

    Args:
        name: the file's name.
        head: its first 1,024 bytes, or all of them where there are fewer.
    """
    beginnings = KINDS.get(suffix_of(name), ())
    return not beginnings or any(one in head if one in _ANYWHERE else head.startswith(one) for one in beginnings)
