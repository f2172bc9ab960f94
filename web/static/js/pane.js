// The right half: the list of articles, or one opened. On a narrow window it is a sheet that slides over.

import { find } from "./dom.js";
import { markOpen, showSource } from "./source.js";

const NARROW = window.matchMedia("(max-width: 899px)");

/** Make the pane; `list` gives the citations that previous and next step through. */
export function makePane() {
  const pane = find("pane");
  const shelf = find("shelf");
  const source = find("source");
  let cameFrom = null;
  let shown = null; // {citation, others}

  function sheet(open) {
    pane.classList.toggle("open", open);
    find("open-articles").setAttribute("aria-expanded", String(open));
    settle();
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
    if (from && !pane.contains(from)) cameFrom = from;
    else if (from) cameFrom ??= from;
    shown = { citation, others };
    markOpen(citation);
    shelf.hidden = true;
    source.hidden = false;
    if (focus) sheet(true);
    await showSource(source, { id, citation, others, close, step });
    if (focus && source.isConnected && !source.hidden) find("source-title")?.focus({ preventScroll: true });
  }

  function step(citation) {
    return open(citation.article.id, { citation, others: shown.others });
  }

  /** Close what is open: the article gives way to the list, the sheet to the conversation. */
  function close() {
    const back = cameFrom?.isConnected ? cameFrom : null;
    const id = back ? null : shown && source.querySelector("[data-article]")?.dataset.article;
    cameFrom = null;
    shown = null;
    markOpen(null);
    source.hidden = true;
    source.replaceChildren();
    shelf.hidden = false;
    sheet(false);
    (back ?? (id && shelf.querySelector(`[data-article="${id}"]`)) ?? find("question")).focus();
  }

  for (const button of shelf.querySelectorAll(".close")) button.addEventListener("click", close);

  return {
    open,
    close,
    narrow: () => NARROW.matches,
    isOpen: () => !source.hidden || (NARROW.matches && pane.classList.contains("open")),
    /** Slide the list of articles over the conversation. */
    showShelf(from) {
      cameFrom = from;
      source.hidden = true;
      shelf.hidden = false;
      sheet(true);
      find("shelf-title").focus();
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
