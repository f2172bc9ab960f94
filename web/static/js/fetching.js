// The script of later clicks, fetched when first needed. Whoever presses for it sees at once that it comes, or why it
// does not.

import { Failure } from "./api.js";
import { button, find, make } from "./dom.js";

let coming = null;
let tries = 0;

/** The later script; throws a Failure where the server does not give it. The next one who needs it asks again. */
export function later() {
  coming ??= fetched().catch((error) => {
    coming = null;
    if (error instanceof TypeError) throw new Failure("The server did not answer.");
    throw error;
  });
  return coming;
}

function fetched() {
  tries += 1;
  // A browser may remember that an address failed: another one is asked then.
  return tries === 1 ? import("./later.js") : import(`./later.js?again=${tries}`);
}

/**
 * Show the section `id` of the pane at once, with its title and what there is to say until `draw(script)` has filled it
 * and gives the id of what gets the focus then. Whoever has left it meanwhile is not brought back.
 */
export async function showFetched(pane, id, title, from, draw) {
  const section = find(id);
  const heading = `${id}-title`;
  const say = (...words) => section.replaceChildren(
    make("header", { class: "pane-head" },
      make("h2", { id: heading, tabindex: "-1" }, title),
      button("×", pane.close, { class: "close", "aria-label": "Close" })),
    make("p", { class: "hint", role: "status" }, words));
  const again = () => {
    section.replaceChildren();
    showFetched(pane, id, title, from, draw);
  };
  if (!section.childElementCount) say("One moment…");
  pane.showSection(section, from, heading);
  try {
    const script = await later();
    if (section.hidden) return;
    const focused = section.contains(document.activeElement);
    const at = await draw(script, section);
    if (focused) find(at).focus();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (!section.hidden) say(error.message, " ", button("Try again", again));
  }
}
