// The list of articles, the newest first, part by part from the server, with a search in titles and stories,
// publishers, sections and the years they were published in. What is picked out here can be what questions
// are asked of.

import { Failure, listed, numberOf } from "./api.js";
import { pointed, time } from "./citation.js";
import { button, find, isolated, make, onThisSite } from "./dom.js";
import { histogram } from "./histogram.js";
import { ALL, limited, MOST } from "./only.js";
import { count, digits, firstDay, lastDay } from "./words.js";

const FEW = 4; // articles up to which a search has no use
const SOON = 60; // milliseconds after which it is said that a search is under way
const PAUSE = 150; // milliseconds without another letter after which all that fits is counted
const SCREEN = 20; // rows that are more than a screen
const LONGEST_NAME = 80; // characters of a publisher or a section that the server compares

let showing = 0; // of several collections, one after the other, the last one is shown

/**
 * Show the articles of a collection, `counts` as the server gives them. `does` holds ask(only), which limits
 * questions, remove(article, changed), null where that is not allowed, and removed(id).
 */
export function showShelf(counts, does) {
  showing += 1;
  const mine = showing;
  const wanted = { words: "", publisher: "", section: "", from: null, to: null };
  const picked = new Map();
  let held = []; // what has come of those that fit
  let total = counts.total; // how many fit, null until they have been counted
  let changes = 0; // of what is wanted
  let pause = null; // the timer until they are counted
  let next = null; // from where on to fetch, once what is under way has come
  let running = false;
  let slow = null; // the timer that says so where an answer takes its time
  const list = find("shelf-list");
  // The rows that came with the page stay what they are, so that nothing is lost that is being pressed or has the focus.
  const rows = new Map([...list.querySelectorAll("li:not(:has(input))")].map((row) => [row.querySelector("a").dataset.article, row]));
  const all = total ? `${count(total, "article")}, newest first` : "";
  const state = make("p", { class: "when", role: "status" }, all);
  const more = make("button", { type: "button", id: "shelf-more", class: "quiet", hidden: true, on: { click: () => look(held.length) } }, "Show more");
  const askThese = make("button", { type: "button", class: "quiet", hidden: true, on: { click: () => does.ask(chosen()) } });
  const search = make("input", { type: "search", id: "shelf-search", placeholder: "Search titles and stories", "aria-label": "Search titles and stories",
    on: { input: (event) => want({ words: event.target.value.trim() }) } });
  const tools = counts.total > FEW ? [search, histogram(counts, (from, to) => want({ from, to })), choices("publisher", counts.publishers), choices("section", counts.sections)] : [];
  find("shelf-tools").replaceChildren(...tools.filter(Boolean), make("div", { class: "picked" }, state, askThese));
  find("shelf-more")?.remove();
  list.after(more);

  function want(change) {
    Object.assign(wanted, change);
    changes += 1;
    clearTimeout(pause);
    slow ??= setTimeout(() => { state.textContent = "Searching…"; }, SOON);
    return look();
  }

  /** Fetch what fits from a place on; one request at a time, so that fast typing asks no more than can be answered. */
  async function look(from = 0) {
    next = from;
    if (running) return;
    running = true;
    try {
      while (next !== null) {
        const offset = next;
        next = null;
        const part = await listed(wanted, offset);
        if (mine !== showing) return;
        if (next === null) take(part, offset);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      answered();
      state.textContent = error.message;
    } finally {
      running = false;
    }
  }

  function answered() {
    clearTimeout(slow);
    slow = null;
  }

  function take(part, offset) {
    answered();
    const unlimited = !Object.values(wanted).some(Boolean);
    if (!offset || part.total !== null) total = unlimited ? counts.total : part.total;
    held = offset ? [...held, ...part.articles] : part.articles;
    if (offset || !changes) draw();
    else drawSoon();
    say();
    if (total === null && !offset) pause = setTimeout(countAll, PAUSE);
  }

  /** Count what fits, while the first of it is there to be read. */
  async function countAll() {
    const before = changes;
    const current = () => mine === showing && before === changes;
    try {
      const number = await numberOf(wanted);
      if (!current()) return;
      total = number;
      say();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (current()) state.textContent = error.message;
    }
  }

  /** What to limit questions to: the articles picked, else the years pressed, else those that fit. */
  function chosen() {
    if (picked.size) return { ...ALL, articles: [...picked.values()] };
    if (!wanted.words && !wanted.publisher && !wanted.section) return { ...ALL, from: wanted.from && firstDay(wanted.from), to: wanted.to && lastDay(wanted.to) };
    return { ...ALL, articles: whole() ? held.filter(({ id }) => !does.removed(id)) : [] };
  }

  /** A choice among the values that a field has, null where there is only one. */
  function choices(field, values) {
    const names = values.map(({ name }) => name).filter((name) => name.length <= LONGEST_NAME).sort((a, b) => a.localeCompare(b));
    if (names.length < 2) return null;
    return make("select", { "aria-label": `Limit the list by ${field}`, on: { change: (event) => want({ [field]: event.target.value }) } },
      make("option", { value: "" }, field === "publisher" ? "All publishers" : "All sections"),
      names.map((name) => make("option", { value: name }, name)));
  }

  /** What was searched for is seen sooner where the rows below the screen are made in the next frame. */
  function drawSoon() {
    draw(SCREEN);
    requestAnimationFrame(() => setTimeout(() => {
      if (mine === showing) draw();
    }));
  }

  function draw(most = held.length) {
    const wanted = held.filter(({ id }) => !does.removed(id)).slice(0, most).map(row);
    const goesOn = [...list.children].every((row, at) => row === wanted[at]);
    if (goesOn) list.append(...wanted.slice(list.childElementCount));
    else list.replaceChildren(...wanted);
  }

  /** Whether all that fits has come. */
  const whole = () => total !== null && total <= held.length;

  /** Say how many fit, and offer what can be done with them. */
  function say() {
    const gone = held.filter(({ id }) => does.removed(id)).length;
    more.hidden = whole();
    if (total === null) state.textContent = `At least ${count(held.length - gone, "article")} of ${digits(counts.total)}`;
    else state.textContent = total === counts.total && !gone ? all : total - gone ? `${count(total - gone, "article")} of ${digits(counts.total)}` : "No article fits.";
    const only = chosen();
    askThese.hidden = !limited(only) || only.articles.length > MOST;
    askThese.textContent = only.articles.length === 1 ? "Ask only this one" : only.articles.length ? `Ask only these ${only.articles.length}` : "Ask only these years";
  }

  /** The row of an article: made once, so that what is pressed or has the focus stays. */
  function row(article) {
    const known = rows.get(article.id);
    if (known?.querySelector("input")) return known;
    const made = complete(known ?? make("li", {},
      make("a", { href: onThisSite(`/articles/${encodeURIComponent(article.id)}`), "data-article": article.id }, isolated(article.title)),
      pointed("when", time(article.published), isolated(article.publisher ?? article.source))), article);
    rows.set(article.id, made);
    return made;
  }

  /** Give a row what the script does with its article. */
  function complete(row, article) {
    const short = article.title.slice(0, 150);
    const pick = ({ target }) => {
      if (target.checked) picked.set(article.id, article);
      else picked.delete(article.id);
      say();
    };
    const remove = () => {
      picked.delete(article.id);
      does.remove(article, () => {
        draw();
        say();
      });
    };
    row.prepend(make("input", { type: "checkbox", "aria-label": `Pick: ${short}`, on: { change: pick } }));
    if (does.remove) row.append(button("Remove", remove, { class: "quiet remove", "aria-label": `Remove: ${short}` }));
    return row;
  }

  return look();
}
