// What the words on the page mean, what the keys do, and the switch for single keys.

import { button, make } from "./dom.js";
import { KEYS, keysAreOn, switchKeys } from "./keys.js";
import { SURENESS } from "./words.js";

const TOUCHED = "(hover: none) and (pointer: coarse)"; // a phone, which has no keys to be told about first

const MEANINGS = [
  ["Quotations", "Answers are quotations, exact to the character. Nothing in them is rewritten. The number beside one opens its article where it stands."],
  ["How sure", `Of a hundred answers this sure so many were right on our test: ${SURENESS.filter(([least]) => least).map(([least, words]) => `${words}, ${least} or more`).join("; ")}; ${SURENESS.at(-1)[1]}, fewer.`],
  ["With", "A follow-up question takes words from what was said before. They stand under the answer, and each can be taken out."],
  ["Ask only some", "Pick articles in the list, or press years in its chart: questions are asked of these until you ask all again."],
  ["Verify", "Compares every quotation with its article as it stands in the collection at this moment."],
  ["Check a quotation", "Says of words, or of every quotation in a draft, whether they stand in these articles and what was changed."],
  ["Left out", "Menus, advertisements and other lines that are no part of a story stay in its text but are never quoted."],
];

/** Show what the words mean and the keys, in a dialog: what whoever holds the device needs first stands first. */
export function showHelp() {
  const dialog = make("dialog", { class: "dialog help", "aria-labelledby": "dialog-title", on: { close: () => dialog.remove() } },
    make("header", {}, make("h2", { id: "dialog-title" }, "Help"),
      button("×", () => dialog.close(), { class: "close", "aria-label": "Close" })),
    matchMedia(TOUCHED).matches ? [meanings(), keys()] : [keys(), meanings()]);
  document.body.append(dialog);
  dialog.showModal();
}

const meanings = () => make("dl", { class: "meanings" }, MEANINGS.map(([word, meaning]) => [make("dt", {}, word), make("dd", {}, meaning)]));

const keys = () => make("section", { "aria-labelledby": "dialog-keys" },
  make("h3", { id: "dialog-keys" }, "Keys"),
  make("dl", { class: "keys" }, KEYS.map(([pressed, does]) => make("div", {},
    make("dt", {}, pressed.split(" ").map((key) => (key === "…" ? " … " : make("kbd", {}, key)))), make("dd", {}, does)))),
  make("label", { class: "switch" },
    make("input", { type: "checkbox", checked: keysAreOn(), on: { change: (event) => switchKeys(event.target.checked) } }),
    " Single keys do these things"));
