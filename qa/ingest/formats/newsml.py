"""NewsML-G2, NewsML 1 and NITF: what news agencies send, as XML."""

from collections.abc import Iterator

from lxml import etree

from qa.ingest.formats import stated
from qa.ingest.formats.document import Document, File, Unread
from qa.ingest.formats.tree import line_of, tag, text_of, xml_tree

NAME = "NewsML"
NITF = "NITF"

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = frozenset(("newsitem", "packageitem", "conceptitem"))


def read(file: File) -> Iterator[Document | Unread]:
    """Yield the items of a file.

    :raises ArticleError: when it is no well-formed XML, or declares entities.
    """
    root = xml_tree(file.data(), file.name)
    if tag(root) == "nitf":
        yield _nitf(root, "")
        return
    items = [one for one in root.iter() if tag(one) in _ITEMS]
    if not items:
        yield Unread(NAME, "no news item in it", "no body")
    for number, item in enumerate(items, start=1):
        yield _item(item, "" if len(items) == 1 else str(number))


def _item(item: etree._Element, number: str) -> Document | Unread:
    """Return the document of an item; what NITF inside of it states fills the gaps."""
    inner = _first(item, "nitf")
    content = _first(item, "body.content", "inlinexml", "inlinedata", "datacontent")
    text = "" if content is None else _text(content)
    if not text:
        return Unread(NAME, "the item has no body", "no body", number)
    from_nitf = None if inner is None else _nitf(inner, number)
    nitf = from_nitf if isinstance(from_nitf, Document) else Document("", NITF)
    published = next(
        filter(None, (stated.date(line_of(_first(item, name))) for name in (
            "firstcreated", "contentcreated", "versioncreated", "thisrevisioncreated",
            "dateandtime", "datelabel",
        ))), None
    )  # fmt: skip
    return Document(
        text,
        NAME,
        number,
        title=stated.line(line_of(_first(item, "headline"))) or nitf.title,
        published=published or nitf.published,
        method="NewsML date" if published else nitf.method,
        author=_author(item) or nitf.author,
        publisher=_provider(item) or nitf.publisher,
        url=stated.address(item.get("guid")),
        section=nitf.section,
        language=stated.language(item.get(_LANGUAGE)) or nitf.language,
    )


def _nitf(root: etree._Element, number: str) -> Document | Unread:
    content = _first(root, "body.content", "body")
    text = "" if content is None else _text(content)
    if not text:
        return Unread(NITF, "the item has no body", "no body", number)
    published = next(
        filter(None, (stated.date(_attribute(root, name, key)) for name, key in (
            ("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication"),
            ("story.date", "norm"),
        ))), None
    )  # fmt: skip
    byline = stated.line(line_of(_first(root, "byline")))
    return Document(
        text,
        NITF,
        number,
        title=stated.line(line_of(_first(root, "hl1")) or line_of(_first(root, "title"))),
        published=published,
        method="NITF date" if published else "",
        author=byline.removeprefix("By ") if byline else None,
        publisher=stated.line(_attribute(root, "pubdata", "name"))
        or stated.line(line_of(_first(root, "distributor"))),
        url=stated.address(_attribute(root, "pubdata", "ex-ref")),
        section=stated.line(_attribute(root, "pubdata", "position.section")),
        language=stated.language(root.get(_LANGUAGE)),
    )


def _text(content: etree._Element) -> str:
    """Return the text of a body without its pictures and what stands under them."""
    for media in [one for one in content.iter() if tag(one) in ("media", "figure", "hedline")]:
        parent = media.getparent()
        if parent is not None:
            media.tail = media.tail or ""
            etree.strip_elements(parent, media.tag, with_tail=False)
    return text_of(content)


def _author(item: etree._Element) -> str | None:
    by = _first(item, "by", "byline")
    if by is not None and line_of(by):
        return stated.line(line_of(by))
    meta = _first(item, "contentmeta")
    creator = None if meta is None else _first(meta, "creator")
    return None if creator is None else stated.line(line_of(_first(creator, "name")))


def _provider(item: etree._Element) -> str | None:
    """Return who provides an item, by name, else by the code it has in a list of providers."""
    provider = _first(item, "provider")
    if provider is None:
        return None
    code = (provider.get("qcode") or "").rpartition(":")[2] or provider.get("literal")
    return stated.line(line_of(_first(provider, "name")) or code)


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first element inside with the first of these names that one has."""
    for name in names:
        for one in element.iter():
            if tag(one) == name and one is not element:
                return one
    return None


def _attribute(element: etree._Element, name: str, key: str) -> str | None:
    found = _first(element, name)
    return None if found is None else found.get(key)
