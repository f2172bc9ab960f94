// A conversation as a file: Markdown to read, JSON with everything in it.

import { possibleOf } from "./citation.js";
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
  if (!answer.answered) return nothing(answer);
  const labelled = (answer.parts ?? []).some(({ label }) => label);
  const quotations = labelled ? answer.parts.flatMap(part) : answer.citations.map(quoted);
  return [...(labelled || answer.kind === "brief" ? [] : [headline(answer)]), ...quotations, ...possibleOf(answer).flatMap(part), ...unanswered(answer)];
}

const part = ({ label, citation, possible }) => [label && `**${escaped(label)}**${possible ? " (possibly)" : ""}`, quoted(citation)].filter(Boolean);

const unanswered = ({ unanswered = [] }) => unanswered.flatMap((question) => [`**${escaped(question)}**`, NOT_FOUND]);

/** The answer with its date and how sure it is; of a list, how many there are at least. */
function headline(answer) {
  const when = dateAnswered(answer);
  const sure = sureness(answer.right_of_hundred);
  const said = answer.kind === "list" ? `At least ${count(answer.parts.length, "answer")}` : answer.text;
  return `${when ? `→ ${escaped(when)}: ` : ""}**${escaped(said)}**${sure && ` (${sure})`}`;
}

function nothing(answer) {
  const { reason, nearest } = answer.abstention;
  const may = possibleOf(answer);
  const near = nearest.slice(may.length);
  const headed = (head, blocks) => (blocks.length ? [head, ...blocks].filter(Boolean) : []);
  const head = may.some(({ label }) => label) ? "" : "Possibly:";
  return [escaped(reason), ...headed(head, may.flatMap(part)), ...unanswered(answer), ...headed("Nearest, not answers:", near.map(quoted))];
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
