// An article's text cut into lines and pieces; the twin of web/highlights.py. Only cuts: the pieces
// of all lines, joined in order, are the text again, line ends included.

import { indexer } from "./codepoints.js";
import { make } from "./dom.js";

const LINE = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g;

/**
 * Lines of `text`, each a list of pieces {text, kinds, label}, cut where a mark begins or ends.
 * A mark is {start, end, kind, label} in code points; kinds are quote, answer, date, left-out.
 */
export function lines(text, marks) {
  const index = indexer(text);
  const ordered = marks
    .map((mark) => ({ ...mark, start: index(mark.start), end: index(mark.end) }))
    .filter((mark) => mark.start < mark.end)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let first = 0;
  return Array.from(text.matchAll(LINE), (match) => {
    const start = match.index;
    const end = start + match[0].length;
    while (first < ordered.length && ordered[first].end <= start) first += 1;
    const here = [];
    for (let n = first; n < ordered.length && ordered[n].start < end; n += 1) {
      if (ordered[n].end > start) here.push(ordered[n]);
    }
    return pieces(text, start, end, here);
  });
}

function pieces(text, start, end, marks) {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    edges.add(Math.max(mark.start, start));
    edges.add(Math.min(mark.end, end));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(1).map((cut, n) => {
    const over = marks.filter((mark) => mark.start <= cuts[n] && cut <= mark.end);
    return {
      text: text.slice(cuts[n], cut),
      kinds: [...new Set(over.map((mark) => mark.kind))].sort(),
      label: over.find((mark) => mark.label)?.label ?? "",
    };
  });
}

/** The text as elements; their text content, joined, is `text` exactly. */
export function drawn(text, marks) {
  return make("div", { class: "text", dir: "auto" }, lines(text, marks).map(drawnLine));
}

function drawnLine(line) {
  const shown = line.filter((piece) => piece.text.trim());
  const leftOut = shown.length > 0 && shown.every((piece) => piece.kinds.includes("left-out"));
  const names = ["line", !shown.length && "blank", leftOut && "left-out"].filter(Boolean);
  return make("div", { class: names.join(" "), dir: "auto" }, line.map(drawnPiece));
}

function drawnPiece({ text, kinds, label }) {
  if (!kinds.length) return text;
  const marked = kinds.includes("quote") || kinds.includes("answer");
  const explained = label ? { "data-tip": label, tabindex: kinds.includes("date") ? 0 : null } : {};
  return make(marked ? "mark" : "span", { class: kinds.join(" "), ...explained }, text);
}
