"""One small file of each format, all of our own making, with what has to be read from it."""

import csv
import email.message
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import docx

TITLE = "Harbour of Norvik closed for repairs"
FIRST = "The harbour of Norvik was closed on Monday, the council said."
SECOND = "Its oldest pier, built in 1902, will be rebuilt by José Peña & Sons for €2 million."
THIRD = "Fishing boats have to land at Skarvoy until the spring, 40 kilometres to the north."
PARAGRAPHS = (FIRST, SECOND, THIRD)
DAY = "2011-03-07"
PAPER = "The Norvik Courier"
AUTHOR = "Jane Okafor"
URL = "https://courier.example/2011/harbour-closed"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file, its format as the report calls it, and what of the story it states."""

    name: str
    data: bytes
    format: str
    stated: tuple[str, ...] = ("title", "published", "publisher")
    items: tuple[str, ...] = ("",)


def html(story: tuple[str, ...] = PARAGRAPHS, title: str = TITLE) -> str:
    head = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": title,
            "datePublished": f"{DAY}T08:00:00+01:00",
            "author": {"@type": "Person", "name": AUTHOR},
            "publisher": {"@type": "Organization", "name": PAPER},
        }
    )
    body = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in story)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='og:site_name' content='{PAPER}'><link rel='canonical' href='{URL}'>"
        f"<script type='application/ld+json'>{head}</script></head><body>"
        "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer>© 2011 The Norvik Courier. All rights reserved.</footer></body></html>"
    )


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("€", "&euro;")


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text for each line of its pages; a page without text is empty."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for page in pages:
        lines = page.replace("(", "[").replace(")", "]").split("\n")
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 40 760 Td {shown}ET" if page else "0 0 10 10 re f"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            "/Encoding /WinAnsiEncoding >> >> >> >>"
        )
        data = stream.encode("cp1252")
        objects.append(f"<< /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def rtf(*lines: str) -> bytes:
    def letters(line: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line)

    body = "\\par\n".join(letters(line) for line in lines)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times;}}}}\n{body}\\par}}".encode()


def mail(text: str | None = "\n\n".join(PARAGRAPHS), markup: str | None = None) -> bytes:
    message = email.message.EmailMessage()
    message["From"] = f"{PAPER} <news@courier.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Mon, 07 Mar 2011 09:00:00 +0100"
    message["List-Id"] = "<news.courier.example>"
    if text is not None:
        message.set_content(text)
    if markup is not None:
        if text is None:
            message.set_content(markup, subtype="html")
        else:
            message.add_alternative(markup, subtype="html")
            message.set_boundary("B")
    return message.as_bytes()


def rss(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{PAPER}</title><language>en-GB</language>{''.join(entries)}</channel></rss>"
    )


def entry(title: str = TITLE, story: tuple[str, ...] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in story)
    return (
        f"<item><title>{title}</title><link>{URL}</link><pubDate>Mon, 07 Mar 2011 08:00:00 +0100"
        f"</pubDate><description>In short.</description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def atom() -> str:
    body = escaped("".join(f"<p>{escaped(paragraph)}</p>" for paragraph in PARAGRAPHS))
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{PAPER}</title><id>urn:f</id><updated>2011-03-08T00:00:00Z</updated>"
        f"<entry><title>{TITLE}</title><id>urn:e</id><link href='{URL}'/>"
        f"<published>{DAY}T08:00:00+01:00</published><updated>2012-01-01T00:00:00Z</updated>"
        f"<content type='html'>{body.replace('<', '&lt;')}</content></entry></feed>"
    )


def newsml(body: str | None = None) -> str:
    paragraphs = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS)
    inner = (
        f"<nitf><body><body.content>{paragraphs}</body.content></body></nitf>"
        if body is None
        else body
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" xml:lang="en-GB">'
        f"<itemMeta><provider qcode='p:X'><name>{PAPER}</name></provider>"
        f"<firstCreated>{DAY}T08:00:00Z</firstCreated>"
        "<versionCreated>2012-01-01T00:00:00Z</versionCreated></itemMeta>"
        f"<contentMeta><headline>{TITLE}</headline><by>{AUTHOR}</by></contentMeta>"
        f"<contentSet><inlineXML>{inner}</inlineXML></contentSet></newsItem>"
    )


def nitf() -> str:
    paragraphs = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS)
    return (
        '<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20110307T080000Z"/></docdata>'
        f'<pubdata name="{PAPER}" position.section="Local"/></head><body><body.head><hedline>'
        f"<hl1>{TITLE}</hl1></hedline><byline>By {AUTHOR}</byline></body.head>"
        f"<body.content>{paragraphs}<media><caption>A pier</caption></media></body.content>"
        "</body></nitf>"
    )


def ninjs() -> str:
    return json.dumps(
        {
            "uri": URL,
            "type": "text",
            "versioncreated": f"{DAY}T08:00:00Z",
            "headline": TITLE,
            "byline": AUTHOR,
            "language": "en",
            "infosources": [{"name": PAPER, "role": "publisher"}],
            "body_xhtml": "".join(f"<p>{escaped(p)}</p>" for p in PARAGRAPHS),
        }
    )


def nexis_text(*bodies: str) -> str:
    documents = [
        f"\n                         {number} of {len(bodies)} DOCUMENTS\n\n\n"
        f"                          {PAPER}\n\n                     March 7, 2011 Monday\n"
        f"                        Late Edition\n\n{TITLE}\n\nBYLINE: By {AUTHOR}\n\n"
        f"SECTION: NEWS; Pg. 3\n\nLENGTH: 44 words\n\n{body}\n\nLOAD-DATE: March 8, 2011\n\n"
        "LANGUAGE: ENGLISH\n\n\n                Copyright 2011 The Norvik Courier\n"
        for number, body in enumerate(bodies, start=1)
    ]
    return "Download Request: Selected Items\n" + "".join(documents)


def nexis_html() -> str:
    parts = [
        "1 of 1 DOCUMENTS", PAPER, "March 7, 2011 Monday", TITLE, f"BYLINE: By {AUTHOR}",
        "LENGTH: 44 words", *map(escaped, PARAGRAPHS), "LOAD-DATE: March 8, 2011",
        "LANGUAGE: ENGLISH", "Copyright 2011 The Norvik Courier",
    ]  # fmt: skip
    body = "".join(f"<BR><DIV><P><SPAN>{part}</SPAN></P></DIV>" for part in parts)
    return f"<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY><!-- x -->{body}</BODY></HTML>"


def nexis_uni(*bodies: tuple[str, ...]) -> list[str]:
    lines = ["Date and Time: Friday, 5. July 2019", f"Documents ({len(bodies)})", f"1. {TITLE}", ""]
    for body in bodies:
        lines += [TITLE, PAPER, "March 7, 2011 Monday", "", "Copyright 2011 The Norvik Courier",
                  "Section:\u00a0NEWS; Pg. 3", "Length:\u00a044 words", f"Byline:\u00a0{AUTHOR}"]  # fmt: skip  # noqa: E501
        lines += ["Body", "", *body, "Load-Date:\u00a0March 8, 2011", ""] if body else []
        lines += ["End of Document", ""]
    return lines


FACTIVA_LINES = (
    "HD", TITLE, f"BY {AUTHOR}", "WC 44 words", "PD 7 March 2011", f"SN {PAPER}", "SC NORV",
    "LA English", "CY (c) 2011", "LP", FIRST, "TD", SECOND, THIRD,
    "AN Document NORV000020110307e7370001",
)  # fmt: skip


def factiva_html() -> str:
    rows = [("SE", "News"), ("HD", TITLE), ("BY", f"By {AUTHOR}"), ("PD", "7 March 2011"),
            ("SN", PAPER), ("LA", "English")]  # fmt: skip
    table = "".join(
        f"<tr><td class='index'><b>{code}</b></td><td>{value}</td></tr>" for code, value in rows
    )
    paragraphs = [f"<p class='articleParagraph enarticleParagraph'>{escaped(p)}</p>"
                  for p in PARAGRAPHS]  # fmt: skip
    return (
        "<html><head><title>Factiva</title></head><body><div class='article enArticle'><table>"
        f"{table}<tr><td class='index'><b>LP</b></td><td>{paragraphs[0]}</td></tr>"
        f"<tr><td class='index'><b>TD</b></td><td>{''.join(paragraphs[1:])}</td></tr>"
        "</table></div></body></html>"
    )


def factiva_xml() -> str:
    paragraphs = [f"<paragraph>{p.replace('&', '&amp;')}</paragraph>" for p in PARAGRAPHS]
    return (
        '<?xml version="1.0" encoding="utf-8"?><PPSResponse><article>'
        f"<baseLanguage>EN</baseLanguage><headline><paragraph>{TITLE}</paragraph></headline>"
        f"<leadParagraph>{paragraphs[0]}</leadParagraph><publicationDate><dateTime>{DAY}T01:00:00Z"
        f"</dateTime></publicationDate><sourceName>{PAPER}</sourceName>"
        f"<tailParagraphs>{''.join(paragraphs[1:])}</tailParagraphs></article></PPSResponse>"
    )


def europresse() -> str:
    return (
        "<html><body><table><tr><td>"
        f"<span class='DocPublicationName'>{PAPER}</span><br><span class='DocHeader'>Ports, </span>"
        "<span class='DocHeader'>lundi </span><span class='DocHeader'>7 mars 2011</span><br><br>"
        f"<span class='TitreArticleVisu'>{TITLE}</span><br><br>{AUTHOR}<br><p></p>"
        + "<p></p>".join(map(escaped, PARAGRAPHS))
        + "<p></p><b><i>© 2011 The Norvik Courier. Tous droits réservés.</i></b></td></tr></table>"
        "</body></html>"
    )


def proquest(full_text: str = "\n\n".join(PARAGRAPHS)) -> str:
    rule = "_" * 60
    return (
        f"\n{rule}\n\nReport Information from ProQuest\n\n{rule}\n\nDocument 1 of 1\n\n"
        f"{TITLE}\n\nAuthor: {AUTHOR}\n\nPublication info: {PAPER} ; Norvik  07 Mar 2011: A3.\n\n"
        f"Full text: {full_text}\n\nTitle: {TITLE}\n\nPublication title: {PAPER}\n\n"
        f"Section: Local\n\nPublication date: Mar 7, 2011\n\nProQuest document ID: 123\n\n"
        f"Language of publication: English\n\n{rule}\n\nContact us at: http://example.com\n"
    )


def warc_record(number: int, content: str = "", kind: str = "text/html") -> bytes:
    page = content or html().replace("Monday", f"Monday {number}")
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{page}".encode()
    return (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            f"WARC-Date: 2011-03-09T00:00:00Z\r\nWARC-Target-URI: {URL}?{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"  # noqa: E501
        ).encode()
        + answer
        + b"\r\n\r\n"
    )


def warc(*, packed: bool, pages: int = 1) -> bytes:
    records = [warc_record(number) for number in range(pages)]
    # A WARC packs each record by itself.
    return b"".join(map(gzipped, records) if packed else records)


def arc() -> bytes:
    page = html().encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    version = "1 0 x\nURL IP-address Archive-date Content-type Archive-length\n"
    head = f"filedesc://a.arc 0.0.0.0 20110307080000 text/plain {len(version)}\n{version}\n"
    record = f"{URL} 10.0.0.1 20110307080000 text/html {len(answer)}\n"
    return head.encode() + record.encode() + answer + b"\n"


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)  # of 1980, so that the file is always the same
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def tarred(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return stream.getvalue()


def table(delimiter: str, encoding: str) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["id", "Title", "Publication", "Date", "Article Text"])
    writer.writerow([1, TITLE, PAPER, "7 March 2011", "\n\n".join(PARAGRAPHS)])
    return stream.getvalue().encode(encoding)


def omnivore() -> bytes:
    listed = [{"slug": "harbour", "title": TITLE, "author": AUTHOR, "siteName": PAPER, "url": URL,
               "publishedAt": f"{DAY}T08:00:00Z"}, {"slug": "gone", "title": "Gone"}]  # fmt: skip
    page = "".join(f"<p>{escaped(paragraph)}</p>" for paragraph in PARAGRAPHS)
    return zipped({"metadata_0_to_2.json": json.dumps(listed).encode(),
                   "content/harbour.html": f"<div>{page}</div>".encode()})  # fmt: skip


def mhtml() -> bytes:
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: {TITLE}\r\n"
        "Date: Tue, 8 Mar 2011 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n'
        "----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: {URL}\r\n\r\n{html()}\r\n----B--\r\n"
    ).encode()


TEXT = "\n\n".join(PARAGRAPHS)
FIELDS = {"title": TITLE, "text": TEXT, "date": DAY, "source-hostname": PAPER, "author": AUTHOR}
NEWSPAPER = {"title": TITLE, "text": TEXT, "publish_date": f"{DAY} 08:00:00", "authors": [AUTHOR],
             "publisher": PAPER, "url": URL}  # fmt: skip
WALLABAG = [{"title": TITLE, "url": URL, "published_at": f"{DAY}T08:00:00+0100",
             "domain_name": PAPER, "content": "".join(f"<p>{escaped(p)}</p>" for p in PARAGRAPHS)}]  # fmt: skip  # noqa: E501
FEED_JSON = {"version": "https://jsonfeed.org/version/1.1", "title": PAPER, "items": [
    {"id": "1", "title": TITLE, "content_text": TEXT, "date_published": DAY}]}  # fmt: skip
API = {"status": "ok", "articles": [{"source": {"id": None, "name": PAPER}, "title": TITLE,
       "publishedAt": f"{DAY}T08:00:00Z", "content": TEXT}]}  # fmt: skip
GUARDIAN = {"response": {"results": [{"webTitle": TITLE, "webPublicationDate": f"{DAY}T08:00:00Z",
            "fields": {"bodyText": TEXT}}]}}  # fmt: skip

_ALL: dict[str, Callable[[], Sample]] = {
    "text": lambda: Sample(
        "a.txt", f"{TITLE}\n\nMarch 7, 2011\n\n{TEXT}\n".encode(), "text", ("title", "published")
    ),
    "text-cp1252": lambda: Sample("a.txt", f"{TITLE}\n\n{TEXT}".encode("cp1252"), "text", ("title",)),  # noqa: E501
    "markdown": lambda: Sample(
        "a.md",
        f"---\ndate: 7 March 2011\nsite: {PAPER}\ntags:\n  - sea\n---\n# {TITLE}\n\n{TEXT}\n".encode(),  # noqa: E501
        "Markdown",
    ),
    "html": lambda: Sample("a.html", html().encode(), "HTML"),
    "html-named-txt": lambda: Sample("a.txt", html().encode(), "HTML"),
    "html-latin1": lambda: Sample(
        "a.htm", html().replace("'utf-8'", "'iso-8859-1'").encode("cp1252"), "HTML"
    ),
    "mhtml": lambda: Sample("a.mhtml", mhtml(), "MHTML"),
    "pdf": lambda: Sample(
        "a.pdf", pdf(f"{TITLE}\nMarch 7, 2011\n{FIRST}", f"{SECOND}\n{THIRD}"), "PDF", ("published",)  # noqa: E501
    ),
    "docx": lambda: Sample("a.docx", word(TITLE, "7 March 2011", *PARAGRAPHS), "DOCX",
                           ("title", "published")),
    "rtf": lambda: Sample("a.rtf", rtf(TITLE, "7 March 2011", *PARAGRAPHS), "RTF",
                          ("title", "published")),
    "json-trafilatura": lambda: Sample("a.json", json.dumps(FIELDS).encode(), "JSON"),
    "json-newspaper": lambda: Sample("a.json", json.dumps([NEWSPAPER]).encode(), "JSON"),
    "json-feed": lambda: Sample("a.json", json.dumps(FEED_JSON).encode(), "JSON",
                                ("title", "published")),
    "json-news-api": lambda: Sample("a.json", json.dumps(API).encode(), "JSON"),
    "json-guardian": lambda: Sample("a.json", json.dumps(GUARDIAN).encode(), "JSON",
                                    ("title", "published")),
    "wallabag": lambda: Sample("wallabag.json", json.dumps(WALLABAG).encode(), "JSON"),
    "json-lines": lambda: Sample(
        "a.jsonl", f"{json.dumps(FIELDS)}\n\n{json.dumps(NEWSPAPER)}\n".encode(), "JSON Lines",
        items=("1", "2"),
    ),
    "csv": lambda: Sample("a.csv", table(",", "utf-8-sig"), "CSV", items=("1",)),
    "csv-semicolon": lambda: Sample("a.csv", table(";", "cp1252"), "CSV", items=("1",)),
    "tsv": lambda: Sample("a.tsv", table("\t", "utf-16"), "CSV", items=("1",)),
    "rss": lambda: Sample("a.xml", rss(entry(), entry("Other")).encode(), "feed", items=("1", "2")),
    "atom": lambda: Sample("a.atom", atom().encode(), "feed", items=("1",)),
    "eml": lambda: Sample("a.eml", mail(), "e-mail"),
    "eml-html": lambda: Sample("a.eml", mail(None, html()), "e-mail"),
    "eml-stub": lambda: Sample("a.eml", mail("View in browser", html()), "e-mail"),
    "mbox": lambda: Sample(
        "a.mbox", b"".join(b"From x Mon Mar 7\n" + mail() + b"\n" for _ in range(2)), "e-mail",
        items=("1", "2"),
    ),
    "newsml-g2": lambda: Sample("a.xml", newsml().encode(), "NewsML"),
    "nitf": lambda: Sample("a.xml", nitf().encode(), "NITF"),
    "ninjs": lambda: Sample("a.json", ninjs().encode(), "ninjs"),
    "nexis-txt": lambda: Sample("a.TXT", nexis_text(TEXT, TEXT).encode(), "Nexis", items=("1", "2")),  # noqa: E501
    "nexis-crlf": lambda: Sample(
        "a.TXT", nexis_text(TEXT).replace("\n", "\r\n").encode(), "Nexis", items=("1",)
    ),
    "nexis-html": lambda: Sample("a.html", nexis_html().encode(), "Nexis", items=("1",)),
    "nexis-uni": lambda: Sample("a.DOCX", word(*nexis_uni(PARAGRAPHS)), "Nexis", items=("1",)),
    "nexis-rtf": lambda: Sample("a.rtf", rtf(*nexis_uni(PARAGRAPHS)), "Nexis", items=("1",)),
    "factiva-html": lambda: Sample("a.html", factiva_html().encode(), "Factiva", items=("1",)),
    "factiva-xml": lambda: Sample("a.xml", factiva_xml().encode(), "Factiva", items=("1",)),
    "factiva-rtf": lambda: Sample("a.rtf", rtf(*FACTIVA_LINES), "Factiva", items=("1",)),
    "factiva-txt": lambda: Sample(
        "a.txt", "\n".join((*FACTIVA_LINES, "", *FACTIVA_LINES)).encode(), "Factiva",
        items=("1", "2"),
    ),
    "europresse": lambda: Sample("a.HTML", europresse().encode(), "Europresse", items=("1",)),
    "proquest": lambda: Sample("a.txt", proquest().encode(), "ProQuest", items=("1",)),
    "warc": lambda: Sample("a.warc", warc(packed=False), "WARC", items=("1",)),
    "warc-gz": lambda: Sample("a.warc.gz", warc(packed=True, pages=2), "WARC", items=("1", "2")),
    "arc": lambda: Sample("a.arc", arc(), "WARC", items=("1",)),
    "omnivore": lambda: Sample("export.zip", omnivore(), "Omnivore", items=("/content/harbour.html",)),  # noqa: E501
    "zip": lambda: Sample(
        "a.zip", zipped({"b/a.html": html().encode(), "c.json": json.dumps(FIELDS).encode()}),
        "HTML", items=("/b/a.html", "/c.json"),
    ),
    "zip-in-tar": lambda: Sample(
        "a.tar", tarred({"x.zip": zipped({"m.jsonl": json.dumps(FIELDS).encode()})}),
        "JSON Lines", items=("/x.zip/m.jsonl#1",),
    ),
    "tar-gz": lambda: Sample("a.tar.gz", gzipped(tarred({"b/a.eml": mail()})), "e-mail",
                             items=("/b/a.eml",)),
    "gzip": lambda: Sample("a.html.gz", gzipped(html().encode()), "HTML"),
}  # fmt: skip

SAMPLES = {name: make() for name, make in _ALL.items()}
