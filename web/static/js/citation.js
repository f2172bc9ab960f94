// One quotation as it stands in a card: the sentence, the answer in it, where it is from.

import { indexer } from "./codepoints.js";
import { isolated, make, onThisSite, opensElsewhere } from "./dom.js";
import { dateInWords } from "./words.js";

const EDGED = /^\s*["“”„«]|["“”»]\s*$/; // with a quotation mark of its own at the beginning or the end
const LONG = 200; // characters from which a title is cut after two lines: the pane shows it whole

/** What a source says, between our marks: single ones where double ones of its own stand beside them. */
export const quoted = (text, ...content) =>
  make("span", { class: EDGED.test(text) ? "words within" : "words", dir: "auto" }, content.length ? content : text);

/** The whole sentence with the answer in it emphasised, exact to the character. */
export const sentence = ({ quote, answer }, ...after) => marked(quote, [answer], ...after);

/** The whole sentence with several answers in it emphasised; where they overlap the first counts. */
export function marked(quote, answers, ...after) {
  const at = indexer(quote.text);
  const parts = [];
  let done = 0;
  for (const { start, end } of [...answers].sort((one, other) => one.start - other.start)) {
    const [from, to] = [at(start - quote.start), at(end - quote.start)];
    if (from < done) continue;
    parts.push(quote.text.slice(done, from), make("b", {}, quote.text.slice(from, to)));
    done = to;
  }
  return make("blockquote", { class: "sentence" }, quoted(quote.text, parts, quote.text.slice(done)), after);
}

/** The whole sentence where it is the answer itself: nothing in it is emphasised. */
export function whole({ quote }, ...after) {
  return make("blockquote", { class: "sentence" }, quoted(quote.text), after);
}

/** The numbered link that opens a citation in the pane, or by itself on the article page. */
export function reference(citation, open) {
  const { title, published } = citation.article;
  const label = `Citation ${citation.number}: ${title.slice(0, 150)}${published ? `, ${dateInWords(published)}` : ""}`;
  const listener = (event) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    open(citation, event.currentTarget);
  };
  return make("a", {
    class: "cite",
    href: onThisSite(citation.link),
    "aria-label": label,
    "data-quote": place(citation),
    on: { click: listener },
  }, String(citation.number));
}

/** Title, publisher and date of an article, with `after` behind them. */
export function origin({ title, publisher, published }, after = null) {
  const named = make("bdi", { class: title.length > LONG ? "title long" : "title" }, title);
  return pointed("from", named, publisher && isolated(publisher), [time(published), after]);
}

/** A line of facts with points between them, of which none begins or ends a line. */
export function pointed(name, ...facts) {
  const [first, ...others] = facts.filter(Boolean);
  return make("p", { class: `${name} pointed` }, make("span", {}, first),
    others.map((fact) => make("span", {}, make("span", { class: "point" }, " · "), fact)));
}

/** A publication date, with its ISO form for machines. */
export function time(published) {
  return published ? make("time", { datetime: published }, dateInWords(published)) : "undated";
}

/** What the sources of an answer say, in groups; conversations kept from before there were any have none. */
export const groups = ({ agreement }) => agreement ?? [];

/** The quotations that stand beside a part of an answer: who says the same, who says otherwise. */
const besideOf = (part) => [...(part.also ?? []), ...groups(part).flatMap(({ citations }) => citations)];

/**
 * The quotations of an answer by number: its citations and those of its sources, or where there is
 * no answer the nearest ones.
 */
export function quotations(answer) {
  if (!answer.answered) return answer.abstention.nearest;
  const beside = [...groups(answer).flatMap(({ citations }) => citations), ...(answer.parts ?? []).flatMap(besideOf)];
  const all = [...beside, ...answer.citations, ...(answer.possible_parts ?? []).map(({ citation }) => citation)];
  return [...new Map(all.map((citation) => [citation.number, citation])).values()].sort((one, other) => one.number - other.number);
}

/**
 * What may answer, as parts {label, citation, possible}; none with a plain no. With an answer it is what may
 * answer others of several questions.
 */
export function possibleOf({ abstention, possible_parts: beside = [] }) {
  if (!abstention) return beside;
  if (!abstention.possible) return [];
  return abstention.parts?.length ? abstention.parts : [{ label: "", citation: abstention.nearest[0], possible: true }];
}

/** A name for the place of a quotation, the same for the same place. */
export const place = ({ article, quote }) => `${article.id}:${quote.start}-${quote.end}`;
