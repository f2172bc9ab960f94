// The conversations kept in this browser, beside the thread: go on with one, search, rename, delete, save.

import { button, find, make } from "./dom.js";
import { asJSON, asMarkdown, save } from "./saving.js";
import * as store from "./store.js";
import { count, momentInWords } from "./words.js";

const FEW = 4; // conversations up to which a search has no use
const LONGEST_NAME = 200;

const title = ({ name, turns }) => name || turns[0]?.question || "No question yet";

/** Show them in `section`; `current()` is the one open, `open(conversation)`, `begin()` and `close()` act. */
export function showConversations(section, current, { open, begin, close }) {
  const list = make("ul", { class: "kept" });
  const news = make("p", { class: "when", role: "status" });
  let words = "";

  const asked = () => store.all(current().collection).filter(({ turns }) => turns.length);

  function draw() {
    const kept = asked();
    const search = kept.length > FEW && make("input", { type: "search", placeholder: "Search questions and answers", "aria-label": "Search conversations", value: words,
      on: { input: (event) => { words = event.target.value.trim().toLowerCase(); rows(); } } });
    section.replaceChildren(
      make("header", { class: "pane-head" },
        make("h2", { id: "history-title", tabindex: "-1" }, "Conversations"),
        button("×", close, { class: "close", "aria-label": "Close the conversations" })),
      make("p", { class: "hint" }, "They are kept in this browser only."),
      search || "", news, list,
      make("footer", { class: "kept-actions" }, button("New conversation", () => { begin(); draw(); }), kept.length > 1 ? button("Delete all", () => remove(kept)) : "", ...files()));
    rows();
  }

  function rows() {
    const fits = (conversation) => [title(conversation), ...conversation.turns.flatMap(({ question, answer }) => [question, answer?.text ?? ""])].some((text) => text.toLowerCase().includes(words));
    const fitting = asked().filter(fits);
    list.replaceChildren(...fitting.map(row));
    list.hidden = !fitting.length;
    if (!fitting.length) news.textContent = words ? "No conversation fits." : "None yet.";
    else if (!news.childElementCount) news.textContent = "";
  }

  function row(conversation) {
    const here = conversation.id === current().id;
    const name = button(title(conversation), () => { open(conversation); draw(); }, { class: "suggestion", "aria-current": here ? "true" : null, dir: "auto" });
    const short = title(conversation).slice(0, 80);
    return make("li", {}, name,
      make("div", { class: "when" }, `${momentInWords(conversation.begun)} · ${count(conversation.turns.length, "question")}${here ? " · open now" : ""}`,
        make("span", {},
          button("Rename", () => rename(conversation, name), { "aria-label": `Rename: ${short}` }),
          button("Delete", () => remove([conversation]), { "aria-label": `Delete: ${short}` }))));
  }

  function rename(conversation, place) {
    const box = make("input", { type: "text", value: title(conversation), maxlength: LONGEST_NAME, "aria-label": "Name of the conversation" });
    const end = (keeps) => {
      box.removeEventListener("blur", leave);
      // Another tab may have added to it meanwhile: only the name is new.
      const stored = store.all(conversation.collection).find(({ id }) => id === conversation.id);
      if (keeps && stored) {
        store.keep({ ...stored, name: box.value.trim() });
        if (conversation.id === current().id) current().name = box.value.trim();
      }
      rows();
      list.querySelector(`[aria-label="Rename: ${CSS.escape(box.value.trim().slice(0, 80))}"]`)?.focus();
    };
    const leave = () => end(true);
    box.addEventListener("blur", leave);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(event.key === "Enter");
    });
    place.replaceWith(box);
    box.select();
  }

  function remove(conversations) {
    const open = current();
    for (const { id } of conversations) store.remove(id);
    const gone = conversations.some(({ id }) => id === open.id);
    if (gone) begin();
    draw();
    const undo = button("Undo", () => {
      for (const conversation of conversations) store.keep(conversation);
      news.replaceChildren();
      draw();
      find("history-title").focus();
    });
    news.replaceChildren(conversations.length === 1 ? "Deleted. " : `${conversations.length} conversations deleted. `, undo);
    rows();
    undo.focus();
  }

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
}
