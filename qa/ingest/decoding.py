"""Bytes to text, once: every character is kept, line breaks and U+00A0 included.

UTF-8 is read as Python's "utf-8" reads it, so that offsets into ``path.read_bytes().decode()`` are
offsets into the article; a UTF-8 byte order mark therefore stays, as U+FEFF, in front. The
byte order mark of UTF-16 and UTF-32 says how to read them and is no part of the text.
"""

import codecs
import re

from charset_normalizer import from_bytes

from qa.errors import ArticleError
from qa.ingest.legacy import legacy_encoding
from qa.ingest.mojibake import mojibake

MOST_BYTES = 20 * 1024 * 1024
"""Of a file that is read as a whole: some 3 million words. The longest article is far below, an
archive or a dump above. A parsed page takes up to ten times as much memory, of 500 MB allowed."""

MOST_LINES = 400_000
"""Each takes about half a kilobyte while the story is told from its surroundings: 200 MB."""

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

UNMARKED = ["utf_16_le", "utf_16_be"]
"""UTF-16 without its byte order mark is told by charset-normalizer; with every encoding allowed,
it too often reads a short text as another script."""

MOST_CONTROLS = 0.01
"""Share of control characters above which a text is data. Old wires hold a few (STX, ETX)."""

ADVICE = "expected plain text; save it as UTF-8 text"


_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = [chr(code) for code in range(32) if not chr(code).isspace()]
_CHARSET = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE
)
_FURTHEST_CHARSET = 4096
"""Bytes in which a page declares its encoding; browsers look into
1024, and saved pages put their own lines before it."""


def notes_on(text: str) -> tuple[str, ...]:
    """Return what looks wrong in a text although it could be read."""
    wrong = mojibake(text)
    if wrong is None:
        return ()
    count, as_stands, as_meant = wrong
    return (
        f"{count} signs look like UTF-8 read as Windows-1252 "
        f"({as_stands!r} for {as_meant!r}): export the file again",
    )


def decode_markup(data: bytes, source: str) -> str:
    """Return the text of a page or feed: valid UTF-8 first, then what it declares, then by words.

    What is declared is often wrong (a page saved as UTF-8 still says ISO-8859-1); bytes that are
    valid UTF-8 are hardly ever anything else.

    :raises ArticleError: as ``decode``.
    """
    try:
        return decode(data, source)
    except ArticleError as error:
        declared = _CHARSET.search(data, 0, _FURTHEST_CHARSET)
        if error.kind != "encoding" or declared is None:
            raise
    name = declared[1].decode("ascii")
    # As browsers have it: what is called Latin-1 is Windows-1252.
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii") else name
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError) as error:
        raise ArticleError(
            source, f"it says it is {name}, but is not ({error})", "encoding"
        ) from error


def decode(data: bytes, source: str) -> str:
    """Return the text of a file's bytes.

    :raises ArticleError: when it is too large, empty, binary or in no encoding that is read here.
    """
    if len(data) > MOST_BYTES:
        raise ArticleError(
            source,
            f"{len(data):,} bytes are too many, at most {MOST_BYTES:,} are read; "
            "split it into one file for each article",
            "too large",
        )
    if not data:
        raise ArticleError(source, "the file is empty; expected the text of an article", "empty")
    for magic, kind in KNOWN_BINARIES:
        if data.startswith(magic):
            raise ArticleError(source, f"this is {kind}; {ADVICE}", "binary")
    text, _ = _decoded(data, source)
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
            "too large",
        )
    if text.count("\n") > MOST_LINES:
        raise ArticleError(
            source,
            f"{text.count(chr(10)):,} lines are too many, at most {MOST_LINES:,} are read; "
            "split it into one file for each article",
            "too large",
        )
    if not text.replace("\ufeff", "").strip():
        raise ArticleError(
            source, "there is nothing but white space; expected the text of an article", "empty"
        )
    half = _SURROGATE.search(text)
    if half is not None:
        raise ArticleError(
            source,
            f"half a surrogate pair, U+{ord(half[0]):04X}, at character {half.start()}; "
            "expected well-formed Unicode; save it as UTF-8 text",
            "encoding",
        )
    if "\0" in text:
        raise ArticleError(
            source, f"a NUL at character {text.index(chr(0))}: binary data; {ADVICE}", "binary"
        )
    controls = sum(map(text.count, _CONTROLS))
    if controls > max(2, MOST_CONTROLS * len(text)):
        raise ArticleError(
            source,
            f"{controls} of {len(text)} characters are control codes: binary; {ADVICE}",
            "binary",
        )


def encoding_of(data: bytes, source: str) -> str:
    """Return the name of the encoding that ``data``, a file's beginning, is in.

    :raises ArticleError: when it is in none that is read here.
    """
    return _decoded(data, source)[1]


def _decoded(data: bytes, source: str) -> tuple[str, str]:
    """Return the text and the encoding it was in."""
    encoding = next((name for mark, name in MARKED if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        failure = f"byte {error.start} is not {encoding.upper()}"
    if encoding == "utf-8":
        unmarked = (
            b"\0" in data and from_bytes(data, cp_isolation=UNMARKED, enable_fallback=False).best()
        )
        if unmarked:
            return data.decode(unmarked.encoding), unmarked.encoding
        told = legacy_encoding(data)
        if told is not None:
            return data.decode(told), told
    raise ArticleError(
        source,
        f"{failure}, nor is it text in UTF-16, Windows-1252, -1250, -1251, Latin-2 or of a Mac; "
        f"{ADVICE}",
        "encoding",
    )
