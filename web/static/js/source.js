// The source pane with an article opened: its text, the quotation highlighted, its dates explained.

import { article as fetchArticle } from "./api.js";
import { place, pointed, time } from "./citation.js";
import { button, isolated, make, onTheWeb, onThisSite } from "./dom.js";
import { drawn } from "./highlights.js";
import { count, meaning } from "./words.js";

let drawing = 0; // of several articles opened in quick succession the last one is shown

/**
 * Show one article in `section`. `citation` (or null) is highlighted; `others` are the citations
 * to step through; `close` and `step(citation)` are what its buttons do.
 */
export async function showSource(section, { id, citation = null, others = [], close, step }) {
  drawing += 1;
  const mine = drawing;
  const gone = () => mine !== drawing || section.hidden;
  // Until the article has come its place is not empty: it can be left by its button, and by the keyboard.
  draw(section, [head(citation ? isolated(citation.article.title) : make("span", {}, "Opening the article…"), null, close)]);
  section.setAttribute("aria-busy", "true");
  let article;
  try {
    article = await fetchArticle(id);
  } catch (error) {
    if (gone()) return;
    draw(section, [
      head(make("span", {}, "The article could not be opened"), null, close),
      make("p", { role: "alert" }, error.message),
      button("Try again", () => showSource(section, { id, citation, others, close, step })),
    ]);
    return;
  }
  if (gone()) return;
  const text = drawn(article.text, marks(article, citation));
  // What was asked to be seen is never folded away.
  text.classList.toggle("folded", !text.querySelector(".left-out mark, mark.left-out"));
  draw(section, [
    head(isolated(article.title), facts(article), close),
    text,
    make("footer", { class: "below" }, datesOf(citation), steps(citation, others, step), leftOut(text)),
  ]);
  // What the head and the foot lie over is not seen.
  section.style.scrollPadding = `${section.firstElementChild.offsetHeight}px 0 ${section.lastElementChild.offsetHeight}px`;
  const target = text.querySelector("mark.answer") ?? text.querySelector("mark.quote");
  if (target) target.scrollIntoView({ block: "center" });
  else section.scrollTop = 0;
}

/** What had the focus goes with the old content: then the same button, or the title, has it. */
function draw(section, content) {
  const focused = section.contains(document.activeElement) && (document.activeElement.matches(".close") ? ".close" : "h2");
  section.removeAttribute("aria-busy");
  section.replaceChildren(...content);
  if (focused) section.querySelector(focused).focus({ preventScroll: true });
}

function head(title, when, close) {
  return make("header", { class: "pane-head" },
    make("h2", { id: "source-title", tabindex: "-1" }, title),
    button("×", close, { class: "close", "aria-label": "Close the article" }),
    when);
}

function facts(article) {
  const original = onTheWeb(article.url);
  return pointed("when", time(article.published), article.publisher && isolated(article.publisher), isolated(article.source),
    make("a", { href: onThisSite(`/articles/${encodeURIComponent(article.id)}`) }, "own page"),
    original && make("a", { href: original, rel: "noreferrer noopener", target: "_blank" }, "original"));
}

function marks(article, citation) {
  const found = article.left_out.map(({ start, end, reason }) => ({ start, end, kind: "left-out", label: `Left out of the answers: ${reason}` }));
  for (const date of article.dates) {
    if (meaning(date)) found.push({ start: date.start, end: date.end, kind: "date", label: meaning(date) });
  }
  if (!citation) return found;
  const { quote, answer } = citation;
  found.push({ ...quote, kind: "quote" });
  // A sentence that is the answer itself needs no mark within its mark.
  if (quote.start !== answer.start || quote.end !== answer.end) found.push({ ...answer, kind: "answer" });
  return found;
}

/** What the times in the quotation mean, those that are written out already apart. */
function datesOf(citation) {
  const meanings = (citation?.dates ?? []).map((date) => [date, meaning(date)])
    .filter(([{ text }, said]) => said && said !== `${text}: ${text}`).map(([, said]) => said);
  if (!meanings.length) return null;
  return make("ul", { class: "quoted-dates", "aria-label": "Dates in the quotation" }, meanings.map((said) => make("li", {}, isolated(said))));
}

function steps(citation, others, step) {
  if (!citation || others.length < 2) return null;
  const at = others.findIndex((other) => place(other) === place(citation));
  const to = (by) => () => step(others[(at + by + others.length) % others.length]);
  return make("div", { class: "steps" },
    button("◂ Previous quote", to(-1)),
    make("span", {}, `${at + 1} of ${others.length}`),
    button("Next quote ▸", to(1)));
}

function leftOut(text) {
  const number = text.querySelectorAll(".line.left-out").length;
  if (!number) return null;
  const toggle = button("", () => {
    text.classList.toggle("folded");
    name();
  });
  const name = () => {
    const folded = text.classList.contains("folded");
    toggle.textContent = folded ? "Show" : "Hide";
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  name();
  return make("p", {}, `${count(number, "line")} left out of the answers. `, toggle);
}

/** Show in the conversation which citation the pane shows; null for none. */
export function markOpen(citation) {
  for (const link of document.querySelectorAll(".cite")) {
    if (citation && link.dataset.quote === place(citation)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

