// The card of a comparison: one row a side, its name beside the sentence that tells most of it.

import { actions } from "./card.js";
import { origin, reference, whole } from "./citation.js";
import { isolated, make } from "./dom.js";
import { differing, sourceFacts, spokenSources } from "./sources.js";

/** `does` is as for an answer card. */
export function comparisonCard(answer, does) {
  return make("div", { class: "answer-card final comparison" },
    make("dl", {}, answer.parts.map((part) => make("div", { class: "side" },
      make("dt", {}, isolated(part.label)),
      make("dd", {}, whole(part.citation, reference(part.citation, does.open)), origin(part.citation.article),
        facts(part, does.open), differing(part, does.open))))),
    actions(answer, does));
}

/** Who agrees on a side, and whether it was corrected; nothing where one article alone speaks. */
function facts(part, open) {
  const told = sourceFacts(part, open);
  return told.length > 0 && make("ul", { class: "facts" }, told.map((fact) => make("li", {}, fact)));
}

/** What a screen reader says of it. */
export const spokenComparison = ({ parts }) =>
  parts.map((part) => `${part.label}: ${part.citation.quote.text}${spokenSources(part)}`).join(" ");
