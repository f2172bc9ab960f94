"""Files of every format, changed by chance: articles or a reason, nothing else, soon, in bounds.

``test_fuzz_formats.py`` reads a few; ``python tests/formats/fuzz_formats.py 100000`` that many, in
processes of their own, and says what went wrong with which numbers. A number makes the same input
every time: ``python tests/formats/fuzz_formats.py --show NUMBER`` writes it to a file.
"""

import argparse
import faulthandler
import gzip
import io
import json
import random
import re
import resource
import signal
import subprocess
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

import samples
from samples import SAMPLES

from qa.index.reading import ingested
from qa.ingest.articles import Ingested
from qa.ingest.formats.document import from_bytes

# The most that one input may take: seconds of processor time, megabytes of the whole process.
SECONDS = 5
MEGABYTES = 500
SLICE = 2_000
# What stops a process that takes more, before it can harm the machine.
ADDRESS_SPACE = 4 * 1024**3

NAMES = sorted(SAMPLES)
SUFFIXES = (
    ".txt .md .html .htm .mhtml .pdf .docx .rtf .json .jsonl .csv .tsv .xml .rss .atom .eml .mbox "
    ".warc .warc.gz .arc .zip .tar .tar.gz .gz .TXT .HTML .DOCX .xyz"
).split()
# What has a meaning to a reader of some format, and numbers that are too large for one.
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x99\x82", b"\r", b"\n\n\n",
    b"\xe2\x80\xa8", b"\x1a", b"\x0c", b"\x85", b"<", b">", b"</p>", b"<p>", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"&#0;", b"&#x110000;", b"&#xD800;", b"&amp", b"&nosuch;", b"<?xml",
    b"<!DOCTYPE html>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b'xmlns="x"', b"<table><tr><td>",
    b"<meta charset='utf-7'>", b"charset=utf-16", b"encoding='utf-32'", b"{", b"}", b"[", b"]",
    b'"', b"'", b",", b":", b"\\u0000", b"\\ud800", b"null", b"true", b"1e999", b"-1", b"NaN",
    b"99999999999999999999", b"0000-00-00", b"9999-12-31T23:59:60Z", b"31 February 2011",
    b"{\\rtf1", b"\\bin99999999 ", b"\\u-99999?", b"\\'", b"stream", b"endstream", b"endobj",
    b"/Length 99999999", b"/Parent 1 0 R", b"/Kids [1 0 R]", b"/Filter /FlateDecode", b"%PDF-1.9",
    b"Content-Length: 99999999999\r\n", b"Content-Type: multipart/mixed; boundary=\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?b?/w==?=", b"=?x?q?a?=", b"\nFrom ",
    b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n", b"WARC/1.0\r\n", b"PK\x03\x04", b"PK\x05\x06",
    b"\x1f\x8b\x08", b"ustar", b"../../", b"a" * 300, b"1 of 99999 DOCUMENTS", b"_" * 60,
    b"\nFull text:", b"\nHD\n", b"\nPD\n", b"\t" * 40, b";" * 40, b"---\n", b"#", b"\xc2\xa0",
    "١٢٣".encode(), "²⁰¹¹".encode(), "\u202e".encode(), b"2011", b"utf-8", b"identity", b"base64",
]  # fmt: skip
NUMBERS = [b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999", b"1e400", b"00"]
CODECS = ["utf-16", "utf-16-le", "utf-32", "cp1252", "cp037", "shift_jis", "koi8-r", "utf-8-sig"]

Change = Callable[[random.Random, bytes], bytes]


def _place(chance: random.Random, data: bytes) -> tuple[int, int]:
    """A range of ``data``, short ones more often."""
    first = chance.randrange(len(data) + 1)
    return first, min(len(data), first + int(2 ** chance.uniform(0, 10)))


def flip(chance: random.Random, data: bytes) -> bytes:
    """Turn single bits over."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64)) if data else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def noise(chance: random.Random, data: bytes) -> bytes:
    """Put random bytes over some."""
    first, last = _place(chance, data)
    return data[:first] + chance.randbytes(last - first) + data[last:]


def cut(chance: random.Random, data: bytes) -> bytes:
    """Break off."""
    return data[: chance.randrange(len(data) + 1)]


def drop(chance: random.Random, data: bytes) -> bytes:
    """Leave a piece out."""
    first, last = _place(chance, data)
    return data[:first] + data[last:]


def repeat(chance: random.Random, data: bytes) -> bytes:
    """Say a piece several times, now and then very often."""
    first, last = _place(chance, data)
    times = min(chance.choice((2, 3, 10, 1000)), 1_000_000 // max(1, last - first))
    return data[:last] + data[first:last] * times + data[last:]


def token(chance: random.Random, data: bytes) -> bytes:
    """Put something in that means something."""
    first, last = _place(chance, data)
    put = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50))
    return data[:first] + put + data[chance.choice((first, last)) :]


def number(chance: random.Random, data: bytes) -> bytes:
    """Exchange a number."""
    held = list(re.finditer(rb"\d+", data[:100_000]))
    if not held:
        return token(chance, data)
    found = chance.choice(held)
    return data[: found.start()] + chance.choice(NUMBERS) + data[found.end() :]


def spliced(chance: random.Random, data: bytes) -> bytes:
    """Go on with a piece of another file."""
    other = SAMPLES[chance.choice(NAMES)].data
    first, last = _place(chance, other)
    end = chance.choice((last, len(other)))
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[first:end] + data[chance.choice((at, len(data))) :]


def recoded(chance: random.Random, data: bytes) -> bytes:
    """Write the same in another encoding."""
    return data.decode("utf-8", "replace").encode(chance.choice(CODECS), "replace")


def turned(chance: random.Random, data: bytes) -> bytes:
    """Exchange two of its lines."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return flip(chance, data)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def packed(chance: random.Random, data: bytes) -> bytes:
    """Put it into an archive."""
    name = f"a{chance.choice(SUFFIXES)}"
    how = chance.randrange(3)
    if how == 0:
        return samples.gzipped(data)
    return samples.zipped({name: data}) if how == 1 else samples.tarred({name: data})


CHANGES: tuple[Change, ...] = (
    flip, noise, cut, drop, repeat, token, token, number, spliced, recoded, turned,
)  # fmt: skip


def changed(chance: random.Random, data: bytes) -> bytes:
    """Some changes, one after the other."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice(CHANGES)(chance, data)
    return data


def changed_inside(chance: random.Random, data: bytes) -> bytes:
    """The same, to a part of an archive, so that the change gets past its check sums."""
    if data.startswith(b"\x1f\x8b"):
        try:
            return samples.gzipped(changed(chance, gzip.decompress(data)))
        except (OSError, EOFError):
            return changed(chance, data)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return changed(chance, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    members[name] = changed(chance, members[name])
    return samples.zipped(members)


def made(seed: str, which: int) -> tuple[str, bytes]:
    """The name and content of an input; the same for the same numbers."""
    chance = random.Random(f"{seed}/{which}")
    sample = SAMPLES[chance.choice(NAMES)]
    change = changed_inside if chance.random() < 0.5 else changed
    data = change(chance, sample.data)
    if chance.random() < 0.05:
        data = packed(chance, data)
    name = sample.name if chance.random() < 0.85 else f"a{chance.choice(SUFFIXES)}"
    return name, data


def check(name: str, data: bytes) -> None:
    """Read an input and hold what comes of it to the contract.

    :raises Exception: what no file may cause, or AssertionError where what came is wrong.
    """
    items = list(ingested(from_bytes(data, name)))
    assert items, "neither an article nor a reason"
    for item in items:
        if isinstance(item, Ingested):
            text = item.article.text
            assert text.strip(), "an article without text"
            text.encode("utf-8")
            json.dumps([item.article.title, item.article.source]).encode("utf-8")
            for one in item.article.left_out:
                assert 0 <= one.span.start < one.span.end <= len(text), "left out beyond its text"
        else:
            assert item.reason and item.kind, "no reason"
            assert len(item.reason) < 400 and "Traceback" not in item.reason, item.reason
            item.reason.encode("utf-8")


def peak() -> int:
    """The most megabytes that this process has held."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def read_slice(seed: str, first: int, last: int) -> None:
    """Read inputs, one after the other; write each number, then what went wrong with it.

    Too long a time ends the process with the line it was at, in the words of ``faulthandler``.
    """
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    faulthandler.enable()
    faulthandler.register(signal.SIGPROF, chain=True)
    for which in range(first, last):
        sys.stdout.write(f"{which}\n")
        sys.stdout.flush()
        name, data = made(seed, which)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            check(name, data)
        except Exception as error:  # whatever it is, it is to be told
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            at = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in frames[::-1])
            told = f"{type(error).__name__}: {error}"[:300].encode("ascii", "backslashreplace")
            sys.stdout.write(f"! {name} {told.decode()!r} {at}\n")
        signal.setitimer(signal.ITIMER_PROF, 0)
        if peak() > MEGABYTES:
            sys.stdout.write(f"! {name} {peak()} MB\n")
            return


def main() -> int:
    """Read as many inputs as asked for; 1 when something went wrong with one."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("count", type=int, nargs="?", default=1000)
    told.add_argument("--seed", default="0")
    told.add_argument("--first", type=int, default=0)
    told.add_argument("--show", type=int)
    told.add_argument("--slice", type=int, nargs=2, help=argparse.SUPPRESS)
    options = told.parse_args()
    if options.slice:
        read_slice(options.seed, *options.slice)
        return 0
    if options.show is not None:
        name, data = made(options.seed, options.show)
        file = Path(f"{options.show}-{name}")
        file.write_bytes(data)
        sys.stdout.write(f"{file}: {len(data):,} bytes\n")
        return 0
    wrong, at, end = 0, options.first, options.first + options.count
    while at < end:
        words = [sys.executable, __file__, "--seed", options.seed, "--slice", str(at)]
        ran = subprocess.run(
            [*words, str(min(at + SLICE, end))], capture_output=True, encoding="utf-8"
        )
        for line in ran.stdout.splitlines():
            if line.isdecimal():
                at = int(line) + 1
            else:
                wrong += 1
                sys.stdout.write(f"{at - 1}: {line[2:]}\n")
        if ran.returncode:
            wrong += 1
            sys.stdout.write(f"{at - 1}: ended by {ran.returncode}\n{ran.stderr[-3000:]}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{options.count:,} inputs read: {wrong} went wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
