// Why an answer came first: what counted for it and against it, in words.

import { explained } from "./api.js";
import { make } from "./dom.js";

const MOST = 4; // reasons on either side: the weightiest

/** The reasons for the answer to a request, as an element. */
export async function why(request) {
  const [first, second] = (await explained(request)).explanation;
  if (!first) return make("span", {}, "Nothing was read for this question.");
  const reasons = (wanted) => first.ledger.filter(({ rank }) => rank * wanted > 0).slice(0, MOST).map(({ says }) => make("li", {}, says));
  const list = (title, items) => items.length ? [make("p", {}, title), make("ul", {}, items)] : [];
  const before = second && second.text !== first.text
    ? [make("p", {}, first.instead ? "It stands in place of " : "It was chosen before ", make("q", { dir: "auto" }, second.text), ".")] : [];
  return make("div", { class: "why" },
    first.instead ? make("p", {}, first.instead) : [],
    list("For it counted most:", reasons(1)), list("Against it:", reasons(-1)), before);
}
