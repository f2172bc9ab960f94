// The card for a question without an answer: why there is none, and what stands nearest.

import { origin, possibleOf, reference, sentence, whole } from "./citation.js";
import { isolated, make } from "./dom.js";
import { sureOf } from "./sources.js";
import { questionItems } from "./suggestions.js";
import { NOT_FOUND } from "./words.js";

const OFFERED = 3;

/** `offered` is {suggestions(): promises questions that have answers, writable}; `does` as for an answer card. */
export function noAnswerCard(answer, offered, does) {
  const { reason, nearest: all } = answer.abstention;
  const may = possibleOf(answer);
  const nearest = all.slice(may.length);
  const [verdict, why] = split(reason);
  const offer = make("div");
  const card = make("div", { class: "answer-card final nothing" },
    make("h3", {}, isolated(verdict)),
    mayAnswer(may, does),
    (answer.unanswered ?? []).map((question) => [make("h4", {}, isolated(question)), make("p", {}, NOT_FOUND)]),
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

/** What may answer: one row a part, as sure as it is by itself, beside its label where it has one. */
function mayAnswer(parts, does) {
  if (!parts.length) return null;
  const shown = ({ citation }) => [passage(citation, does), sureOf(citation)];
  if (!parts.some(({ label }) => label)) return [make("h4", {}, "Possibly:"), make("div", { class: "possible" }, parts.map((part) => make("div", {}, shown(part))))];
  return make("dl", { class: "possible" }, parts.map((part) => make("div", { class: "side" },
    make("dt", {}, isolated(part.label), part.possible && make("span", { class: "when" }, " possibly")),
    make("dd", {}, shown(part)))));
}

function passage(citation, does) {
  const quoted = citation.answer.text === citation.quote.text ? whole : sentence;
  return [quoted(citation, reference(citation, does.open)), origin(citation.article)];
}

/** The verdict, which is the first sentence, and what is said after it. */
function split(reason) {
  const end = reason.search(/[.!?]\s/) + 1;
  return end ? [reason.slice(0, end), reason.slice(end).trim()] : [reason, ""];
}
