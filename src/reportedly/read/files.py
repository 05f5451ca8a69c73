"""Bytes of one file, checked before anything reads them."""

from __future__ import annotations

from pathlib import Path

from reportedly.config import ReadOptions
from reportedly.errors import InputError

_BINARY_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"RIFF", b"BZh")


def read_text(path: Path, options: ReadOptions) -> tuple[str, bool]:
    """The file's text, and whether bytes had to be replaced because they are no UTF-8.

    Raises InputError: unreadable, empty, too_large, binary.
    """
    try:
        size = path.stat().st_size
        if size > options.max_file_bytes:
            raise InputError("too_large", f"{size} bytes; the limit is {options.max_file_bytes} (read.max_file_bytes)")
        data = path.read_bytes()
    except OSError as error:
        raise InputError("unreadable", error.strerror or str(error)) from error
    return decode(data, options)


def decode(data: bytes, options: ReadOptions) -> tuple[str, bool]:
    """`data` as text, and whether bytes were replaced. Raises InputError: empty, binary."""
    if not data.strip():
        raise InputError("empty", "no text in it")
    if data.startswith(_BINARY_MAGIC):
        raise InputError("binary", "not a text file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), False
    text = data.decode("utf-8-sig", "replace")
    bad = text.count("\ufffd") + sum(text.count(chr(c)) for c in (*range(8), *range(14, 32)))
    if bad > options.max_bad_share * len(text):
        raise InputError("binary", f"{bad} of {len(text)} characters are no text")
    return text, "\ufffd" in text
