"""Which format a file is in, told by its content before its name.

HTML named .txt is HTML, a gzip file named .warc is unpacked: the suffix decides only between what
looks alike, such as a table and prose.
"""

import re

from qa.ingest.formats.document import File

BINARIES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls, .msg); save it as .docx or .txt"),
    (b"SQLite format 3", "a SQLite database"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it, or pack it as ZIP"),
    (b"Rar!", "a RAR archive; unpack it, or pack it as ZIP"),
    (b"\xfd7zXZ", "an xz archive; unpack it, or pack it as ZIP"),
    (b"BZh", "a bzip2 archive; unpack it, or pack it as ZIP"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it, or pack it as ZIP"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"bplist00", "a Safari web archive or property list; save the page as HTML"),
)

MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
TEXT_SUFFIXES = frozenset((".txt", ".text", ".asc", "")) | MARKDOWN_SUFFIXES
"""Names under which plain text is an article without being asked for by name."""

TABLE_SUFFIXES = frozenset((".csv", ".tsv"))

_TAG = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PROLOGUE = re.compile(rb"\s*(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)", re.DOTALL)
_DOCTYPE_HTML = re.compile(rb"\s*(?:<\?[^>]*>|<!--.*?-->|\s)*<!doctype\s+html", re.I | re.DOTALL)
_ROOTS = {
    "rss": "feed", "feed": "feed", "rdf": "feed",
    "newsitem": "newsml", "newsmessage": "newsml", "packageitem": "newsml", "newsml": "newsml",
    "nitf": "newsml", "ppsresponse": "factiva", "ppsarticleresponse": "factiva",
}  # fmt: skip
_HTML_TAGS = frozenset(
    "html head body title meta div p span table article main section h1 h2 h3 a b i br center font "
    "link script style ul ol".split()
)
_NEXIS_COUNT = re.compile(rb"(?:^|>|\n)\s*\d[\d,]*\s+(?:of|sur|von|de)\s+\d[\d,]*\s+DO[CK]UMENT")
_FACTIVA = re.compile(
    rb"class=\"article \w{2}Article|<title>\s*Factiva|factiva\.com", re.IGNORECASE
)
_EUROPRESSE = re.compile(rb"DocPublicationName|europresse\.com", re.IGNORECASE)
_CODES = re.compile(rb"^\s*(?:HD|SE)\s*[\r\n\t ].*?^\s*(?:PD|WC|SN)\s*[\r\n\t ]", re.M | re.DOTALL)
_PROQUEST = re.compile(
    rb"(?:^|\n)_{50,}\s.*?\n(?:Publication title|Full text|ProQuest document ID):", re.DOTALL
)
_HEADER = re.compile(rb"(?:[A-Za-z][\w-]{1,40}:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}\r?\n")
_MAIL_HEADER = re.compile(
    rb"^(?:From|Subject|Date|MIME-Version|Received|Message-ID|Return-Path):", re.M | re.I
)
_JSON_LINE = re.compile(rb"\s*\{[^\n]*\}\s*\n\s*\{")


def format_of(file: File) -> str:
    """Return the name of the format's module, or "binary" or "unknown"."""
    head = file.head().removeprefix(b"\xef\xbb\xbf")
    packed = _packed(head)
    if packed:
        return packed
    if any(head.startswith(magic) for magic, _ in BINARIES):
        return "binary"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "table" if file.suffix in TABLE_SUFFIXES else "plain"
    text = head.lstrip()
    if text.startswith(b"<"):
        marked = _marked_up(text)
        if marked:
            return marked
    return _textual(head, text, file)


def binary_kind(file: File) -> str:
    """Return what a binary file is, in a few words."""
    head = file.head()
    return next((kind for magic, kind in BINARIES if head.startswith(magic)), "binary data")


def _packed(head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zipped"
    if head.startswith(b"\x1f\x8b"):
        return "gzipped"
    if head[257:262] == b"ustar":
        return "tarred"
    if head.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return None


def _marked_up(text: bytes) -> str | None:
    """Return the format of what begins with a tag; None when it is none of HTML or XML."""
    if _EUROPRESSE.search(text):
        return "europresse"
    if _NEXIS_COUNT.search(text) or b"LXNComment" in text:
        return "nexis"
    if _FACTIVA.search(text) and b"PPSResponse" not in text[:1000]:
        return "factiva"
    if _DOCTYPE_HTML.match(text):
        return "html"
    rest = text
    while prologue := _PROLOGUE.match(rest):
        rest = rest[prologue.end() :]
    tag = _TAG.match(rest.lstrip())
    if tag is None:
        return "html" if text[:5] in (b"<!--\n", b"<!-- ", b"<?xml") else None
    name = tag[2].decode("ascii", "replace").lower()
    if name in _ROOTS:
        return _ROOTS[name]
    return "html" if name in _HTML_TAGS else "xml" if text.startswith(b"<?xml") else None


def _textual(head: bytes, text: bytes, file: File) -> str:
    if text[:1] in (b"{", b"[") and file.suffix not in TABLE_SUFFIXES | MARKDOWN_SUFFIXES:
        looks = text[:1] == b"{" or re.match(rb"\[\s*[{\]]", text)
        if looks and (
            file.suffix in (".json", ".jsonl", ".ndjson") or b'":' in text or b'" :' in text
        ):
            lined = file.suffix in (".jsonl", ".ndjson") or _JSON_LINE.match(text)
            return "jsonlines" if lined else "json"
    if file.suffix in (".json", ".jsonl", ".ndjson"):
        return "jsonlines" if file.suffix != ".json" else "json"
    if head.startswith(b"From ") and _MAIL_HEADER.search(head[:4096]):
        return "mail"
    if _HEADER.match(text) and len(_MAIL_HEADER.findall(text[:8192].split(b"\n\n")[0])) >= 2:
        return "mail"
    if _NEXIS_COUNT.search(head):
        return "nexis"
    if _PROQUEST.search(head):
        return "proquest"
    if file.suffix in TABLE_SUFFIXES:
        return "table"
    if _CODES.match(text):
        return "factiva"
    return "plain" if file.suffix in TEXT_SUFFIXES else "unknown"
