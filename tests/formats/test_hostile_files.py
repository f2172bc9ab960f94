"""Files that were made to harm, or broke: a reason each, nothing written, memory bounded."""

import gzip
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import samples
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from samples import SAMPLES

from qa.index.reading import ingested
from qa.ingest.articles import Ingested
from qa.ingest.formats.document import MOST_BYTES, Unread, from_bytes

SECRET = "root:x:0:0"


def read(name: str, data: bytes) -> tuple[list[Ingested], list[Unread]]:
    items = list(ingested(from_bytes(data, name)))
    assert items, "neither an article nor a reason"
    return (
        [item for item in items if isinstance(item, Ingested)],
        [item for item in items if isinstance(item, Unread)],
    )


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf("A secret story."))))
    writer.encrypt("password", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb() -> bytes:
    return samples.zipped({"a.txt": b"a" * (60 * 1024 * 1024), "b.txt": b"It closed on Monday."})


def nested(depth: int) -> bytes:
    data = samples.zipped({"a.txt": b"The harbour was closed on Monday."})
    for _ in range(depth):
        data = samples.zipped({"a.zip": data})
    return data


def linked(kind: bytes, target: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        header = tarfile.TarInfo("a.txt")
        header.type, header.linkname = kind, target
        archive.addfile(header)
    return stream.getvalue()


def locked_zip() -> bytes:
    """A ZIP whose member says that it is encrypted."""
    data = bytearray(samples.zipped({"a.txt": b"The harbour was closed on Monday."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb_docx() -> bytes:
    stream = io.BytesIO(samples.word("A story."))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", b"<a>" + b" " * (19 * 1024 * 1024) + b"</a>")
    return stream.getvalue()


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>{document}'
)
LAUGHS = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def with_entity(document: str, root: str, place: str) -> bytes:
    body = document.split("?>", 1)[1].replace(place, "&x;", 1)
    return ENTITY.format(root=root, document=body).encode()


HOSTILE = {
    "empty": ("a.pdf", b"", "empty"),
    "a pdf cut off": ("a.pdf", samples.pdf("A story.")[:120], None),
    "no pdf": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 10, None),
    "encrypted pdf": ("a.pdf", encrypted_pdf(), "encrypted"),
    "a scan": ("a.pdf", samples.pdf("", ""), "no text layer"),
    "docx cut off": ("a.docx", samples.word("A story.")[:900], "damaged"),
    "docx bomb": ("a.docx", bomb_docx(), "unsafe"),
    "zip cut off": ("a.zip", bomb()[:5000], "damaged"),
    "zip bomb": ("a.zip", bomb(), "unsafe"),
    "zip in zip in zip ...": ("a.zip", nested(6), "unsafe"),
    "zip out of its folder": ("a.zip", samples.zipped({"../../a.txt": b"It closed."}), "unsafe"),
    "zip to the root": ("a.zip", samples.zipped({"/etc/a.txt": b"It closed."}), "unsafe"),
    "zip to a drive": ("a.zip", samples.zipped({"C:\\a.txt": b"It closed."}), "unsafe"),
    "locked zip": ("a.zip", locked_zip(), "encrypted"),
    "tar out of its folder": ("a.tar", samples.tarred({"../a.txt": b"It closed."}), "unsafe"),
    "tar link": ("a.tar", linked(tarfile.SYMTYPE, "/etc/passwd"), "unsafe"),
    "tar hard link": ("a.tar", linked(tarfile.LNKTYPE, "/etc/passwd"), "unsafe"),
    "tar device": ("a.tar", linked(tarfile.CHRTYPE, ""), "unsafe"),
    "gzip cut off": ("a.gz", gzip.compress(os.urandom(5000))[:2000], "damaged"),
    "gzip bomb": ("a.txt.gz", gzip.compress(b"a" * (60 * 1024 * 1024)), "unsafe"),
    "json cut off": ("a.json", b'[{"text": "It closed on Monday.", "ti', "damaged"),
    "json nested": ("a.json", b"[" * 1_000_000, None),
    "json of numbers": ("a.json", b"[1, 2, 3]", "no text field"),
    "half a surrogate": ("a.json", b'{"text": "It \\ud83d closed on Monday."}', "encoding"),
    "addresses only": ("a.csv", b"title,url,time_added\nA,https://a.example/,1\n", "no text field"),
    "xml cut off": ("a.xml", samples.newsml().encode()[:500], "damaged"),
    "xml nested": ("a.xml", b"<?xml version='1.0'?><nitf>" + b"<p>" * 1_000_000, "damaged"),
    "xml entity": ("a.xml", with_entity(samples.newsml(), "newsItem", samples.FIRST), "unsafe"),
    "nitf entity": ("a.xml", with_entity(samples.nitf(), "nitf", samples.FIRST), "unsafe"),
    "factiva entity": ("a.xml", with_entity(samples.factiva_xml(), "PPSResponse", samples.FIRST),
                       "unsafe"),
    "billion laughs": ("a.xml", (LAUGHS + "]><newsItem>&i;</newsItem>").encode(), None),
    "html without text": ("a.html", b"<html><body><img src='a.png'></body></html>", "no body"),
    "feed cut off": ("a.rss", samples.rss(samples.entry()).encode()[:200], None),
    "mail without text": ("a.eml", samples.mail(" "), "no body"),
    "warc cut off": ("a.warc", samples.warc(packed=False)[:60], None),
    "unknown": ("a.xyz", b"some text", "unknown format"),
    "image": ("a.txt", b"\x89PNG\r\n\x1a\n....", "not an article"),
    "excel": ("a.xlsx", samples.zipped({"xl/workbook.xml": b"<a/>"}), "not an article"),
    "old word": ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "not an article"),
    "nexis without documents": ("a.html", b"<html><!-- LXNComment --><body>x</body></html>",
                                "no body"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind"), HOSTILE.values(), ids=HOSTILE.keys())
def test_each_has_a_reason(name: str, data: bytes, kind: str | None) -> None:
    articles, unread = read(name, data)
    assert unread and unread[0].reason
    assert kind is None or unread[0].kind == kind, unread
    assert "Traceback" not in unread[0].reason and len(unread[0].reason) < 400
    assert not any(SECRET in one.article.text for one in articles)


def test_what_is_good_beside_it_is_read() -> None:
    articles, unread = read("a.zip", bomb())
    assert [one.article.source for one in articles] == ["a.zip/b.txt"]
    assert [one.item for one in unread] == ["/a.txt"]
    whole = samples.warc(packed=True, pages=3)
    articles, unread = read("a.warc.gz", whole[: len(whole) - 150])
    assert len(articles) >= 2
    feed = samples.rss(samples.entry(), samples.entry("Other")).encode()
    articles, unread = read("a.rss", feed[: feed.index(b"Other")])
    assert [one.article.title for one in articles][:1] == [samples.TITLE]


def test_what_is_no_article_among_articles_is_told() -> None:
    articles, unread = read("a.json", b'[{"text": "It closed on Monday."}, 2, null]')
    assert [one.article.source for one in articles] == ["a.json#1"]
    assert [(one.item, one.kind) for one in unread] == [
        ("2", "no text field"),
        ("3", "no text field"),
    ]
    large = b"[" + b" " * MOST_BYTES + b"]"
    pages = {"content/a.html": b"<p>It closed.</p>", "content/b.html": b"<p>" + large + b"</p>"}
    listed = b'[{"slug": "a"}, {"slug": "b"}, 3]'
    data = samples.zipped({"metadata_0_to_2.json": listed, "metadata_2_to_3.json": large, **pages})
    articles, unread = read("a.zip", data)
    assert [one.article.source for one in articles] == ["a.zip/content/a.html"]
    assert [(one.item, one.kind) for one in unread] == [
        ("/content/b.html", "too large"),
        ("/metadata_0_to_2.json", "no text field"),
        ("/metadata_2_to_3.json", "too large"),
    ]


def test_a_feed_resolves_no_entity() -> None:
    data = with_entity(samples.rss(samples.entry()), "rss", samples.FIRST)
    articles, _ = read("a.rss", data)
    assert not any(SECRET in one.article.text for one in articles)


def test_a_million_nested_tags_are_read_or_refused() -> None:
    page = f"<html><body>{samples.html()}{'<div>' * 1_000_000}deep".encode()
    articles, _ = read("a.html", page)
    assert samples.SECOND in articles[0].article.text


@pytest.mark.parametrize("name", [name for name in SAMPLES if SAMPLES[name].format != "PDF"])
def test_a_file_that_breaks_off_anywhere_gives_articles_or_reasons(name: str) -> None:
    sample = SAMPLES[name]
    for end in range(0, len(sample.data), max(len(sample.data) // 25, 1)):
        read(sample.name, sample.data[:end])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    place=st.floats(0, 1, exclude_max=True),
    noise=st.binary(min_size=1, max_size=8),
)
def test_a_file_with_noise_in_it_gives_articles_or_reasons(
    name: str, place: float, noise: bytes
) -> None:
    sample = SAMPLES[name]
    at = int(place * len(sample.data))
    read(sample.name, sample.data[:at] + noise + sample.data[at + len(noise) :])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=300), suffix=st.sampled_from(".txt .html .csv .json .eml".split()))
def test_any_bytes_give_articles_or_reasons(data: bytes, suffix: str) -> None:
    read(f"a{suffix}", data)


MOST_MEMORY = 500


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the peak")
def test_memory_stays_below_500_mb_and_nothing_is_written(tmp_path: Path) -> None:
    """In a process of its own, from a folder with one of each, twenty megabytes the largest."""
    for number, (name, data, _) in enumerate(HOSTILE.values()):
        (tmp_path / f"{number}-{name}").write_bytes(data)
    deep = b"<div>" * 1_000_000
    (tmp_path / "deep.html").write_bytes(b"<html><body>" + deep)
    story = samples.html().encode()
    lines = b"It closed on Monday.\n" * 800_000
    (tmp_path / "lines.txt").write_bytes(lines)
    (tmp_path / "long.html").write_bytes(story + b"<p>It closed on Monday.</p>" * 20_000)
    (tmp_path / "long.xml").write_bytes(
        samples.newsml("<p>It closed on Monday.</p>" * 20_000).encode()
    )
    before = sorted(path.name for path in tmp_path.rglob("*"))
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from qa.index.reading import ingested\n"
        "from qa.ingest.formats.document import from_path\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    assert any(True for _ in ingested(from_path(path, path.name))), path\n"
        # not ru_maxrss, which begins with that of the process that started this one
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout) < MOST_MEMORY
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
