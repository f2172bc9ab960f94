// The words of earlier turns that a question was asked with, each of them removable.

import { button, isolated, make } from "./dom.js";

/**
 * The line "With: Rim of the Pacific exercises × · 2014 ×", or null where nothing was carried.
 * `does.within(words)` asks again with these words; null: they are chosen again. `set` says that
 * the person has chosen them.
 */
export function contextLine({ context = [] }, set, does) {
  if (!context.length) {
    return set ? make("p", { class: "with" }, "Asked as typed. ", button("Use what was said before", () => does.within(null))) : null;
  }
  const words = context.map(({ text }) => text);
  return make("p", { class: "with" },
    "With: ",
    words.map((text) => [
      make("span", { class: "carried" }, isolated(text), button("×", () => does.within(words.filter((word) => word !== text)), { "aria-label": `Ask without: ${text}` })),
      " ",
    ]),
    button("Ask as typed", () => does.within([])));
}
