// Why an answer came first: what speaks for it and against it, in words; the numbers below, folded.

import { explained } from "./api.js";
import { make } from "./dom.js";

const MOST = 4; // reasons on either side: the weightiest
const LEAST = 0.1; // of the weightiest reason: what counts less is no reason a person would give

// What is said of answers whose sentences are chosen, not weighed against one another.
const FORMS = {
  brief: "These are the sentences nearest to the topic or of the time asked for, no two of which say the same.",
  comparison: "For each side this is the sentence nearest to it and to what is compared.",
};

/** The reasons for an answer, as an element; `request` is what was asked, with all that limited it. */
export async function why(answer, request) {
  const again = await explained(request);
  const [first, ...others] = again.explanation;
  if (!first) return make("span", {}, FORMS[answer.kind] ?? "Nothing was read for this question.");
  const weightiest = Math.max(...first.ledger.map(({ rank }) => Math.abs(rank)));
  const reasons = (sign) => first.ledger.filter(({ rank }) => rank * sign >= LEAST * weightiest).slice(0, MOST).map(({ says }) => make("li", {}, says));
  const list = (title, items) => items.length ? [make("p", {}, title), make("ul", {}, items)] : [];
  // The same words with more or fewer around them are no other answer.
  const second = others.find(({ text }) => !text.includes(first.text) && !first.text.includes(text));
  const before = second
    ? [make("p", {}, first.instead ? "It stands in place of " : "It was chosen before ", make("q", { dir: "auto" }, second.text), ".")] : [];
  return make("div", { class: "why" },
    again.collection.digest === answer.collection.digest ? [] : make("p", {}, "The collection has changed since this was answered: the reasons are those of today."),
    first.instead ? make("p", {}, first.instead) : [],
    list("What speaks for it:", reasons(1)), list("What speaks against it:", reasons(-1)), before, first.ledger.length ? numbers(first) : []);
}

/** The whole ledger: what was measured, and what that counted. */
function numbers({ ledger, rank }) {
  const cell = (number) => make("td", {}, number.toFixed(2));
  const row = ({ name, value, rank: counted, confidence }) => make("tr", {}, make("th", { scope: "row" }, name), cell(value), cell(counted), cell(confidence));
  const head = ["evidence", "value", "rank", "sureness"].map((title) => make("th", { scope: "col" }, title));
  return make("details", {}, make("summary", {}, "The numbers"),
    make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, ledger.map(row)),
      make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "in all"), make("td"), cell(rank), make("td")))));
}
