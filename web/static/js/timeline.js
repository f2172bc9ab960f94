// What happened when: dated quotations on a topic, in order of the time they tell of.

import { Failure, timeline } from "./api.js";
import { origin, quoted, reference } from "./citation.js";
import { indexer } from "./codepoints.js";
import { button, find, make } from "./dom.js";
import { inWords, limited, settings } from "./only.js";
import { makeOutcome } from "./outcome.js";
import { count, meaning, span } from "./words.js";

const FIRST = 20; // entries at first: what can be read in one go
const MOST = 100; // the most that the server gives

const HINT = "Type a topic. What the articles say of it will stand here in the order in which it happened, in their own words.";
const NONE = "No sentence near this topic says when. Try other words, or a name that stands in the articles.";

let asking = 0; // of several topics asked in quick succession the last one is shown
let outcome = null; // the line that says how it went, and what stands below it

/** Make the form in `section` once; `close` and `open(citation, from, others)` are what its parts do, `only()` limits it. */
export function prepareTimeline(section, { open, close, only }) {
  if (outcome) return;
  outcome = makeOutcome(HINT, "timeline-title");
  const topic = make("input", { id: "topic", name: "topic", type: "text", maxlength: find("question").maxLength, placeholder: "A topic or a name", "aria-label": "Topic", autocomplete: "off", enterkeyhint: "search" });
  const submit = (event) => {
    event.preventDefault();
    if (topic.value.trim()) show(topic.value.trim(), FIRST, only(), open);
    else topic.focus();
  };
  section.replaceChildren(
    make("header", { class: "pane-head" },
      make("h2", { id: "timeline-title", tabindex: "-1" }, "Timeline"),
      button("×", close, { class: "close", "aria-label": "Close the timeline" }),
      make("form", { class: "topic", role: "search", "aria-label": "Timeline of a topic", on: { submit } }, topic, make("button", { type: "submit" }, "Show"))),
    ...outcome.elements);
}

/** Show the timeline of a topic, of what `only` leaves, in the prepared section. */
export function showTimeline(topic, only, open) {
  find("topic").value = topic;
  return show(topic, FIRST, only, open);
}

async function show(topic, most, only, open) {
  asking += 1;
  const mine = asking;
  const limits = limited(only) ? ` Asked only: ${inWords(only)}.` : "";
  outcome.say("Looking for what happened when…");
  try {
    const { entries } = await timeline(topic, most, settings(only));
    if (mine !== asking) return;
    if (!entries.length) return outcome.say(`${NONE}${limits}`);
    const others = entries.map((entry) => entry.citation);
    const list = make("ol", { class: "entries" }, entries.map((entry) => drawnEntry(entry, (citation, from) => open(citation, from, others))));
    const cut = most < MOST && entries.length === most;
    outcome.say(`${count(entries.length, "dated quotation")}, earliest first.${limits}`, list,
      cut && button("Show more", () => show(topic, MOST, only, open)));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (mine === asking) outcome.say(error.message, button("Try again", () => show(topic, most, only, open)));
  }
}

function drawnEntry({ date, citation }, open) {
  const { dates, before, between, exact } = span(date);
  const [first, last] = dates;
  const link = reference(citation, open);
  const press = ({ target }) => {
    // Whoever selects words, or asks what a date means, does not want the article opened.
    if (!target.closest("a, [data-tip]") && getSelection().isCollapsed) open(citation, link);
  };
  return make("li", { class: exact ? "entry" : "entry vague", on: { click: press } },
    make("h3", {}, before, moment(first), last && [between, moment(last)]),
    quotation(citation, date, link),
    origin(citation.article));
}

const moment = ([value, words]) => make("time", { datetime: value }, words);

/** The quotation, exact to the character, with the words underlined that tell the time. */
function quotation({ quote, dates }, date, link) {
  const telling = dates.find(({ value, earliest, latest }) => value === date.value && earliest === date.earliest && latest === date.latest);
  const at = indexer(quote.text);
  const start = telling ? at(telling.start - quote.start) : 0;
  const end = telling ? at(telling.end - quote.start) : 0;
  return make("blockquote", { class: "sentence" },
    quoted(quote.text,
      quote.text.slice(0, start),
      telling && make("span", { class: "told", "data-tip": meaning(telling), tabindex: 0 }, quote.text.slice(start, end)),
      quote.text.slice(end)),
    link);
}
