"""E-mail: single messages, mailboxes of them (mbox), and pages saved as MHTML."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from qa.errors import ArticleError
from qa.ingest import decoding
from qa.ingest.formats import html, stated
from qa.ingest.formats.document import MOST_BYTES, Document, File, Unread, said
from qa.ingest.formats.tree import html_tree

NAME = "e-mail"

FEWEST_OF_HTML = 0.3
"""Share of the words of the HTML part that the text part must have: newsletters send "View this
in your browser" as their text."""

LEAST_STORY = 0.5
"""Share of the visible text that the story of an HTML part must have: newsletters have many
stories, of which only one would be taken."""

MOST_PARTS = 200


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the messages of a file.

    :raises ArticleError: when one of a mailbox is too large to be read.
    """
    if not file.head().startswith(b"From "):
        yield _document(file.data(), file.name, "")
        return
    for number, data in enumerate(_messages(file), start=1):
        yield _document(data, file.name, str(number))


def _messages(file: File) -> Iterator[bytes]:
    """Yield the messages of a mailbox, each begun by a line "From " after an empty one."""
    held: list[bytes] = []
    size, empty = 0, True
    with file.open() as stream:
        while line := stream.readline(MOST_BYTES):
            if empty and line.startswith(b"From "):
                if held:
                    yield b"".join(held)
                held, size = [], 0
                continue
            empty = not line.strip()
            size += len(line)
            if size > MOST_BYTES:
                raise ArticleError(
                    file.name, f"a message of more than {MOST_BYTES:,} bytes", "too large"
                )
            held.append(line[1:] if line.startswith((b">From ", b">>From ")) else line)
    if held:
        yield b"".join(held)


def _document(data: bytes, name: str, item: str) -> Document | Unread:
    try:
        message = message_from_bytes(data, policy=policy.default)
        return _article(message, name, item)
    except ArticleError as error:
        return Unread(NAME, error.reason, error.kind, item)
    except (
        MessageError, LookupError, ArithmeticError, ValueError, AttributeError, TypeError,
    ) as error:  # fmt: skip
        # The parser of headers meets malformed ones with all of these.
        return Unread(NAME, f"a damaged message ({said(error)})", "damaged", item)


def _article(message: EmailMessage, name: str, item: str) -> Document | Unread:
    plain, markup, attached = _parts(message, name)
    saved = stated.address(message.get("Snapshot-Content-Location"))
    if markup and (saved or _is_page(message)):
        return replace(html.page(markup, name, saved), format="MHTML", item=item)
    text = plain
    if markup:
        words = _words(markup)
        if len(plain) < FEWEST_OF_HTML * len(words):
            text = words
    if not text.strip():
        return Unread(NAME, "the message has no text", "no body", item)
    sender = stated.line(parseaddr(str(message.get("From", "")))[0])
    published = stated.date(str(message.get("Date", "")))
    is_list = any(message.get(key) for key in ("List-Id", "List-Unsubscribe"))
    shown = ", ".join(attached)[:100]
    notes = (f"{len(attached)} attached not read: {shown}",) if attached else ()
    return Document(
        text,
        NAME,
        item,
        title=stated.line(str(message.get("Subject", ""))),
        published=published,
        method="e-mail date" if published else "",
        author=None if is_list else sender,
        publisher=sender if is_list else None,
        url=stated.address(message.get("Archived-At", "").strip("<> ")),
        language=stated.language(message.get("Content-Language")),
        notes=notes,
    )


def _words(markup: str) -> str:
    """Return the text of an HTML part: its story where it has one, all where it has many."""
    tree = html_tree(markup)
    if tree is None:
        return ""
    visible, main = html.visible_text(tree), html.main_text(tree)
    return main if len(main) >= LEAST_STORY * len(visible) else visible


def _is_page(message: EmailMessage) -> bool:
    """Tell whether a message is a page that a browser saved: sent to nobody, with its pictures."""
    return message.get_content_type() == "multipart/related" and not message.get("To")


def _parts(message: EmailMessage, name: str) -> tuple[str, str, list[str]]:
    """Return the first text part, the first HTML part, and the names of what is attached."""
    plain, markup = "", ""
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment":
            attached.append(stated.line(part.get_filename()) or kind)
        elif kind == "text/plain" and not plain:
            plain = _content(part, name)
        elif kind == "text/html" and not markup:
            markup = _content(part, name)
    return plain, markup, attached


def _content(part: MIMEPart, name: str) -> str:
    """Return the text of a part, in the encoding that it names if it is in that, else as told."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return decoding.decode_markup(data, name).replace("\r\n", "\n")
