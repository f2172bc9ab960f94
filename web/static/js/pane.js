// The right half: the list of articles, one opened, or the timeline. On a narrow window it is a sheet that slides over.

import { place } from "./citation.js";
import { find } from "./dom.js";
import { markOpen, showSource } from "./source.js";

const NARROW = window.matchMedia("(max-width: 899px)");

/** Make the pane; `list` gives the citations that previous and next step through. */
export function makePane() {
  const pane = find("pane");
  const shelf = find("shelf");
  const source = find("source");
  const timeline = find("timeline");
  let cameFrom = null;
  let fromTimeline = false; // whether the article was opened from the timeline, and gives way to it
  let shown = null; // {citation, others}

  function sheet(open) {
    pane.classList.toggle("open", open);
    find("open-articles").setAttribute("aria-expanded", String(open));
    settle();
  }

  function only(section) {
    for (const each of [shelf, source, timeline]) each.hidden = each !== section;
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
    if (from || !focus) fromTimeline = timeline.contains(from);
    if (!fromTimeline) leave(from);
    shown = { citation, others };
    markOpen(citation);
    only(source);
    if (focus) sheet(true);
    await showSource(source, { id, citation, others, close, step });
    if (focus && source.isConnected && !source.hidden) find("source-title")?.focus({ preventScroll: true });
  }

  function step(citation) {
    return open(citation.article.id, { citation, others: shown.others });
  }

  function backToTimeline() {
    const { citation } = shown;
    drop(timeline);
    const entry = [...timeline.querySelectorAll(".cite")].find((link) => link.dataset.quote === place(citation));
    (entry ?? find("timeline-title")).focus();
  }

  function drop(section) {
    fromTimeline = false;
    shown = null;
    markOpen(null);
    source.replaceChildren();
    only(section);
  }

  /**
   * Close what is open: the article gives way to the timeline it was opened from or to the list,
   * the sheet to the conversation.
   */
  function close() {
    if (fromTimeline) return backToTimeline();
    const back = cameFrom?.isConnected ? cameFrom : null;
    const id = back ? null : shown && source.querySelector("[data-article]")?.dataset.article;
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
    /** Slide the list of articles over the conversation. */
    showShelf(from) {
      cameFrom = from;
      drop(shelf);
      sheet(true);
      find("shelf-title").focus();
    },
    /** Show the timeline, with the focus on what has the id `at`. */
    showTimeline(from, at) {
      leave(from === document.body ? null : from);
      drop(timeline);
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
