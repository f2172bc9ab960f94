"""A stranger's folder: one command indexes it, and each file is cited with its place."""

import json
import re
import sys
from pathlib import Path

import pytest
import samples
from samples import PAPER

from qa.assistant import Assistant
from qa.terminal.cli import main

MAYORS = {
    "Arlund": "Tove Hagen", "Besk": "Pavel Moravec", "Calder": "Ruth Ames", "Dornach": "Urs Frei",
    "Elstow": "Grace Pell", "Fosdal": "Lars Brun", "Gorizia": "Enzo Valli", "Hexham": "Ian Shaw",
    "Ilsede": "Karl Wenk", "Jarocin": "Adam Nowak", "Kirkby": "Joan Hurst", "Lomma": "Eva Lind",
    "Molde": "Siri Aas", "Norcia": "Gino Sala", "Oderzo": "Rita Moro", "Pezinok": "Jana Kral",
    "Quorn": "Amy Flint", "Roros": "Nils Berg", "Sitges": "Marta Puig", "Trosa": "Olle Ek",
    "Udine": "Luca Zan", "Varde": "Mette Juhl", "Wells": "Hugh Cary", "Xanten": "Jan Pohl",
    "Ystad": "Sven Alm", "Zwolle": "Piet Bos",
}  # fmt: skip


def story(place: str) -> str:
    return f"{MAYORS[place]} became mayor of {place} on Monday, the council of {place} said."


def samples_about(name: str, place: str) -> bytes:
    """A sample of a format with a town's story in it."""
    data = samples.SAMPLES[name].data.replace(samples.FIRST.encode(), story(place).encode())
    assert story(place).encode() in data
    return data


def fill(folder: Path) -> dict[str, str]:
    """Write one file of each format; return the place of each town's story."""
    two = samples.nexis_text(story("Jarocin"), story("Kirkby"))
    entry = samples.entry(story=(story("Gorizia"),))
    lines = [{"title": "Vote", "text": story(place)} for place in ("Lomma", "Molde")]
    files = {
        "a.txt": f"A new mayor is elected\n\n{story('Arlund')}\n".encode(),
        "b.md": f"---\nsite: {PAPER}\n---\n# A new mayor\n\n{story('Besk')}\n".encode(),
        "c.html": samples.html((story("Calder"),)).encode(),
        "d.pdf": samples.pdf("A new mayor is elected", story("Dornach")),
        "e.docx": samples.word("A new mayor is elected", story("Elstow")),
        "f.rtf": samples.rtf("A new mayor is elected", story("Fosdal")),
        "g.rss": samples.rss(entry).encode(),
        "h.eml": samples.mail(story("Hexham")),
        "i.xml": samples.newsml(f"<p>{story('Ilsede')}</p>").encode(),
        "j.TXT": two.encode(),
        "l.jsonl": "\n".join(map(json.dumps, lines)).encode(),
        "n.warc.gz": samples.gzip.compress(
            samples.warc_record(1, samples.html((story("Norcia"),)))
        ),
        "o.zip": samples.zipped({"in/o.html": samples.html((story("Oderzo"),)).encode()}),
        "p.csv": f'title,text\nVote,"{story("Pezinok")}"\n'.encode(),
        "s.json": samples_about("json-trafilatura", "Quorn"),
        "t.atom": samples_about("atom", "Roros"),
        "u.mbox": b"From x Mon Mar 7\n" + samples.mail(story("Sitges")),
        "v.xml": samples_about("nitf", "Trosa"),
        "w.json": samples_about("ninjs", "Udine"),
        "x.xml": samples_about("factiva-xml", "Varde"),
        "y.HTML": samples_about("europresse", "Wells"),
        "z.txt": samples_about("proquest", "Xanten"),
        "za.html": samples_about("nexis-html", "Ystad"),
        "zb.tar.gz": samples.gzipped(samples.tarred({"in/zb.eml": samples.mail(story("Zwolle"))})),
        "q.xyz": b"a file of no kind that is known",
        "r.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    places = {place: name for place, name in zip(MAYORS, files, strict=False)}
    return places | {
        "Gorizia": "g.rss#1", "Jarocin": "j.TXT#1", "Kirkby": "j.TXT#2", "Lomma": "l.jsonl#1",
        "Molde": "l.jsonl#2", "Norcia": "n.warc.gz#1", "Oderzo": "o.zip/in/o.html",
        "Pezinok": "p.csv#1", "Quorn": "s.json", "Roros": "t.atom#1", "Sitges": "u.mbox#1",
        "Trosa": "v.xml", "Udine": "w.json", "Varde": "x.xml#1", "Wells": "y.HTML#1",
        "Xanten": "z.txt#1", "Ystad": "za.html#1", "Zwolle": "zb.tar.gz/in/zb.eml",
    }  # fmt: skip


def test_a_folder_is_indexed_reported_and_asked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, index = tmp_path / "mine", tmp_path / "index"
    folder.mkdir()
    places = fill(folder)
    monkeypatch.setattr(sys, "argv", ["qa", "index", str(folder), "--index", str(index)])
    monkeypatch.setenv("COLUMNS", "60")
    with pytest.raises(SystemExit) as stop:
        main()
    printed = capfd.readouterr().out
    assert stop.value.code == 3
    # the path of the index is as long as it is
    report = [line for line in printed.splitlines() if str(index)[:30] not in line]
    assert all(len(line) <= 60 for line in report), printed
    assert "Nexis: 3 of 3 documents read" in printed
    assert "26 added, 2 skipped (of 26 files)" in " ".join(printed.split())
    assert re.search(r"q\.xyz: .*\.xyz", " ".join(printed.split()))
    assert "r.png: this is a PNG image" in printed
    with Assistant.open(index) as assistant:
        for place, source in places.items():
            answer = assistant.ask(f"Who became mayor of {place}?")
            assert answer.answered, place
            assert MAYORS[place] in answer.text
            cited = answer.citations[0]
            assert cited.article.source == source
            text = assistant.article(cited.article.id).text
            assert text[cited.quote.start : cited.quote.end] == cited.quote.text
