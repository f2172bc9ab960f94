// The card for a question without an answer: what the articles cover, and what stands nearest.

import { origin, reference, sentence } from "./citation.js";
import { isolated, make } from "./dom.js";
import { count } from "./words.js";

/** `covered` is {years, undated, suggestions: [questions], writable}; `does` as for an answer card. */
export function noAnswerCard(answer, covered, does) {
  const { reason, nearest } = answer.abstention;
  const total = answer.collection.articles;
  return make("div", { class: "answer-card final nothing" },
    make("h3", {}, total === 1 ? "This article doesn’t say." : `These ${count(total, "article")} don’t say.`),
    make("p", {}, isolated(reason)),
    coverage(covered),
    nearest.length ? [
      make("h4", {}, nearest.length === 1 ? "The nearest passage, which is not an answer" : "The nearest passages, which are not answers"),
      make("ol", { class: "nearest" }, nearest.map((citation) => make("li", {},
        sentence(citation, reference(citation, does.open)), origin(citation.article)))),
    ] : null,
    covered.suggestions.length ? [
      make("h4", { class: "offer" }, "Questions they do answer"),
      make("ul", { class: "suggestions" }, covered.suggestions.slice(0, 3).map((question) => make("li", {},
        make("button", { type: "button", class: "suggestion", on: { click: () => does.ask(question) } }, isolated(question))))),
    ] : null,
    covered.writable ? make("p", { class: "offer" }, "Or add an article that says it: drop a text file anywhere on this page.") : null);
}

function coverage({ years, undated }) {
  if (!years) return null;
  const rest = undated ? `; ${count(undated, "article")} without a date` : "";
  return make("p", { class: "covers" }, `They were published in ${years}${rest}.`);
}
