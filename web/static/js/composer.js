// The question box: Enter asks, Shift-Enter breaks the line, Up edits the last question. What is typed
// stays over a reload.

import { find } from "./dom.js";
import { draft, keepDraft } from "./store.js";
import { count } from "./words.js";

/**
 * Make the box; `ask(question)` and `change(turn, question)` send, `last()` is the turn that Up edits,
 * `after(turn)` how many follow on it.
 */
export function makeComposer({ ask, change, last, after }) {
  const box = find("question");
  const note = find("editing");
  let editing = null;
  // What was typed while the page's script came is the newer of the two.
  box.value ||= draft();
  remember();
  box.addEventListener("input", remember);

  function remember() {
    keepDraft(editing ? "" : box.value);
  }

  find("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!question) return box.focus();
    const turn = editing;
    leave();
    if (turn) change(turn, question);
    else ask(question);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      find("ask").requestSubmit();
    } else if (event.key === "ArrowUp" && box.value === "" && last()) {
      event.preventDefault();
      edit(last());
    }
  });
  find("stop-editing").addEventListener("click", () => {
    leave();
    box.focus();
  });

  function edit(turn) {
    editing = turn;
    note.hidden = false;
    const later = after(turn);
    find("editing-what").textContent = later ? `Changing an earlier question: ${count(later, "later one")} will go. ` : "Changing this question. ";
    box.value = turn.question;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function leave() {
    editing = null;
    note.hidden = true;
    box.value = "";
    remember();
  }

  return {
    edit,
    focus: () => box.focus(),
    empty: () => box.value === "" && document.activeElement === box,
    /** Give up editing; false when nothing was being edited. */
    leave() {
      if (!editing) return false;
      leave();
      return true;
    },
  };
}
