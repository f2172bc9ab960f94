"""Bytes to text, once: every character is kept, line breaks and U+00A0 included.

UTF-8 is read as Python's "utf-8" reads it, so that offsets into ``path.read_bytes().decode()`` are
offsets into the article; a UTF-8 byte order mark therefore stays, as U+FEFF, in front. The
byte order mark of UTF-16 and UTF-32 says how to read them and is no part of the text.
"""

import codecs

from charset_normalizer import from_bytes

from qa.errors import ArticleError

MOST_BYTES = 20 * 1024 * 1024
"""Some 3 million words; the longest article ever is far below, an archive or a dump above."""

KNOWN_BINARIES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "a rich text document"),
)

MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, UTF-32 first: its little-endian one begins with that of UTF-16."""

DETECTED = ["cp1252", "utf_16_le", "utf_16_be"]
"""What news archives in English hold beside UTF-8. With every legacy encoding allowed, a short
text is too often read as another script, and a wrong quotation is worse than a refusal."""

MOST_CONTROLS = 0.01
"""Share of control characters above which a text is data. Old wires hold a few (STX, ETX)."""

ADVICE = "expected plain text; save it as UTF-8 text"


def decode(data: bytes, source: str) -> str:
    """Return the text of a file's bytes.

    :raises ArticleError: when it is too large, empty, binary or in no encoding that is read here.
    """
    if len(data) > MOST_BYTES:
        raise ArticleError(
            source,
            f"{len(data):,} bytes are too many, at most {MOST_BYTES:,} are read; "
            "split it into one file for each article",
        )
    if not data:
        raise ArticleError(source, "the file is empty; expected the text of an article")
    for magic, kind in KNOWN_BINARIES:
        if data.startswith(magic):
            raise ArticleError(source, f"this is {kind}; {ADVICE}")
    text = _decoded(data, source)
    check(text, source)
    return text


def check(text: str, source: str) -> None:
    """Refuse text that is no article: blank, full of control characters, or not Unicode.

    :raises ArticleError: naming what was found.
    """
    if len(text) > MOST_BYTES:
        raise ArticleError(
            source,
            f"{len(text):,} characters are too many, at most {MOST_BYTES:,} are read; "
            "split it into one file for each article",
        )
    if not text.replace("\ufeff", "").strip():
        raise ArticleError(
            source, "there is nothing but white space; expected the text of an article"
        )
    surrogate = next((index for index, char in enumerate(text) if _is_surrogate(char)), None)
    if surrogate is not None:
        raise ArticleError(
            source,
            f"half a surrogate pair, U+{ord(text[surrogate]):04X}, at character {surrogate}; "
            "expected well-formed Unicode; save it as UTF-8 text",
        )
    if "\0" in text:
        raise ArticleError(
            source, f"a NUL at character {text.index(chr(0))}: binary data; {ADVICE}"
        )
    controls = sum(char < " " and not char.isspace() for char in text)
    if controls > max(2, MOST_CONTROLS * len(text)):
        raise ArticleError(
            source, f"{controls} of {len(text)} characters are control codes: binary; {ADVICE}"
        )


def _decoded(data: bytes, source: str) -> str:
    encoding = next((name for mark, name in MARKED if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        failure = f"byte {error.start} is not {encoding.upper()}"
    if encoding == "utf-8":
        best = from_bytes(data, cp_isolation=DETECTED, enable_fallback=False).best()
        if best is not None:
            return data.decode(best.encoding)
    raise ArticleError(source, f"{failure}, nor is it Windows-1252 text or UTF-16; {ADVICE}")


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
