// A conversation as a file: Markdown to read, JSON with everything in it.

import { escaped, markdownQuotation } from "./copying.js";
import { make } from "./dom.js";
import { dateAnswered, momentInWords, sureness } from "./words.js";

/** Questions, answers, quotations and links, to read. */
export function asMarkdown(conversation) {
  const turns = conversation.turns.map(({ question, answer }) => {
    const title = `## ${escaped(question)}\n`;
    if (!answer) return `${title}\nNot answered.\n`;
    if (!answer.answered) {
      const nearest = answer.abstention.nearest.map(markdownQuotation);
      return `${title}\n${escaped(answer.abstention.reason)}\n${nearest.length ? `\nNearest, not answers:\n\n${nearest.join("\n")}` : ""}`;
    }
    const when = dateAnswered(answer);
    const sure = sureness(answer.right_of_hundred);
    return `${title}\n${when ? `→ ${escaped(when)}: ` : ""}**${escaped(answer.text)}**${sure && ` (${sure})`}\n\n${answer.citations.map(markdownQuotation).join("\n")}`;
  });
  return `# Questions to ${escaped(conversation.collection)}, ${momentInWords(conversation.begun)}\n\n${turns.join("\n")}`;
}

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
