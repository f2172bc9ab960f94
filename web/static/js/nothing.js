// The card for a question without an answer: why there is none, and what stands nearest.

import { origin, reference, sentence } from "./citation.js";
import { isolated, make } from "./dom.js";

/** `offered` is {suggestions: [questions that have answers], writable}; `does` as for an answer card. */
export function noAnswerCard(answer, offered, does) {
  const { reason, nearest } = answer.abstention;
  const [verdict, why] = split(reason);
  return make("div", { class: "answer-card final nothing" },
    make("h3", {}, isolated(verdict)),
    why && make("p", {}, isolated(why)),
    nearest.length ? [
      make("h4", {}, nearest.length === 1 ? "The nearest passage, which is not an answer" : "The nearest passages, which are not answers"),
      make("ol", { class: "nearest" }, nearest.map((citation) => make("li", {},
        sentence(citation, reference(citation, does.open)), origin(citation.article)))),
    ] : null,
    offered.suggestions.length ? [
      make("h4", { class: "offer" }, "Questions they do answer"),
      make("ul", { class: "suggestions" }, offered.suggestions.slice(0, 3).map((question) => make("li", {},
        make("button", { type: "button", class: "suggestion", on: { click: () => does.ask(question) } }, isolated(question))))),
    ] : null,
    offered.writable ? make("p", { class: "offer" }, "Or add an article that says it: drop a text file anywhere on this page.") : null);
}

/** The verdict, which is the first sentence, and what is said after it. */
function split(reason) {
  const end = reason.search(/[.!?]\s/) + 1;
  return end ? [reason.slice(0, end), reason.slice(end).trim()] : [reason, ""];
}
