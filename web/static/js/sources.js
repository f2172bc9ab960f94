// What several articles say to one question: who agrees, what was corrected, what was reported otherwise.

import { groups, origin, quoted, reference, sentence, time } from "./citation.js";
import { make } from "./dom.js";
import { count, dateInWords, sureness, surenessMeaning } from "./words.js";

const HEADS = { corrects: "Corrected", later: "Newest count" };

const newest = ({ citations }) => citations.map(({ article }) => article.published ?? "").sort().at(-1);

/** What is said of a correction when it is read out, or that sources differ; "" where neither is so. */
export function spokenSources(answer) {
  const [first, ...others] = groups(answer);
  if (first && HEADS[first.relation]) return first.relation === "later" ? " The newest count." : " Corrected since it was first reported.";
  return others.length ? " Reported differently elsewhere." : "";
}

/** Words with an explanation on hover, focus and touch. */
export function explained(words, explanation) {
  return make("button", { type: "button", class: "explained", "data-tip": explanation }, make("bdi", {}, words));
}

/** The facts of an answer that come from its sources: "Corrected on 7 March 2014", "2 sources agree". */
export function sourceFacts(answer, open) {
  if (!groups(answer).length) return [];
  const [{ relation, citations, copies }] = groups(answer);
  const { published } = citations[0].article;
  const head = HEADS[relation];
  const printed = copies.length
    && explained(`printed again ${count(copies.length, "time")}`, `Counted once: ${copies.map(({ title }) => title).join("; ")}`);
  return [
    head && make("strong", {}, published ? `${head} on ${dateInWords(published)}` : head),
    citations.length > 1 && [count(citations.length, "source"), " agree ", [...citations].sort((one, other) => one.number - other.number).map((citation) => reference(citation, open))],
    printed,
  ].filter(Boolean);
}

/** That other articles say what a part of an answer says, and which; nothing where none does. */
export const seconded = ({ citation, also }, open) => also?.length
  ? make("p", { class: "from" }, `${count(also.length + 1, "source")} agree `, [citation, ...also].map((each) => reference(each, open)))
  : null;

/** What was reported before or differently, one row a quotation: the words, the date, the article. */
export function differing(answer, open) {
  const [first, ...others] = groups(answer);
  if (!others.length) return null;
  const replaced = ({ citations }) => HEADS[first.relation] && newest({ citations }) < newest(first);
  const rows = (groups, words) => groups.length > 0 && [
    make("h4", {}, words),
    make("ul", {}, groups.flatMap(({ citations }) => citations).map((citation) => row(citation, open))),
  ];
  return make("div", { class: "differing" },
    rows(others.filter((group) => !replaced(group)), "Reported differently"),
    rows(others.filter(replaced), "Reported before"));
}

function row(citation, open) {
  const { article, answer } = citation;
  return make("li", {},
    time(article.published), " · ",
    quoted(answer.text), " · ",
    make("bdi", { class: "title" }, article.title),
    article.publisher && [" · ", make("bdi", {}, article.publisher)],
    reference(citation, open));
}

/** Further quotations, folded: those that say the same, and other possible answers apart, each as sure as it is. */
export function further(answer, open) {
  const same = groups(answer)[0]?.citations.slice(1) ?? [];
  const known = new Set(same.map(({ number }) => number));
  const others = answer.citations.slice(1).filter(({ number }) => !known.has(number));
  return [
    same.length > 0 && folded(same.length === 1 ? "1 more says so" : `${same.length} more say so`, same, open),
    others.length > 0 && folded(count(others.length, "other possible answer"), others, open, true),
  ].filter(Boolean);
}

function folded(words, citations, open, rated = false) {
  return make("details", { class: "more" },
    make("summary", {}, words),
    make("ol", {}, citations.map((citation) => make("li", {},
      sentence(citation, reference(citation, open)),
      origin(citation.article),
      rated && sureOf(citation)))));
}

/** How sure a quotation by itself is, nothing where that was not measured. */
export function sureOf({ right_of_hundred: share }) {
  const words = sureness(share);
  return words && make("p", { class: "from" }, explained(words, surenessMeaning(share)));
}
