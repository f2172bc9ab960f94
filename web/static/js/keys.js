// The keyboard. Single keys can be switched off, as WCAG 2.1.4 asks.

const OFF = "qa.keys-off";

export const keysAreOn = () => localStorage.getItem(OFF) === null;

export function switchKeys(on) {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}

/** What the keys do, for people. */
export const KEYS = [
  ["/", "Go to the question box; typing anywhere does so too"],
  ["Enter", "Ask"],
  ["Shift Enter", "Begin a new line"],
  ["↑", "In the empty box: edit the last question"],
  ["1 … 9", "Open a citation of the latest answer"],
  ["j k", "Next and previous quotation"],
  ["v", "Verify the latest answer"],
  ["c", "Copy the latest answer"],
  ["t", "Timeline of a topic"],
  ["q", "Check a quotation"],
  ["Esc", "Close or cancel; in the empty box: go to the latest answer, where these keys work"],
  ["?", "Show this"],
];

/**
 * Listen to the keyboard. `does` holds: type, citation(number), step(by), verify, copy, timeline,
 * quotation, help and escape; those that are commands give false when they had nothing to do.
 */
export function listenToKeys(does) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return void does.escape();
    if (writing(event.target)) return;
    if (keysAreOn() && command(event.key, does)) return event.preventDefault();
    // A key that presses or scrolls keeps doing so.
    if (keysAreOn() && event.key.length === 1 && event.key !== " ") does.type();
  });
}

function command(key, does) {
  if (key === "/") return does.type() !== false;
  if (key === "?") return does.help() !== false;
  if (/^[1-9]$/.test(key)) return does.citation(Number(key)) !== false;
  if (key === "j" || key === "k") return does.step(key === "j" ? 1 : -1) !== false;
  if (key === "v") return does.verify() !== false;
  if (key === "t") return does.timeline() !== false;
  if (key === "q") return does.quotation() !== false;
  if (key === "c") return does.copy() !== false;
  return false;
}

const writing = (element) => element.matches?.("input, textarea, select, [contenteditable]");
