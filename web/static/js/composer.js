// The question box: Enter asks, Shift-Enter breaks the line, Up edits the last question.

import { find } from "./dom.js";

/** Make the box; `ask(question)` and `change(turn, question)` send, `last()` is the turn that Up edits. */
export function makeComposer({ ask, change, last }) {
  const box = find("question");
  const note = find("editing");
  let editing = null;

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
    box.value = turn.question;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function leave() {
    editing = null;
    note.hidden = true;
    box.value = "";
  }

  return {
    edit,
    focus: () => box.focus(),
    /** Give up editing; false when nothing was being edited. */
    leave() {
      if (!editing) return false;
      leave();
      return true;
    },
  };
}
