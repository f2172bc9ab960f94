// What the words on the page mean, what the keys do, and the switch for single keys.

import { button, make } from "./dom.js";
import { KEYS, keysAreOn, switchKeys } from "./keys.js";
import { SURENESS } from "./words.js";

const MEANINGS = [
  ["Quotations", "Answers are quotations, exact to the character. Nothing in them is rewritten."],
  ["Verify", "Compares every quotation with its article as it stands in the collection at this moment."],
  ["Left out", "Menus, advertisements and other lines that are no part of a story stay in its text but are never quoted."],
  ["How sure", `Of a hundred answers this sure so many were right on our test: ${SURENESS.filter(([least]) => least).map(([least, words]) => `${words}, ${least} or more`).join("; ")}; ${SURENESS.at(-1)[1]}, fewer.`],
];

/** Show the keys and what the words mean, in a dialog. */
export function showHelp() {
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title", on: { close: () => dialog.remove() } },
    make("header", {}, make("h2", { id: "dialog-title" }, "Keys and help"),
      button("×", () => dialog.close(), { class: "close", "aria-label": "Close" })),
    make("dl", { class: "keys" }, KEYS.map(([keys, does]) => make("div", {},
      make("dt", {}, keys.split(" ").map((key) => (key === "…" ? " … " : make("kbd", {}, key)))), make("dd", {}, does)))),
    make("label", { class: "switch" },
      make("input", { type: "checkbox", checked: keysAreOn(), on: { change: (event) => switchKeys(event.target.checked) } }),
      " Single keys do these things"),
    make("dl", { class: "meanings" }, MEANINGS.map(([word, meaning]) => [make("dt", {}, word), make("dd", {}, meaning)])));
  document.body.append(dialog);
  dialog.showModal();
}
