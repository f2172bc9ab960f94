// One turn of the conversation on the page: the question, and what has come of it so far.

import { briefCard } from "./brief.js";
import { answerCard } from "./card.js";
import { comparisonCard } from "./comparison.js";
import { contextLine } from "./context.js";
import { button, isolated, make } from "./dom.js";
import { helpCard } from "./helping.js";
import { listCard } from "./list.js";
import { noAnswerCard } from "./nothing.js";
import { ALL, inWords, limited } from "./only.js";
import { count, scopeInWords } from "./words.js";

const CARDS = { list: listCard, brief: briefCard, comparison: comparisonCard };

/** The card of an answer, by its form. */
function cardOf(answer, offered, does) {
  if (answer.kind === "help") return helpCard(answer, does);
  if (!answer.answered) return noAnswerCard(answer, offered, does);
  return (CARDS[answer.kind] ?? answerCard)(answer, does);
}

/** Make the turn of a question; `does` is as for cards, with edit, cancel, again and within. */
export function makeTurn({ question, context, only = ALL, before = [] }, does) {
  const body = make("div", {});
  const understood = make("p", { class: "understood", hidden: true });
  const time = make("p", { class: "asked-time", hidden: true });
  const limits = limited(only) && make("p", { class: "asked-only" }, "Asked only: ", isolated(inWords(only)));
  const after = before.length > 0 && make("p", { class: "asked-only asked-after" }, "Asked after: ", before.map((said) => [isolated(said.question), " "]));
  const element = make("article", { class: "turn", tabindex: "-1" },
    make("div", { class: "asked" },
      make("h2", { dir: "auto" }, question),
      button("Edit", () => does.edit(), { class: "quiet edit", "aria-label": `Edit the question: ${question.slice(0, 100)}` })),
    body,
    understood,
    time,
    after,
    limits);
  // What had the focus may go with the old content: then the turn has it.
  const show = (...content) => {
    const focused = body.contains(document.activeElement);
    body.replaceChildren(...content);
    if (focused) element.focus({ preventScroll: true });
  };

  return {
    element,
    /** Show that the question is being looked up; `phase` says how far it is. */
    waiting(phase) {
      const line = body.querySelector(".wait > span");
      if (line) line.textContent = phase;
      else show(make("div", { class: "answer-card" }, make("p", { class: "wait" }, make("span", {}, phase), " ", button("Cancel", does.cancel))));
    },
    /** Show which words were read as others, with a way to undo it. */
    corrected(words = []) {
      if (!words.length) return;
      understood.hidden = false;
      understood.replaceChildren("Read as: ", isolated(words.map((each) => each.read_as).join(", ")), " ", button("Ask as typed", does.asTyped));
    },
    /** Show the time that the question was taken to ask about; nothing when it names none. */
    timed(scope) {
      const days = scope && scopeInWords(scope);
      if (!days) return;
      time.hidden = false;
      time.replaceChildren("Time asked for: ", isolated(scope.words), scope.words.endsWith(days) ? "" : ` (${days})`);
    },
    found(passages) {
      this.waiting(`Reading ${count(passages, "passage")}…`);
    },
    answered(answer, offered) {
      this.corrected(answer.corrected);
      this.timed(answer.scope);
      show(cardOf(answer, offered, does), contextLine(answer, context != null, does) ?? "");
    },
    failed(message) {
      show(make("div", { class: "answer-card final failed", role: "alert" },
        make("p", {}, message, " Your question is kept."), button("Try again", does.again)));
    },
    cancelled() {
      show(make("div", { class: "answer-card final" },
        make("p", { class: "wait" }, make("span", {}, "Cancelled."), " ", button("Ask again", does.again))));
    },
  };
}
