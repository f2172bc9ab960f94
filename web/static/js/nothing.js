// The card for a question without an answer: why there is none, and what stands nearest.

import { origin, reference, sentence } from "./citation.js";
import { isolated, make } from "./dom.js";
import { questionItems } from "./suggestions.js";

const OFFERED = 3;

/** `offered` is {suggestions(): promises questions that have answers, writable}; `does` as for an answer card. */
export function noAnswerCard(answer, offered, does) {
  const { reason, nearest: all, possible } = answer.abstention;
  const nearest = possible ? all.slice(1) : all;
  const [verdict, why] = split(reason);
  const offer = make("div");
  const card = make("div", { class: "answer-card final nothing" },
    make("h3", {}, isolated(verdict)),
    possible && [make("h4", {}, "Possibly:"), make("div", { class: "possible" }, passage(all[0], does))],
    why && make("p", {}, isolated(why)),
    nearest.length ? [
      make("h4", {}, nearest.length === 1 ? "The nearest passage, which is not an answer" : "The nearest passages, which are not answers"),
      make("ol", { class: "nearest" }, nearest.map((citation) => make("li", {}, passage(citation, does)))),
    ] : null,
    offer,
    offered.writable ? make("p", { class: "offer" }, "Or add an article that says it: drop a file anywhere on this page.") : null);
  offered.suggestions().then((questions) => {
    // What comes late may grow the last card only: nothing moves that somebody reads.
    if (!questions.length || card.closest(".turn")?.nextElementSibling) return;
    offer.append(
      make("h4", { class: "offer" }, "Questions they do answer"),
      make("ul", { class: "suggestions" }, questionItems(questions.slice(0, OFFERED), does)));
  });
  return card;
}

const passage = (citation, does) => [sentence(citation, reference(citation, does.open)), origin(citation.article)];

/** The verdict, which is the first sentence, and what is said after it. */
function split(reason) {
  const end = reason.search(/[.!?]\s/) + 1;
  return end ? [reason.slice(0, end), reason.slice(end).trim()] : [reason, ""];
}
