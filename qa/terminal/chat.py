"""``qa chat``: a conversation on a terminal, with citations that open by their number."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation, Turn
from qa.contract.request import MAX_TURNS
from qa.errors import QuestionError
from qa.terminal.line_input import completed, read_line
from qa.terminal.rendering import answer_lines
from qa.terminal.showing import shown
from qa.terminal.tables import article_table, timeline_table

HELP = """Type a question, or a follow-up to the last one ("And in 2022?").
  1 … 9         open a citation of the last answer in its article
  /sources      the articles of this collection
  /only X       ask only the article X, by source or id; without X all again
  /timeline X   dated quotes on X, in order; without X on the last question
  /alone X      ask X as it stands, whatever came before
  /with A, B    ask the last question again with these words; with none: as it was typed
  /as-typed     ask the last question again, no word of it read as another
  /new          forget what was said and start afresh
  /help         this
  /quit         leave (or Ctrl-D)
Tab completes these and the names of articles, the arrow keys bring earlier lines back."""
COMMANDS = tuple(line.split()[0] for line in HELP.splitlines() if line.startswith("  /"))

# Code points of the article shown on either side of an opened quote.
AROUND = 600


@dataclass(slots=True)
class Talk:
    """What is remembered until the conversation ends."""

    history: list[Turn] = field(default_factory=list)
    last: Answer | None = None
    only: tuple[str, ...] = ()


def chat(assistant: Assistant, console: Console) -> None:
    """Talk until /quit, Ctrl-D or Ctrl-C; nothing is kept afterwards."""
    found = assistant.collection()
    words = f"{shown(found.name)}: {found.articles:,} articles. /help says what can be typed."
    console.print(Text(words))
    talk = Talk()
    with completed(lambda: [*COMMANDS, *_names(assistant)]):
        while True:
            console.print()
            try:
                line = read_line("› ").strip()
            except (EOFError, KeyboardInterrupt):
                console.print()
                return
            if line == "/quit":
                return
            if line:
                _answer(assistant, line, talk, console)


def _answer(assistant: Assistant, line: str, talk: Talk, console: Console) -> None:
    """Do what a line says: a command, the number of a citation, or a question."""
    name, _, rest = line.partition(" ")
    rest = rest.strip()
    topic = rest or (talk.last.standalone_question if talk.last else "")
    if line == "/new":
        talk.history, talk.last = [], None
        console.print(Text("A new conversation.", style="dim"))
    elif line.isdecimal():
        _open(assistant, talk.last, int(line), console)
    elif name == "/alone" and rest:
        _ask(assistant, rest, talk, console, context=[])
    elif name == "/with":
        _ask_with(assistant, rest, talk, console)
    elif line == "/as-typed":
        _ask_as_typed(assistant, talk, console)
    elif name == "/sources":
        console.print(article_table(assistant.summaries()))
    elif name == "/only":
        _limit(assistant, rest, talk, console)
    elif name == "/timeline" and topic:
        console.print(timeline_table(assistant.timeline(topic, most=20, sources=talk.only)))
    elif line.startswith("/"):
        console.print(Text(HELP, style="dim"))
    else:
        _ask(assistant, line, talk, console)


def _names(assistant: Assistant) -> list[str]:
    """Return what articles can be named by."""
    references = [summary.reference for summary in assistant.summaries()]
    return [name for one in references for name in (one.source, one.id) if name == shown(name)]


def _limit(assistant: Assistant, name: str, talk: Talk, console: Console) -> None:
    """Ask only one article from now on, or all again."""
    if name and name not in _names(assistant):
        console.print(Text(f"No article {name}; /sources lists them.", style="red"))
        return
    talk.only = (name,) if name else ()
    console.print(Text(f"Asking only {name}." if name else "Asking all articles.", style="dim"))


def _ask(
    assistant: Assistant,
    question: str,
    talk: Talk,
    console: Console,
    *,
    context: list[str] | None = None,
    as_typed: bool = False,
) -> None:
    """Ask, print, remember; a question that cannot be used is said and forgotten."""
    history = talk.history[-MAX_TURNS:]
    try:
        answer = assistant.ask(
            question, history=history, context=context, as_typed=as_typed, sources=talk.only
        )
    except QuestionError as error:
        console.print(Text(str(error), style="red"))
        return
    talk.history.append(Turn.of(answer))
    talk.last = answer
    for line in answer_lines(answer):
        console.print(line)


def _ask_with(assistant: Assistant, words: str, talk: Talk, console: Console) -> None:
    """Ask the last question again with words of earlier turns that a person chose."""
    question = _taken_back(talk, console)
    if question is not None:
        context = [term.strip() for term in words.split(",") if term.strip()]
        _ask(assistant, question, talk, console, context=context)


def _ask_as_typed(assistant: Assistant, talk: Talk, console: Console) -> None:
    """Ask the last question again with every word read as it was typed."""
    question = _taken_back(talk, console)
    if question is not None:
        _ask(assistant, question, talk, console, as_typed=True)


def _taken_back(talk: Talk, console: Console) -> str | None:
    """Return the last question and forget that it was asked; say so when there is none."""
    if talk.last is None:
        console.print(Text("There is no question yet to ask again.", style="red"))
        return None
    del talk.history[-1]
    return talk.last.question


def _open(assistant: Assistant, last: Answer | None, number: int, console: Console) -> None:
    """Show a citation of the last answer inside its article."""
    shown_last: tuple[Citation, ...] = ()
    if last:
        shown_last = last.abstention.nearest if last.abstention else last.citations
    for citation in shown_last:
        if citation.number == number:
            console.print(_in_article(assistant.article(citation.article.id).text, citation))
            return
    console.print(Text(f"The last answer has no citation {number}.", style="red"))


def _in_article(text: str, citation: Citation) -> Text:
    """Return the quote with what stands around it, sentence and answer emphasised."""
    quote, answer = citation.quote, citation.answer
    first, last = max(0, quote.start - AROUND), min(len(text), quote.end + AROUND)
    page = Text(f"{shown(citation.article.title)} · {citation.article.published or 'undated'}\n\n")
    for start, end, style in [
        (first, quote.start, "dim"),
        (quote.start, answer.start, ""),
        (answer.start, answer.end, "bold underline"),
        (answer.end, quote.end, ""),
        (quote.end, last, "dim"),
    ]:
        lines = text[start:end].replace("\r\n", "\n").split("\n")
        page.append("\n".join(shown(line) for line in lines), style=style)
    return page
