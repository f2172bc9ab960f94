// Explanations on hover, focus and touch: one element for all of them, gone with Escape.

import { find } from "./dom.js";

const ROOM = 8; // pixels between words, explanation and the edge of the window

/** Show what `data-tip` says of an element while it is hovered or has the focus. */
export function explainOnHover() {
  const tip = find("tip");
  let of = null;

  function show(element) {
    if (element === of) return;
    hide();
    of = element;
    tip.textContent = element.dataset.tip;
    tip.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    const lines = [...element.getClientRects()];
    if (!lines.length) return hide();
    place(lines, element.closest("li, .turn")?.querySelector("h3")?.getBoundingClientRect());
  }

  /** Below the words, else above them, and above the heading that they stand under: over neither. */
  function place(lines, heading) {
    const { offsetHeight: height, offsetWidth: width } = tip;
    const [words, last] = [lines[0], lines.at(-1)];
    const left = (line) => Math.max(ROOM, Math.min(line.left, window.innerWidth - width - ROOM));
    const below = last.bottom + ROOM;
    let above = words.top - ROOM - height;
    if (heading && above < heading.bottom && heading.top < words.top) above = heading.top - ROOM - height;
    const lowest = window.innerHeight - ROOM - height;
    const under = below <= lowest || above < ROOM;
    // Words that fill the window from top to bottom leave no place but its edge.
    tip.style.top = `${under ? Math.min(below, lowest) : above}px`;
    tip.style.left = `${left(under ? last : words)}px`;
  }

  function hide() {
    of?.removeAttribute("aria-describedby");
    of = null;
    tip.hidden = true;
  }

  const explained = (event) => event.target.closest?.("[data-tip]");
  document.addEventListener("mouseover", (event) => {
    const element = explained(event);
    if (element) show(element);
    else if (!tip.contains(event.target) && of !== document.activeElement) hide();
  });
  document.addEventListener("focusin", (event) => {
    const element = explained(event);
    if (element) show(element);
    else hide();
  });
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  return {
    /** Hide the explanation; false when none was shown. */
    dismiss() {
      const shown = of !== null;
      hide();
      return shown;
    },
  };
}
