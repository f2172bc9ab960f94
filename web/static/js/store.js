// Conversations, kept in this browser and nowhere else: one entry each, so that two tabs do not
// write over one another.

const PREFIX = "qa.conversation.";
const CURRENT = "qa.current";

const fresh = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/** The conversation of this tab, from before a reload or a new one: {id, collection, begun, turns}. */
export function current(collection) {
  const id = sessionStorage.getItem(CURRENT);
  return read(id && localStorage.getItem(PREFIX + id)) ?? begin(collection);
}

/** Begin a new conversation in this tab; it is stored with its first answer. */
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
  try {
    localStorage.setItem(PREFIX + conversation.id, JSON.stringify(conversation));
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
        && (answer?.answered ? answer.citations?.length > 0 : Array.isArray(answer?.abstention?.nearest)));
    return whole ? conversation : null;
  } catch {
    return null;
  }
}
