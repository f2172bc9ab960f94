// The JSON API, and what to say when it fails.

import { firstDay, lastDay } from "./words.js";

// Beside the scripts, wherever that is: a collection, or a proxy, may put all below an address.
const API = new URL("../../api/v1", import.meta.url).pathname;

/** Something the person can read and act on; `status` is null when no server answered. */
export class Failure extends Error {
  constructor(message, status = null) {
    super(message);
    this.status = status;
  }
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(API + path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("The server did not answer.");
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/** The server's own words where it gave some (RFC 9457), else plain ones of ours. */
async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  const said = problem.detail ?? problem.title;
  if (said) return new Failure(String(said), response.status);
  if (response.status >= 500) return new Failure("The server failed while it worked on this.", response.status);
  return new Failure(`The server refused this (status ${response.status}).`, response.status);
}

async function json(path, options) {
  const response = await request(path, options);
  return response.json().catch(() => {
    throw new Failure("The server's reply could not be read.", response.status);
  });
}

const sent = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/**
 * Ask, and hear what happens: `heard(event, data)` for each server event in order.
 * Gives the Answer. Throws a Failure, or an AbortError when `signal` cancels.
 */
export async function ask(body, { signal, heard }) {
  const response = await request("/ask/stream", { ...sent(body), signal });
  let answer = null;
  try {
    for await (const { event, data } of events(response.body)) {
      if (event === "error") throw new Failure(String(data.detail ?? data.title ?? "The server failed."), data.status);
      if (event === "answer") answer = data;
      heard(event, data);
    }
  } catch (error) {
    if (error.name === "AbortError" || error instanceof Failure) throw error;
    throw new Failure("The connection broke before the answer was complete.");
  }
  if (!answer) throw new Failure("The connection ended before the answer was complete.");
  return answer;
}

/** Read Server-Sent Events from a stream, as {event, data} with data read as JSON. */
export async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    // A carriage return at the end may be half of a line end: it waits for what follows.
    kept += value;
    const whole = kept.endsWith("\r") ? kept.slice(0, -1) : kept;
    const blocks = whole.replace(/\r\n?/g, "\n").split("\n\n");
    kept = blocks.pop() + kept.slice(whole.length);
    for (const block of blocks) {
      const fields = block.split("\n").map(field);
      const data = fields.filter(([name]) => name === "data").map(([, text]) => text);
      const event = fields.findLast(([name]) => name === "event")?.[1] ?? "message";
      if (data.length) yield { event, data: JSON.parse(data.join("\n")) };
    }
  }
}

function field(line) {
  const colon = line.indexOf(":");
  return colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}

/** The Answer to a request once more, with what counted how much. */
export const explained = (request) => json("/ask", sent({ ...request, explain: true }));

/** Say that an answer was "right" or "wrong"; `asked` is the request, with all that limited it. */
export function giveFeedback({ question, context = [], text, right_of_hundred: share = null, citations: [first], collection }, asked, verdict) {
  const citation = first && { article: first.article.id, start: first.quote.start, end: first.quote.end, quote: first.quote.text };
  const { as_typed: asTyped, published_from: from, published_to: to, sources } = asked;
  return request("/feedback", sent({ verdict, question, context: context.map((term) => term.text), text, right_of_hundred: share, citation, collection: collection.digest, as_typed: asTyped, published_from: from, published_to: to, sources }));
}

const opened = new Map();

/** One article with text, dates and left-out spans; asked for once, since an id stands for one text. */
export function article(id) {
  if (!opened.has(id)) {
    const coming = json(`/articles/${encodeURIComponent(id)}`);
    coming.catch(() => opened.delete(id));
    opened.set(id, coming);
  }
  return opened.get(id);
}

/** The article as the server has it now, past every cache. */
export const freshArticle = (id) => json(`/articles/${encodeURIComponent(id)}`, { cache: "no-store" });

/** The timeline of a topic: {topic, entries: [{date, citation}]} in order of event time; `limits` are settings as of questions. */
export const timeline = (topic, most, limits) => json("/timeline", sent({ topic, most, ...limits }));

/** Where a quotation stands: {verdict, places, unplaced}. */
export const traceQuotation = (quotation) => json("/quotes", sent({ quotation }));

/** Where every quoted passage of a draft stands: {quotations: [{passage, trace}], short}. */
export const traceDraft = (draft) => json("/quotes/draft", sent({ draft }));

/** Remove an article; also while the page is left. */
export const removeArticle = (id) => request(`/articles/${encodeURIComponent(id)}`, { method: "DELETE", keepalive: true });

/** Questions that the collection answers, a few or none. */
export const suggestions = async () => (await json("/suggestions")).suggestions;

const PART = 100; // articles of a list at a time: more rows only slow the page down
const LONGEST = 200; // characters of a search

/** How the articles are spread: {total, undated, years, publishers, sections}. */
export const counts = () => json("/counts");

/**
 * A part of the articles that fit, from `offset` on, the newest first: {articles, total}, where total is null while
 * nobody has counted them, which may take longer.
 */
export async function listed(wanted, offset) {
  const { articles } = await json(listAddress(wanted, { counted: "false", limit: PART, offset }));
  return { articles, total: articles.length < PART ? offset + articles.length : null };
}

/** How many articles fit. */
export const numberOf = async (wanted) => (await json(listAddress(wanted, { limit: 1 }))).total;

function listAddress({ words, publisher, section, from, to }, part) {
  const wanted = {
    ...(words && { query: words.slice(0, LONGEST), anywhere: "true" }),
    ...(publisher && { publisher }),
    ...(section && { section }),
    ...(from && { published_from: firstDay(from) }),
    ...(to && { published_to: lastDay(to) }),
  };
  return `/articles?${new URLSearchParams({ ...wanted, order: "newest", ...part })}`;
}

/** Send a file: {status, article, items}, an item for each article in it: {source, status, reason}. */
export function add(file) {
  const body = new FormData();
  body.append("file", file);
  return json("/articles", { method: "POST", body });
}
