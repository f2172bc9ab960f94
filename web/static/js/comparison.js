// The card of a comparison: one row a side, its name beside the sentence that tells most of it.

import { actions } from "./card.js";
import { origin, reference, whole } from "./citation.js";
import { isolated, make } from "./dom.js";

/** `does` is as for an answer card. */
export function comparisonCard(answer, does) {
  return make("div", { class: "answer-card final comparison" },
    make("dl", {}, answer.parts.map(({ label, citation }) => make("div", { class: "side" },
      make("dt", {}, isolated(label)),
      make("dd", {}, whole(citation, reference(citation, does.open)), origin(citation.article))))),
    actions(answer, does));
}

/** What a screen reader says of it. */
export const spokenComparison = ({ parts }) =>
  parts.map(({ label, citation }) => `${label}: ${citation.quote.text}`).join(" ");
