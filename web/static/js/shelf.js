// The list of articles: all of them by date, with a search and the years they were published in.

import { time } from "./citation.js";
import { find, isolated, make } from "./dom.js";
import { count } from "./words.js";

const SHOWN = 100; // rows drawn at once; more only slow the page down
const FEW = 4; // articles up to which a search has no use
const BARS = 14; // at most, so that each is wide enough to press
const TALLEST = 44; // pixels
const LEAST = 24; // pixels: the smallest that fingers hit (WCAG 2.5.8)
const ONE = 14; // pixels at most for one article, so that few do not look like many

/** Show `articles` (newest first, the undated last); `open(id, from)` opens one. */
export function showShelf(articles, open) {
  let shown = SHOWN;
  const wanted = { words: "", from: null, to: null };
  const list = find("shelf-list");
  const found = make("p", { class: "when", role: "status" });
  const more = make("button", { type: "button", class: "quiet", hidden: true, on: { click: () => { shown += SHOWN; draw(); } } }, "Show more");
  const search = make("input", { type: "search", id: "shelf-search", placeholder: "Search titles", "aria-label": "Search titles",
    on: { input: (event) => { wanted.words = event.target.value.trim().toLowerCase(); draw(); } } });
  const tools = articles.length > FEW ? [search, histogram(articles, (from, to) => { Object.assign(wanted, { from, to }); draw(); }), found] : [];
  find("shelf-tools").replaceChildren(...tools.filter(Boolean));
  list.after(more);

  function fits({ title, source, published }) {
    const year = published ? Number(published.slice(0, 4)) : null;
    return (!wanted.words || `${title} ${source}`.toLowerCase().includes(wanted.words))
      && (wanted.from === null || (year !== null && wanted.from <= year && year <= wanted.to));
  }

  function draw() {
    const fitting = articles.filter(fits);
    list.replaceChildren(...fitting.slice(0, shown).map((article) => row(article, open)));
    more.hidden = fitting.length <= shown;
    const all = fitting.length === articles.length;
    found.textContent = all ? "" : fitting.length ? `${count(fitting.length, "article")} of ${articles.length}` : "No article fits.";
  }

  draw();
}

function row(article, open) {
  const listener = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(article.id, event.currentTarget);
  };
  return make("li", {},
    make("a", { href: `/articles/${encodeURIComponent(article.id)}`, "data-article": article.id, on: { click: listener } }, isolated(article.title)),
    make("p", { class: "when" }, time(article.published), " · ", isolated(article.source)));
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
