// What the keys do, and the switch for single keys.

import { button, make } from "./dom.js";
import { KEYS, keysAreOn, switchKeys } from "./keys.js";

/** Show the keys in a dialog. */
export function showHelp() {
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title", on: { close: () => dialog.remove() } },
    make("header", {}, make("h2", { id: "dialog-title" }, "Keys"),
      button("×", () => dialog.close(), { class: "close", "aria-label": "Close" })),
    make("dl", { class: "keys" }, KEYS.map(([keys, does]) => make("div", {},
      make("dt", {}, keys.split(" ").map((key) => (key === "…" ? " … " : make("kbd", {}, key)))), make("dd", {}, does)))),
    make("label", { class: "switch" },
      make("input", { type: "checkbox", checked: keysAreOn(), on: { change: (event) => switchKeys(event.target.checked) } }),
      " Single keys do these things"),
    make("p", { class: "when" }, "Answers are quotations, exact to the character. Nothing in them is rewritten."));
  document.body.append(dialog);
  dialog.showModal();
}
