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
    const [words] = element.getClientRects();
    if (!words) return hide();
    const above = words.top - tip.offsetHeight - ROOM;
    tip.style.top = `${above > 0 ? above : words.bottom + ROOM}px`;
    tip.style.left = `${Math.max(ROOM, Math.min(words.left, window.innerWidth - tip.offsetWidth - ROOM))}px`;
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
