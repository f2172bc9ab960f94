// Checking a quotation, or every quotation of a draft: where it stands, and how it differs.

import { Failure, traceDraft, traceQuotation } from "./api.js";
import { origin, quoted, reference } from "./citation.js";
import { indexer } from "./codepoints.js";
import { button, make } from "./dom.js";
import { makeOutcome } from "./outcome.js";
import { count } from "./words.js";

const HINT = "Paste a quotation, or a whole draft. Each quoted passage is looked for in these articles, word for word.";
const QUOTED = /[“”„«»]|"/;

// What a verdict means, for people.
const VERDICTS = {
  exact: "Stands word for word",
  altered: "Altered",
  spliced: "Put together from several places",
  absent: "Not in these articles",
};
const SUMMED = { exact: "word for word", altered: "altered", spliced: "put together", absent: "not in these articles" };
const DIFFERENCES = { changed: "changed", missing: "left out", added: "added" };

let checking = 0; // of several texts checked in quick succession the last one is shown
let outcome = null; // the line that says how it went, and what stands below it

/** Make the form in `section` once; `close` and `open(citation, from, others)` are what its parts do. */
export function prepareQuoting(section, { open, close }) {
  if (outcome) return;
  outcome = makeOutcome(HINT, "quoting-title", "verdicts");
  const text = make("textarea", { id: "quotation", rows: "4", "aria-label": "A quotation or a draft", placeholder: "“…”" });
  const submit = (event) => {
    event.preventDefault();
    if (text.value.trim()) check(text.value, open);
    else text.focus();
  };
  section.replaceChildren(
    make("header", { class: "pane-head" },
      make("h2", { id: "quoting-title", tabindex: "-1" }, "Check a quotation"),
      button("×", close, { class: "close", "aria-label": "Close the quotation check" }),
      make("form", { class: "quoting-form", "aria-label": "Check a quotation", on: { submit } }, text, make("button", { type: "submit" }, "Check"))),
    ...outcome.elements);
}

async function check(text, open) {
  checking += 1;
  const mine = checking;
  outcome.say("Looking for these words…");
  try {
    const traced = isDraft(text) ? await traceDraft(text) : { quotations: [{ trace: await traceQuotation(text.trim()) }], short: 0 };
    if (mine !== checking) return;
    const passed = traced.short ? ` ${count(traced.short, "passage")} of one or two words ${traced.short === 1 ? "was" : "were"} passed over.` : "";
    if (!traced.quotations.length) return outcome.say(`No passage in quotation marks was found in this text.${passed}`);
    outcome.say(summary(traced.quotations) + passed, make("ol", {}, traced.quotations.map(({ trace }) => drawn(trace, open))));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (mine === checking) outcome.say(error.message, button("Try again", () => check(text, open)));
  }
}

/** Whether a text holds quotations, and is not one itself: marks stand inside, or a quoted line does. */
export function isDraft(text) {
  const inside = text.trim().slice(1, -1);
  return QUOTED.test(inside) || /^>/m.test(text);
}

function summary(quotations) {
  if (quotations.length === 1) return "";
  const numbers = Object.keys(SUMMED).map((verdict) => [verdict, quotations.filter(({ trace }) => trace.verdict === verdict).length]);
  return `${count(quotations.length, "quotation")}: ${numbers.filter(([, number]) => number).map(([verdict, number]) => `${number} ${SUMMED[verdict]}`).join(", ")}.`;
}

function drawn({ quotation, verdict, places, unplaced }, open) {
  const cited = places.map((place, at) => ({ number: at + 1, article: place.article, quote: place.quote, answer: place.quote, dates: [], link: place.link }));
  const marked = verdict === "spliced" ? unplaced : places[0]?.differences.map(({ quoted }) => quoted).filter(Boolean) ?? [];
  // Of a quotation that stands in several articles the first place is its source; the others repeat it.
  const shown = verdict === "spliced" ? places : places.slice(0, 1);
  return make("li", { class: `verdict ${verdict}` },
    make("h3", {}, VERDICTS[verdict]),
    make("blockquote", { class: "sentence checked-words" }, words(quotation, 0, marked)),
    shown.map((place, at) => source(place, cited[at], (citation, from) => open(citation, from, cited))),
    places.length > shown.length ? make("p", { class: "when" }, "Also in ", cited.slice(1).map((citation) => reference(citation, (one, from) => open(one, from, cited)))) : null);
}

function source({ article, quote, ignored, differences, speaker }, citation, open) {
  const notes = [
    ...differences.map(({ kind, quoted, source: stands }) => `${DIFFERENCES[kind]}: ${[quoted, stands].filter(Boolean).map(({ text }) => `“${text}”`).join(" for ")}`),
    ignored.length && `not counted: ${ignored.join(", ")}`,
    speaker && `said by ${speaker.text}`,
  ].filter(Boolean);
  return make("div", { class: "stands" },
    differences.length ? make("blockquote", { class: "sentence" }, words(quote.text, quote.start, differences.map((each) => each.source).filter(Boolean)), reference(citation, open)) : null,
    origin(article, differences.length ? null : reference(citation, open)),
    notes.length ? make("ul", { class: "when" }, notes.map((note) => make("li", {}, make("bdi", {}, note)))) : null);
}

/** Text with the `marked` ranges of it shown as different; `from` is where the text begins. */
function words(text, from, marked) {
  const at = indexer(text);
  const parts = [];
  let done = 0;
  for (const { start, end } of [...marked].sort((a, b) => a.start - b.start)) {
    const [first, last] = [at(start - from), at(end - from)];
    if (first < done || last > text.length) continue;
    parts.push(text.slice(done, first), make("mark", { class: "differs" }, text.slice(first, last)));
    done = last;
  }
  return quoted(text, parts, text.slice(done));
}
