// What is needed neither for the first paint nor before there is an answer: fetched as one, when first used.

export { act } from "./acting.js";
export { showConversations } from "./conversations.js";
export { prepareQuoting } from "./quoting.js";
export { prepareTimeline, showTimeline } from "./timeline.js";
