// The card of a list: how many at least, and each answer large above the sentence it stands in; a sentence
// with several of them stands once.

import { actions, facts } from "./card.js";
import { marked, origin, place, possibleOf, quoted, reference, sentence } from "./citation.js";
import { isolated, make } from "./dom.js";
import { seconded, sureOf } from "./sources.js";
import { count, NOT_FOUND } from "./words.js";

/** `does` is as for an answer card. Several questions in one line are a list, each row under its question. */
export function listCard(answer, does) {
  const labelled = answer.parts.some(({ label }) => label);
  const others = [...possibleOf(answer).map((part) => mayAnswer(part, does)), ...(answer.unanswered ?? []).map(unanswered)];
  return make("div", { class: "answer-card final list" },
    labelled ? null : make("p", { class: "at-least" }, `At least ${count(answer.parts.length, "answer")}`),
    make("ol", { class: "parts" }, together(answer.parts).map((parts) => row(parts, does))),
    facts({ ...answer, citations: answer.citations.slice(0, 1) }, does),
    others.length ? make("ol", { class: "parts" }, others) : null,
    actions(answer, does));
}

/** The parts in rows: those that follow on one another in one sentence, under one question, share a row. */
function together(parts) {
  const rows = [];
  for (const part of parts) {
    const [first] = rows.at(-1) ?? [];
    if (first && first.label === part.label && place(first.citation) === place(part.citation)) rows.at(-1).push(part);
    else rows.push([part]);
  }
  return rows;
}

function row(parts, does) {
  const [{ label, citation }] = parts;
  const alone = parts.length === 1;
  return make("li", {},
    label && make("h3", {}, isolated(label)),
    parts.map((part) => [
      make("p", { class: "item" }, quoted(part.citation.answer.text), alone ? null : reference(part.citation, does.open)),
      alone ? null : seconded(part, does.open),
    ]),
    marked(citation.quote, parts.map((part) => part.citation.answer), alone ? reference(citation, does.open) : null),
    origin(citation.article),
    alone ? seconded(parts[0], does.open) : null);
}

/** A question beside others that only may be answered: the sentence leads. */
function mayAnswer({ label, citation }, does) {
  return make("li", {},
    make("h3", {}, isolated(label), make("span", { class: "when" }, " possibly")),
    sentence(citation, reference(citation, does.open)),
    origin(citation.article),
    sureOf(citation));
}

/** A question beside others that nothing answers. */
function unanswered(question) {
  return make("li", {}, make("h3", {}, isolated(question)), make("p", {}, NOT_FOUND));
}

/** What a screen reader says of it. */
export const spokenList = ({ parts, unanswered: without = [], possible_parts: may = [] }) => (parts.some(({ label }) => label)
  ? [...parts.map(({ label, citation }) => `${label} ${citation.answer.text}.`), ...may.map(spokenPossibly), ...without.map((question) => `${question} ${NOT_FOUND}`)].join(" ")
  : `At least ${count(parts.length, "answer")}: ${parts.map(({ citation }) => citation.answer.text).join("; ")}.`);

const spokenPossibly = ({ label, citation }) => `${label}, possibly: ${citation.quote.text}`;
