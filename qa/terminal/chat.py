"""``qa chat``: a conversation on a terminal, with citations that open by their number."""

import importlib.util

from rich.console import Console
from rich.text import Text

from qa.assistant import Assistant
from qa.contract.answer import Answer, Citation, Turn
from qa.contract.request import MAX_TURNS
from qa.errors import QuestionError
from qa.terminal.rendering import answer_lines, article_table, timeline_table
from qa.terminal.showing import shown

HELP = """Type a question, or a follow-up to the last one ("And in 2022?").
  1 … 9         open a citation of the last answer in its article
  /sources      the articles of this collection
  /timeline X   dated quotes on X, in order; without X on the last question
  /alone X      ask X as it stands, whatever came before
  /with A, B    ask the last question again with these words; with none: as it was typed
  /new          forget what was said and start afresh
  /help         this
  /quit         leave (or Ctrl-D)"""

# Code points of the article shown on either side of an opened quote.
AROUND = 600


def chat(assistant: Assistant, console: Console) -> None:
    """Talk until /quit, Ctrl-D or Ctrl-C; nothing is kept afterwards."""
    if importlib.util.find_spec("readline"):
        import readline  # noqa: F401  # arrow keys and history for input()
    found = assistant.collection()
    console.print(Text(f"{found.name}: {found.articles:,} articles. /help says what can be typed."))
    history: list[Turn] = []
    last: Answer | None = None
    while True:
        try:
            line = console.input(Text("\n› ", style="bold")).strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if line == "/quit":
            return
        if line == "/new":
            history, last = [], None
            console.print(Text("A new conversation.", style="dim"))
        elif line.isdecimal():
            _open(assistant, last, int(line), console)
        elif line.startswith(("/alone ", "/with")):
            last = _ask_chosen(assistant, line, last, history, console)
        elif line.startswith("/"):
            _command(assistant, line, last, console)
        elif line:
            last = _ask(assistant, line, history, console)


def _ask(
    assistant: Assistant,
    question: str,
    history: list[Turn],
    console: Console,
    *,
    context: list[str] | None = None,
) -> Answer | None:
    """Ask, print, remember; a question that cannot be used is said and forgotten."""
    try:
        answer = assistant.ask(question, history=history[-MAX_TURNS:], context=context)
    except QuestionError as error:
        console.print(Text(str(error), style="red"))
        return None
    history.append(Turn.of(answer))
    for line in answer_lines(answer):
        console.print(line)
    return answer


def _ask_chosen(
    assistant: Assistant, line: str, last: Answer | None, history: list[Turn], console: Console
) -> Answer | None:
    """Ask as typed, or the last question again with words of earlier turns that a person chose."""
    command, _, rest = line.partition(" ")
    if command == "/alone":
        return _ask(assistant, rest, history, console, context=[])
    if last is None:
        console.print(Text("There is no question yet to ask again.", style="red"))
        return None
    del history[-1]
    context = [term.strip() for term in rest.split(",") if term.strip()]
    return _ask(assistant, last.question, history, console, context=context)


def _command(assistant: Assistant, line: str, last: Answer | None, console: Console) -> None:
    """Carry out a line that starts with a slash; one that is not known shows the help."""
    name, _, rest = line.partition(" ")
    topic = rest.strip() or (last.standalone_question if last else "")
    if name == "/sources":
        console.print(article_table(assistant.articles()))
    elif name == "/timeline" and topic:
        console.print(timeline_table(assistant.timeline(topic, most=20)))
    else:
        console.print(Text(HELP, style="dim"))


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
