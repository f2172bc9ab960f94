// An answer to take along: plain, Markdown, W3C Web Annotation, or a link to the exact quotation.

import { onTheWeb, onThisSite } from "./dom.js";
import { linkTo } from "./sharing.js";
import { dateAnswered, dateInWords } from "./words.js";

const origin = ({ title, published, source }) => [title, published && dateInWords(published), source].filter(Boolean);

/** What a form begins with where the question asked for a time and the words are not the date. */
function led(answer, form) {
  const when = dateAnswered(answer);
  return when ? form(when) : "";
}

/** The quotation in quotation marks, with title, date, file, its own address if it has one, and link. */
export function plain(answer) {
  return led(answer, (when) => `→ ${when}\n`) + taken(answer).map(plainQuotation).join("\n\n");
}

function plainQuotation(citation) {
  const lines = [`“${citation.quote.text}”`, origin(citation.article).join(", "), onTheWeb(citation.article.url), onThisSite(citation.link)];
  return lines.filter(Boolean).join("\n");
}

/** The quotations that make the answer: all parts of a list, a brief or a comparison, else the first. */
const taken = ({ citations, parts }) => (parts?.length ? citations : citations.slice(0, 1));

/** The quotation as a Markdown block quote, the answer in bold, nothing in it read as Markdown. */
export function markdown(answer) {
  return led(answer, (when) => `**→ ${escaped(when)}**\n\n`) + taken(answer).map(markdownQuotation).join("");
}

/** One citation as Markdown. */
export function markdownQuotation({ quote, answer, article, link }) {
  const units = Array.from(quote.text);
  const at = answer.start - quote.start;
  const to = answer.end - quote.start;
  const part = (from, until) => escaped(units.slice(from, until).join(""));
  const [title, ...rest] = origin(article);
  const text = `${part(0, at)}**${part(at, to)}**${part(to)}`.replace(/\r\n?|\n/g, "\n> ");
  return `> ${text}\n>\n> — [${escaped(title)}](<${onThisSite(link)}>)${rest.map((fact) => `, ${escaped(fact)}`).join("")}\n`;
}

/** Text that Markdown shows as it is. */
export const escaped = (text) => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, "\\$&");

/** W3C Web Annotation (https://www.w3.org/TR/annotation-model/); positions are code points, as it asks. */
export function annotation(answer) {
  const notes = answer.citations.map(({ quote, article, link }) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "Annotation",
    motivation: "identifying",
    body: { type: "TextualBody", value: answer.question, format: "text/plain", purpose: "describing" },
    target: {
      source: article.url ?? onThisSite(link.split(/[?#]/)[0]),
      selector: [
        { type: "TextQuoteSelector", exact: quote.text, prefix: quote.prefix, suffix: quote.suffix },
        { type: "TextPositionSelector", start: quote.start, end: quote.end },
      ],
    },
  }));
  return JSON.stringify(notes.length === 1 ? notes[0] : notes, null, 2);
}

/** The address of exactly this quotation. */
export const link = (answer) => onThisSite(answer.citations[0].link);

/** The address of this page that asks the same question again, of whatever the collection holds then. */
export const question = (answer, turn) => `${location.origin}${location.pathname}${linkTo({ ...turn, answer })}`;

/** The forms by name, with what is said when one was copied. */
export const FORMS = {
  plain: { text: plain, said: "Copied, with its source." },
  markdown: { text: markdown, said: "Copied as Markdown." },
  annotation: { text: annotation, said: "Copied as W3C annotation." },
  link: { text: link, said: "Link copied." },
  question: { text: question, said: "Link to the question copied." },
};

/** Put text on the clipboard. False when the browser does not let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // No clipboard without a secure address: the way from before it works there still.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    return copyBySelecting(text);
  }
}

function copyBySelecting(text) {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  before?.focus();
  return copied;
}
