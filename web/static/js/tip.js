// Explanations on hover, focus and touch: one element for all of them, gone with Escape.

import { find } from "./dom.js";

const ROOM = 8; // pixels between words, explanation and the edge of the window
const PAUSE = 150; // milliseconds that a mouse stays on words it did not only come across

/** Show what `data-tip` says of an element while it is hovered or has the focus. */
export function explainOnHover() {
  const tip = find("tip");
  let of = null;
  let pause = null; // the timer until what the mouse came to is explained

  function show(element) {
    if (element === of) return;
    hide();
    of = element;
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    const lines = [...element.getClientRects()];
    if (!lines.length) return hide();
    place(lines, element.closest("li, .turn, article")?.querySelector("h1, h2, h3")?.getBoundingClientRect(),
      element.closest(".pane > section")?.querySelector(".pane-head").getBoundingClientRect());
  }

  /**
   * Above the words, where what was read already stands, and above the heading that they stand under; below them where
   * there is no room, or only over the `head` of a pane: over neither. `heading` and `head` may be missing.
   */
  function place(lines, heading, head) {
    const { offsetHeight: height, offsetWidth: width } = tip;
    const [words, last] = [lines[0], lines.at(-1)];
    const left = (line) => Math.max(ROOM, Math.min(line.left, window.innerWidth - width - ROOM));
    const below = last.bottom + ROOM;
    let above = words.top - ROOM - height;
    if (heading && above < heading.bottom && heading.top < words.top) above = heading.top - ROOM - height;
    const lowest = window.innerHeight - ROOM - height;
    const over = above >= ROOM && (above >= (head?.bottom ?? 0) || below > lowest);
    // Words that fill the window from top to bottom leave no place but its edge.
    tip.style.top = `${over ? above : Math.min(below, lowest)}px`;
    tip.style.left = `${left(over ? words : last)}px`;
  }

  function hide() {
    of?.removeAttribute("aria-describedby");
    of = null;
    tip.hidden = true;
  }

  const explained = (event) => event.target.closest?.("[data-tip]");
  document.addEventListener("mouseover", (event) => {
    const element = explained(event);
    clearTimeout(pause);
    if (element) pause = setTimeout(() => show(element), PAUSE);
    else if (!tip.contains(event.target) && of !== document.activeElement) hide();
  });
  document.addEventListener("focusin", (event) => {
    const element = explained(event);
    if (element) show(element);
    else hide();
  });
  document.addEventListener("scroll", () => {
    clearTimeout(pause);
    hide();
  }, { capture: true, passive: true });
  return {
    /** Hide the explanation; false when none was shown. */
    dismiss() {
      const shown = of !== null;
      hide();
      return shown;
    },
  };
}
