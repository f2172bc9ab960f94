// Making elements. What comes from articles, questions or the server is only ever set as text.

/** Make an element. Children that are strings become text nodes, never markup; null is passed over. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") {
      for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
    } else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}

/** Make a button that does `action` when pressed. */
export function button(label, action, attributes = {}) {
  return make("button", { type: "button", class: "quiet", ...attributes, on: { click: action } }, label);
}

/** Text of unknown direction, kept from turning around what stands beside it. */
export const isolated = (text) => make("bdi", {}, text);

/** Whether a click on a link has a key held with which the browser opens it in a tab or a window of its own. */
export const opensElsewhere = ({ ctrlKey, metaKey, shiftKey, altKey }) => ctrlKey || metaKey || shiftKey || altKey;

// Where the addresses of the API begin, such as "/articles/…".
const BASE = new URL("../../", import.meta.url);

/** The address as a link that is safe to follow: on this site, or null. */
export function onThisSite(address) {
  try {
    const url = new URL(String(address).replace(/^\/(?!\/)/, ""), BASE);
    return url.origin === location.origin ? url.href : null;
  } catch {
    return null;
  }
}

/** The address if it is a web address, or null: an article's own may be anything. */
export function onTheWeb(address) {
  return /^https?:\/\//i.test(address ?? "") ? address : null;
}

export const find = (id) => document.getElementById(id);
