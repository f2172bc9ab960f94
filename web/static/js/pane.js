// The right half: the list of articles, one opened, the timeline, a quotation check or the conversations.
// On a narrow window it is a sheet that slides over, and the browser's Back closes it.

import { place } from "./citation.js";
import { find } from "./dom.js";
import { markOpen, showSource } from "./source.js";

const NARROW = window.matchMedia("(max-width: 899px)");

/** Make the pane; `list` gives the citations that previous and next step through. */
export function makePane() {
  const pane = find("pane");
  const shelf = find("shelf");
  const source = find("source");
  let cameFrom = null;
  let behind = null; // the section that the article was opened from, and gives way to
  let shown = null; // {id, citation, others}

  function sheet(open) {
    if (open && NARROW.matches && !pane.classList.contains("open")) history.pushState({ sheet: true }, "");
    pane.classList.toggle("open", open);
    find("open-articles").setAttribute("aria-expanded", String(open));
    settle();
  }

  function only(section) {
    for (const each of pane.children) each.hidden = each !== section;
  }

  // Where the focus goes back to: to what opened the pane, not to what was pressed in it.
  function leave(element) {
    if (element && !pane.contains(element)) cameFrom = element;
    else if (element) cameFrom ??= element;
  }

  // While the sheet lies over the conversation, the keyboard stays in the sheet.
  function settle() {
    const over = NARROW.matches && pane.classList.contains("open");
    find("talk").inert = over;
    pane.setAttribute("role", over ? "dialog" : "complementary");
    if (over) pane.setAttribute("aria-modal", "true");
    else pane.removeAttribute("aria-modal");
  }
  NARROW.addEventListener("change", settle);

  async function open(id, { citation = null, others = [], from = null, focus = true } = {}) {
    // Stepping to the next quotation comes from nowhere, and an answer by itself takes no focus.
    if (from || !focus) behind = sectionOf(from);
    if (!behind) leave(from);
    shown = { id, citation, others };
    markOpen(citation);
    only(source);
    if (focus) sheet(true);
    const coming = showSource(source, { id, citation, others, close, step });
    if (focus) find("source-title").focus({ preventScroll: true });
    await coming;
  }

  function step(citation) {
    return open(citation.article.id, { citation, others: shown.others });
  }

  /** The section of quotations that an element stands in: the list of articles is none. */
  function sectionOf(element) {
    const section = element?.closest?.(".pane > section");
    return section && section !== shelf && section !== source ? section : null;
  }

  function goBehind() {
    const { citation } = shown;
    const section = behind;
    drop(section);
    const entry = [...section.querySelectorAll(".cite")].find((link) => link.dataset.quote === place(citation));
    (entry ?? section.querySelector("h2")).focus();
  }

  function drop(section) {
    behind = null;
    shown = null;
    markOpen(null);
    source.replaceChildren();
    only(section);
  }

  /**
   * Close what is open: the article gives way to what it was opened from or to the list, the sheet
   * to the conversation.
   */
  function close() {
    if (behind) return goBehind();
    // Back does the closing, so that it is not left in the way of the page before.
    if (pane.classList.contains("open") && history.state?.sheet) return history.back();
    shut();
  }

  window.addEventListener("popstate", () => {
    if (pane.classList.contains("open")) shut();
  });

  function shut() {
    const back = cameFrom?.isConnected ? cameFrom : null;
    // A list that was drawn anew meanwhile has another link to the same article.
    const id = cameFrom && shown?.id;
    cameFrom = null;
    drop(shelf);
    sheet(false);
    (back ?? (id && shelf.querySelector(`[data-article="${id}"]`)) ?? find("question")).focus();
  }

  for (const button of shelf.querySelectorAll(".close")) button.addEventListener("click", close);

  return {
    open,
    close,
    narrow: () => NARROW.matches,
    isOpen: () => shelf.hidden || (NARROW.matches && pane.classList.contains("open")),
    /** The article of an earlier answer gives way to the list. */
    rest() {
      if (shown && !source.contains(document.activeElement)) drop(shelf);
    },
    /** Slide the list of articles over the conversation. */
    showShelf(from) {
      cameFrom = from;
      drop(shelf);
      sheet(true);
      find("shelf-title").focus();
    },
    /** Show a section, with the focus on what has the id `at`. */
    showSection(section, from, at) {
      leave(from === document.body ? null : from);
      drop(section);
      sheet(true);
      find(at).focus();
    },
    /** Step to the next (1) or previous (-1) quotation; false when there is none to step to. */
    move(by) {
      if (!shown?.citation || shown.others.length < 2) return false;
      const at = shown.others.indexOf(shown.citation);
      step(shown.others[(at + by + shown.others.length) % shown.others.length]);
      return true;
    },
    showing: () => shown,
  };
}
