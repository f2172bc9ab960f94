// The conversations kept in this browser: go on with one, delete, save as a file.

import { button, make } from "./dom.js";
import { asJSON, asMarkdown, save } from "./saving.js";
import * as store from "./store.js";
import { count, momentInWords } from "./words.js";

/** Show them in a dialog; `open(conversation)`, `begin()` are what choosing does. */
export function showConversations(current, { open, begin }) {
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "dialog-title", on: { close: () => dialog.remove() } });
  const close = () => dialog.close();
  const leave = (action) => () => { close(); action(); };

  function draw() {
    const kept = store.all(current().collection);
    dialog.replaceChildren(
      make("header", {}, make("h2", { id: "dialog-title" }, "Conversations"), button("×", close, { class: "close", "aria-label": "Close" })),
      make("p", { class: "when" }, "They are kept in this browser only."),
      kept.length ? make("ul", { class: "kept" }, kept.map(row)) : make("p", {}, "None yet."),
      make("footer", {}, button("New conversation", leave(begin)), kept.length > 1 ? button("Delete all", removeAll) : "", ...files()));
  }

  function row(conversation) {
    const [first] = conversation.turns;
    const here = conversation.id === current().id;
    return make("li", {},
      button(first.question, leave(() => open(conversation)), { class: "suggestion", "aria-current": here ? "true" : null, dir: "auto" }),
      make("p", { class: "when" }, `${momentInWords(conversation.begun)} · ${count(conversation.turns.length, "question")}${here ? " · open now" : ""}`,
        button("Delete", () => remove([conversation]), { "aria-label": `Delete: ${first.question.slice(0, 80)}` })));
  }

  function remove(conversations) {
    for (const { id } of conversations) store.remove(id);
    if (conversations.some(({ id }) => id === current().id)) begin();
    draw();
    dialog.querySelector("button").focus();
  }
  const removeAll = () => remove(store.all(current().collection));

  function files() {
    const conversation = current();
    if (!conversation.turns.length) return [];
    const name = `questions-${conversation.id}`;
    return [
      button("Save as Markdown", () => save(`${name}.md`, asMarkdown(conversation), "text/markdown;charset=utf-8")),
      button("Save as JSON", () => save(`${name}.json`, asJSON(conversation), "application/json")),
    ];
  }

  draw();
  document.body.append(dialog);
  dialog.showModal();
}
