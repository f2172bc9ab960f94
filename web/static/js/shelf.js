// The list of articles: all of them by date, with a search in titles and stories, publishers, sections and
// the years they were published in. What is picked out here can be what questions are asked of.

import { time } from "./citation.js";
import { button, find, isolated, make, onThisSite } from "./dom.js";
import { ALL, MOST, limited } from "./only.js";
import { count } from "./words.js";

const SHOWN = 100; // rows drawn at once; more only slow the page down
const FEW = 4; // articles up to which a search has no use
const BARS = 14; // at most, so that each is wide enough to press
const TALLEST = 44; // pixels
const LEAST = 24; // pixels: the smallest that fingers hit (WCAG 2.5.8)
const RESTS = 250; // milliseconds without a key after which the words are looked for in the stories
const ONE = 14; // pixels at most for one article, so that few do not look like many

/**
 * Show `articles` (newest first, the undated last). `does` holds open(id, from), ask(only), which limits
 * questions, telling(words), which promises the ids of the stories with these words, remove(article), null
 * where that is not allowed, and removed(id).
 */
export function showShelf(articles, does) {
  let shown = SHOWN;
  const wanted = { words: "", stories: null, publisher: "", section: "", from: null, to: null };
  const picked = new Set();
  const list = find("shelf-list");
  const found = make("p", { class: "when", role: "status" });
  const more = make("button", { type: "button", id: "shelf-more", class: "quiet", hidden: true, on: { click: () => { shown += SHOWN; draw(); } } }, "Show more");
  const askThese = make("button", { type: "button", class: "quiet", hidden: true, on: { click: () => does.ask(chosen()) } });
  const search = make("input", { type: "search", id: "shelf-search", placeholder: "Search titles and stories", "aria-label": "Search titles and stories",
    on: { input: (event) => look(event.target.value.trim()) } });
  let typed = null;

  /** Titles are looked through at once, the stories by the server when the typing rests. */
  function look(words) {
    clearTimeout(typed);
    Object.assign(wanted, { words: words.toLowerCase(), stories: null });
    draw();
    if (!words) return;
    typed = setTimeout(async () => {
      const ids = await does.telling(words);
      if (wanted.words !== words.toLowerCase()) return;
      wanted.stories = ids;
      draw();
    }, RESTS);
  }
  const tools = articles.length > FEW ? [search, histogram(articles, (from, to) => { Object.assign(wanted, { from, to }); draw(); }), choices("publisher"), choices("section")] : [];
  find("shelf-tools").replaceChildren(...tools.filter(Boolean), make("div", { class: "picked" }, found, askThese));
  find("shelf-more")?.remove();
  list.after(more);

  /** What to limit questions to: the articles picked, else the years pressed, else those that fit. */
  function chosen() {
    const named = articles.filter(({ id }) => picked.has(id));
    if (named.length) return { ...ALL, articles: named };
    if (!wanted.words && !wanted.publisher && !wanted.section) return { ...ALL, from: wanted.from && `${wanted.from}-01-01`, to: wanted.to && `${wanted.to}-12-31` };
    return { ...ALL, articles: articles.filter((each) => fits(each) && !does.removed(each.id)) };
  }

  /** A choice among the values that a field has, null where there is only one. */
  function choices(field) {
    const values = [...new Set(articles.map((article) => article[field]).filter(Boolean))].sort((a, b) => a.localeCompare(b));
    if (values.length < 2) return null;
    return make("select", { "aria-label": `Limit the list by ${field}`, on: { change: (event) => { wanted[field] = event.target.value; draw(); } } },
      make("option", { value: "" }, field === "publisher" ? "All publishers" : "All sections"),
      values.map((value) => make("option", { value }, value)));
  }

  function fits({ id, title, source, published, publisher, section }) {
    const year = published ? Number(published.slice(0, 4)) : null;
    return (!wanted.words || wanted.stories?.has(id) || `${title} ${source}`.toLowerCase().includes(wanted.words))
      && (!wanted.publisher || publisher === wanted.publisher)
      && (!wanted.section || section === wanted.section)
      && (wanted.from === null || (year !== null && wanted.from <= year && year <= wanted.to));
  }

  function draw() {
    const held = articles.filter(({ id }) => !does.removed(id));
    const fitting = held.filter(fits);
    list.replaceChildren(...fitting.slice(0, shown).map((article) => row(article, { ...does, picked, pick, remove: does.remove && ((one) => { picked.delete(one.id); does.remove(one, draw); }) })));
    more.hidden = fitting.length <= shown;
    const all = fitting.length === held.length;
    found.textContent = all ? "" : fitting.length ? `${count(fitting.length, "article")} of ${held.length}` : "No article fits.";
    offer();
  }

  function offer() {
    const only = chosen();
    askThese.hidden = !limited(only) || only.articles.length > MOST;
    askThese.textContent = only.articles.length === 1 ? "Ask only this one" : only.articles.length ? `Ask only these ${only.articles.length}` : "Ask only these years";
  }

  function pick(id, on) {
    if (on) picked.add(id);
    else picked.delete(id);
    offer();
  }

  draw();
}

function row(article, { open, remove, picked, pick }) {
  const listener = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(article.id, event.currentTarget);
  };
  return make("li", {},
    make("input", { type: "checkbox", checked: picked.has(article.id), "aria-label": `Pick: ${article.title.slice(0, 150)}`, on: { change: (event) => pick(article.id, event.target.checked) } }),
    make("a", { href: onThisSite(`/articles/${encodeURIComponent(article.id)}`), "data-article": article.id, on: { click: listener } }, isolated(article.title)),
    make("p", { class: "when" }, time(article.published), " · ", isolated(article.publisher ?? article.source)),
    remove && button("Remove", () => remove(article), { class: "quiet remove", "aria-label": `Remove: ${article.title.slice(0, 150)}` }));
}

/** Bars of articles over the years, each a switch that limits the list; null when there is one year or none. */
function histogram(articles, limit) {
  const dated = articles.filter((article) => article.published).map((article) => Number(article.published.slice(0, 4)));
  const first = Math.min(...dated);
  const last = Math.max(...dated);
  if (!dated.length || first === last) return null;
  const width = Math.ceil((last - first + 1) / BARS);
  const bars = [];
  for (let from = first; from <= last; from += width) {
    const to = Math.min(from + width - 1, last);
    bars.push({ from, to, number: dated.filter((year) => from <= year && year <= to).length });
  }
  const unit = Math.min(ONE, TALLEST / Math.max(...bars.map((bar) => bar.number)));
  const undated = articles.length - dated.length;
  const chart = make("div", { class: "histogram", role: "group", "aria-label": "Articles by year" }, bars.map((bar) => {
    const name = bar.from === bar.to ? String(bar.from) : `${bar.from} to ${bar.to}`;
    const column = make("span", { class: "bar" });
    column.style.height = `${bar.number ? Math.max(3, Math.round(unit * bar.number)) : 0}px`;
    return make("button", {
      type: "button", "aria-pressed": "false", "aria-label": `${name}: ${count(bar.number, "article")}`,
      title: `${name}: ${count(bar.number, "article")}`, disabled: bar.number === 0, on: { click: press },
      "data-from": bar.from, "data-to": bar.to,
    }, column);
  }));
  chart.style.height = `${Math.max(LEAST, Math.round(unit * Math.max(...bars.map((bar) => bar.number))))}px`;
  function press({ currentTarget }) {
    const on = currentTarget.getAttribute("aria-pressed") !== "true";
    for (const other of chart.children) other.setAttribute("aria-pressed", String(on && other === currentTarget));
    limit(on ? Number(currentTarget.dataset.from) : null, on ? Number(currentTarget.dataset.to) : null);
  }
  return make("figure", {}, chart, make("figcaption", { class: "when" },
    make("span", {}, String(first)),
    undated ? make("span", {}, `${count(undated, "article")} without a date`) : null,
    make("span", {}, String(last))));
}
