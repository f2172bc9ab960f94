// Conversations, kept in this browser and nowhere else: one entry each, so that two tabs do not
// write over one another.

const PREFIX = "qa.conversation.";
const CURRENT = "qa.current";
const DRAFT = "qa.draft";

const fresh = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/**
 * The conversation of this tab, from before a reload or a new one: {id, collection, begun, turns}, with
 * `name` where it was given one and `only` where questions are limited. A turn without an answer failed.
 */
export function current(collection) {
  const id = sessionStorage.getItem(CURRENT);
  return read(id && localStorage.getItem(PREFIX + id)) ?? begin(collection);
}

/** Begin a new conversation in this tab; it is stored with its first question. */
export function begin(collection) {
  const conversation = { id: fresh(), collection, begun: Date.now(), turns: [] };
  sessionStorage.setItem(CURRENT, conversation.id);
  return conversation;
}

/** Go on with a stored conversation in this tab. */
export function resume(conversation) {
  sessionStorage.setItem(CURRENT, conversation.id);
}

/** Store a conversation. False when the browser has no room or does not allow it. */
export function keep(conversation) {
  return written(localStorage, PREFIX + conversation.id, JSON.stringify(conversation));
}

/** What was typed in this tab and not yet asked, "" for nothing. */
export const draft = () => sessionStorage.getItem(DRAFT) ?? "";

/** Remember what is typed; without room for it nothing is lost but over a reload. */
export const keepDraft = (text) => written(sessionStorage, DRAFT, text);

function written(storage, key, text) {
  try {
    storage.setItem(key, text);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** All stored conversations about a collection, newest first. */
export function all(collection) {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => read(localStorage.getItem(key)))
    .filter((conversation) => conversation?.collection === collection)
    .sort((a, b) => b.begun - a.begun || (a.id < b.id ? -1 : 1));
}

/** Delete one conversation. */
export function remove(id) {
  localStorage.removeItem(PREFIX + id);
}

/** What was stored, or null: storage is the person's, and may hold anything. */
function read(stored) {
  if (!stored) return null;
  try {
    const conversation = JSON.parse(stored);
    const whole = typeof conversation.id === "string" && Array.isArray(conversation.turns)
      && conversation.turns.every(({ question, answer }) => typeof question === "string"
        && (answer == null || (answer.answered ? answer.citations?.length > 0 : Array.isArray(answer.abstention?.nearest))));
    return whole ? conversation : null;
  } catch {
    return null;
  }
}
