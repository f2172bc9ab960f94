// Questions to begin with, each known to be answered. They come after the page: finding them takes
// a server that has just started a few seconds.

import * as api from "./api.js";
import { isolated, make } from "./dom.js";

let coming = null;

/** The questions, asked for once; none when there are none, or while the server does not say. */
export function suggestions() {
  // Nobody waits for them, so that a failure is no news; the next one who needs them asks again.
  coming ??= api.suggestions().catch(() => {
    coming = null;
    return [];
  });
  return coming;
}

/** After articles were added there may be questions where there were none. */
export async function forgetNone() {
  if (coming && !(await coming).length) coming = null;
}

/** Show them in `list`, which is hidden as long as it has none. */
export async function showSuggestions(list, does) {
  const questions = await suggestions();
  if (list.childElementCount) return;
  list.replaceChildren(...questionItems(questions, does));
  list.hidden = !questions.length;
}

export const questionItems = (questions, does) => questions.map((question) => make("li", {},
  make("button", { type: "button", class: "suggestion", on: { click: () => does.ask(question) } }, isolated(question))));
