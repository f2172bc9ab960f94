"""Markup to trees and trees to text, safely: no entity, file or address is ever resolved."""

import re

from lxml import etree
from lxml.etree import iterwalk
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from qa.errors import ArticleError
from qa.ingest.formats.document import said

_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del em font i img ins kbd label mark q s small span strike "
    "strong sub sup time tt u var wbr hlt hl lang hi ref cell br lb".split()
)
"""Elements that end no line; all others do, so that no two paragraphs run together. The last are
those of Factiva, NITF and of what trafilatura makes of a page."""

_BREAKS = ("br", "lb")
_SKIPPED = frozenset("script style noscript template select svg iframe textarea".split())
_DATA_ADDRESS = re.compile(rb"data:[\w/+.;=-]{3,60};base64,[A-Za-z0-9+/=\s%]{64,}")
_UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|x0*(?:[0-8bcef]|1[\da-f]|fff[ef])(?![\da-f]));?",
    re.IGNORECASE,
)
"""What a parser of pages reads and a tree of XML cannot hold, so that trafilatura fails on it."""
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")


def html_tree(text: str) -> HtmlElement | None:
    """Return a page as a tree; None when there is nothing in it that could be one.

    Pictures that a saved page carries inside of itself are left out: they are most of its bytes.
    """
    text = _UNHOLDABLE.sub(" ", text)
    data = _DATA_ADDRESS.sub(b"data:,", text.encode("utf-8", "replace"))
    # As bytes, without its declaration: lxml refuses text with one.
    data = _DECLARED.sub(b"", data)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None


def xml_tree(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML file.

    Entities of the file's own are not resolved and nothing outside of it is read.

    :raises ArticleError: when it is not well-formed, or nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(name, f"no well-formed XML: {said(error.msg)}", "damaged") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ArticleError(
            name, "it declares entities of its own, which can hide other files", "unsafe"
        )
    return root


def words_of(markup: str) -> str:
    """Return the visible text of a page, "" when there is nothing in it that could be one."""
    tree = html_tree(markup)
    return "" if tree is None else text_of(tree)


def text_of(element: etree._Element) -> str:
    """Return the visible text of an element: white space made single, blocks set apart.

    Between two blocks stands an empty line, at a ``br`` a line break.
    """
    blocks: list[list[str]] = [[]]
    walker = iterwalk(element, events=("start", "end"))
    for event, item in walker:
        name = tag(item)
        if event == "start" and (name in _SKIPPED or (name == "head" and _is_page_head(item))):
            walker.skip_subtree()
            continue
        if name not in _INLINE:
            blocks.append([])
        if event == "start":
            blocks[-1] += [_mark(item, name), _flat(item.text)]
        elif item is not element:
            blocks[-1].append(_flat(item.tail))
    return "\n\n".join(block for block in map(_block, blocks) if block)


def _mark(element: etree._Element, name: str) -> str:
    """Return what stands for an element itself: the end of a line, the next cell of a row."""
    if name in _BREAKS:
        return "\v"
    return " | " if name == "cell" and element.getprevious() is not None else ""


def _block(pieces: list[str]) -> str:
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\v")]
    return "\n".join(line for line in lines if line)


def line_of(element: etree._Element | None) -> str | None:
    """Return the text of an element as one line, None without any."""
    if element is None:
        return None
    return " ".join(" ".join(element.itertext()).split()) or None


def tag(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    name = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _is_page_head(element: etree._Element) -> bool:
    """Tell the head of a page from a heading, which trafilatura calls so."""
    above = element.getparent()
    return above is not None and tag(above) == "html"


def _flat(text: str | None) -> str:
    """Return text of the source without its line breaks, which mean nothing in markup."""
    return (text or "").replace("\v", " ")
