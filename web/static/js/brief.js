// The card of a brief: whole sentences, each with its date and source beside it.

import { actions } from "./card.js";
import { origin, reference, whole } from "./citation.js";
import { make } from "./dom.js";
import { seconded } from "./sources.js";
import { count } from "./words.js";

/** `does` is as for an answer card. */
export function briefCard(answer, does) {
  return make("div", { class: "answer-card final brief" },
    make("ol", { class: "parts" }, answer.parts.map((part) => make("li", {},
      whole(part.citation, reference(part.citation, does.open)), origin(part.citation.article), seconded(part, does.open)))),
    actions(answer, does));
}

/** What a screen reader says of it. */
export const spokenBrief = ({ parts }) =>
  `${count(parts.length, "sentence")} from the articles. ${parts.map(({ citation }) => citation.quote.text).join(" ")}`;
