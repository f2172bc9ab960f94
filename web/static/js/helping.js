// The card for what is no question: one line that says what can be asked, with questions to press.

import { isolated, make } from "./dom.js";
import { questionItems } from "./suggestions.js";

const QUOTED = /“([^”]+)”/g;

/** `does` is as for an answer card. */
export function helpCard(answer, does) {
  const { reason } = answer.abstention;
  const questions = [...reason.matchAll(QUOTED)].map(([, question]) => question);
  const line = questions.length ? reason.slice(0, reason.indexOf("“")).trim() : reason;
  return make("div", { class: "answer-card final helping" },
    make("p", {}, isolated(line)),
    questions.length ? make("ul", { class: "suggestions" }, questionItems(questions, does)) : null);
}
