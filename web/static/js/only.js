// What questions are limited to: a period of publication, or articles chosen on the shelf.

import { button, find, make } from "./dom.js";
import { count, scopeInWords, span } from "./words.js";

/** The most articles that one question may name; more are chosen by their period. */
export const MOST = 100;

/** Nothing is left out. */
export const ALL = Object.freeze({ from: null, to: null, articles: [] });

export const limited = ({ from, to, articles }) => Boolean(from || to || articles.length);

/** The settings of `POST /ask` that say the same. */
export function settings({ from, to, articles }) {
  return {
    ...(from && { published_from: from }),
    ...(to && { published_to: to }),
    ...(articles.length && { sources: articles.map(({ id }) => id) }),
  };
}

/** "2012 to 2014", "3 articles", or both. */
export function inWords({ from, to, articles }) {
  const days = from && to ? span({ value: "", earliest: from, latest: to }).dates.map(([, words]) => words).join(" – ") : scopeInWords({ earliest: from, latest: to });
  const period = days && `published ${days}`;
  const chosen = articles.length === 1 ? `“${articles[0].title}”` : articles.length ? count(articles.length, "article") : "";
  return [chosen, period].filter(Boolean).join(", ");
}

/** Show above the question box what is on, with a way to undo it. */
export function showOnly(only, lift) {
  const line = find("only");
  line.hidden = !limited(only);
  if (line.hidden) return line.replaceChildren();
  line.replaceChildren("Asking only: ", make("bdi", { class: "only-words" }, inWords(only)), " ",
    button("Ask all again", lift, { class: "quiet" }));
}
