// A conversation as a file: Markdown to read, JSON with everything in it.

import { escaped, markdownQuotation } from "./copying.js";
import { make } from "./dom.js";
import { ALL, inWords, limited } from "./only.js";
import { count, dateAnswered, momentInWords, NOT_FOUND, sureness } from "./words.js";

/** Questions, answers, quotations and links, to read. */
export function asMarkdown(conversation) {
  const turns = conversation.turns.map(({ question, only = ALL, before = [], answer }) =>
    [`## ${escaped(question)}`, ...askedOnly(only), ...before.map((said) => `*Asked after: ${escaped(said.question)}*`), ...(answer ? [...askedWith(answer), ...outcome(answer)] : ["Not answered."])].join("\n\n"));
  return `# Questions to ${escaped(conversation.collection)}, ${momentInWords(conversation.begun)}\n\n${turns.join("\n\n")}\n`;
}

/** What a question was limited to, as the page says it. */
const askedOnly = (only) => limited(only) ? [`*Asked only: ${escaped(inWords(only))}*`] : [];

/** What a question was asked with: words read as others, words of earlier turns. */
function askedWith({ corrected = [], context = [] }) {
  const read = corrected.map(({ read_as: words, typed }) => `${words} (${typed})`).join(", ");
  const carried = context.map(({ text }) => text).join(" · ");
  return [read && `*Read as: ${escaped(read)}*`, carried && `*with: ${escaped(carried)}*`].filter(Boolean);
}

function outcome(answer) {
  if (!answer.answered) return nothing(answer.abstention);
  const labelled = (answer.parts ?? []).some(({ label }) => label);
  const quotations = labelled
    ? answer.parts.flatMap(({ label, citation }) => [`**${escaped(label)}**`, quoted(citation)])
    : answer.citations.map(quoted);
  const unanswered = (answer.unanswered ?? []).flatMap((question) => [`**${escaped(question)}**`, NOT_FOUND]);
  return [...(labelled || answer.kind === "brief" ? [] : [headline(answer)]), ...quotations, ...unanswered];
}

/** The answer with its date and how sure it is; of a list, how many there are at least. */
function headline(answer) {
  const when = dateAnswered(answer);
  const sure = sureness(answer.right_of_hundred);
  const said = answer.kind === "list" ? `At least ${count(answer.parts.length, "answer")}` : answer.text;
  return `${when ? `→ ${escaped(when)}: ` : ""}**${escaped(said)}**${sure && ` (${sure})`}`;
}

function nothing({ reason, possible, nearest }) {
  const may = nearest.slice(0, possible ? 1 : 0);
  const near = nearest.slice(may.length);
  const headed = (head, citations) => (citations.length ? [head, ...citations.map(quoted)] : []);
  return [escaped(reason), ...headed("Possibly:", may), ...headed("Nearest, not answers:", near)];
}

const quoted = (citation) => markdownQuotation(citation).trimEnd();

/** The turns as the API gave them. */
export const asJSON = (conversation) => JSON.stringify(conversation, null, 2);

/** Let the browser save text under a name. */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = make("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  // The download has its own hold on the data once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
