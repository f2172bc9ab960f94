// How a search in the pane went, in a line, and below it what there is to show.

import { find, make } from "./dom.js";

/** Make both: {elements, say(words, ...content)}; `title` is the id of the heading above, `names` a class. */
export function makeOutcome(hint, title, names = null) {
  const state = make("p", { class: "hint", role: "status" }, hint);
  const result = make("div", { class: names });
  return {
    elements: [state, result],
    /** Say how it went, and show what there is to show. What had the focus may go: then the title has it. */
    say(words, ...content) {
      const focused = result.contains(document.activeElement);
      state.textContent = words;
      result.replaceChildren(...content.filter(Boolean));
      if (focused) find(title).focus({ preventScroll: true });
      result.parentElement.scrollTop = 0;
    },
  };
}
