// The card of a list: how many at least, and each answer large above the sentence it stands in.

import { actions, facts } from "./card.js";
import { origin, reference, sentence } from "./citation.js";
import { isolated, make } from "./dom.js";
import { seconded } from "./sources.js";
import { count } from "./words.js";

const NOT_FOUND = "No sentence was found that answers this.";

/** `does` is as for an answer card. Several questions in one line are a list, each row under its question. */
export function listCard(answer, does) {
  const labelled = answer.parts.some(({ label }) => label);
  return make("div", { class: "answer-card final list" },
    labelled ? null : make("p", { class: "at-least" }, `At least ${count(answer.parts.length, "answer")}`),
    make("ol", { class: "parts" }, answer.parts.map((part) => row(part, does)), (answer.unanswered ?? []).map(unanswered)),
    facts({ ...answer, citations: answer.citations.slice(0, 1) }, does),
    actions(answer, does));
}

function row(part, does) {
  const { label, citation } = part;
  return make("li", {},
    label && make("h3", {}, isolated(label)),
    make("p", { class: "item" }, make("span", { class: "words", dir: "auto" }, citation.answer.text)),
    sentence(citation, reference(citation, does.open)),
    origin(citation.article),
    seconded(part, does.open));
}

/** A question beside others that nothing answers. */
function unanswered(question) {
  return make("li", {}, make("h3", {}, isolated(question)), make("p", {}, NOT_FOUND));
}

/** What a screen reader says of it. */
export const spokenList = ({ parts, unanswered: without = [] }) => (parts.some(({ label }) => label)
  ? [...parts.map(({ label, citation }) => `${label} ${citation.answer.text}.`), ...without.map((question) => `${question} ${NOT_FOUND}`)].join(" ")
  : `At least ${count(parts.length, "answer")}: ${parts.map(({ citation }) => citation.answer.text).join("; ")}.`);
