// Articles over the years, as bars to press.

import { make } from "./dom.js";
import { count } from "./words.js";

const BARS = 14; // at most, so that each is wide enough to press
const TALLEST = 44; // pixels
const LEAST = 24; // pixels: the smallest that fingers hit (WCAG 2.5.8)
const ONE = 14; // pixels at most for one article, so that few do not look like many

/**
 * Bars of articles by year, `years` as [{year, articles}] with the earliest first, each a switch that calls
 * limit(from, to), both null when it is off; null when there is one year or none.
 */
export function histogram({ years, undated }, limit) {
  if (years.length < 2) return null;
  const [first, last] = [years[0].year, years.at(-1).year];
  const width = Math.ceil((last - first + 1) / BARS);
  const bars = [];
  for (let from = first; from <= last; from += width) {
    const to = Math.min(from + width - 1, last);
    const within = years.filter(({ year }) => from <= year && year <= to);
    bars.push({ from, to, number: within.reduce((sum, { articles }) => sum + articles, 0) });
  }
  const most = Math.max(...bars.map(({ number }) => number));
  const unit = Math.min(ONE, TALLEST / most);
  const chart = make("div", { class: "histogram", role: "group", "aria-label": "Articles by year" }, bars.map((bar) => {
    const name = `${bar.from === bar.to ? bar.from : `${bar.from} to ${bar.to}`}: ${count(bar.number, "article")}`;
    const column = make("span", { class: "bar" });
    column.style.height = `${bar.number ? Math.max(3, Math.round(unit * bar.number)) : 0}px`;
    return make("button", {
      type: "button", "aria-pressed": "false", "aria-label": name, title: name, disabled: bar.number === 0,
      "data-from": bar.from, "data-to": bar.to, on: { click: press },
    }, column);
  }));
  chart.style.height = `${Math.max(LEAST, Math.round(unit * most))}px`;
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
