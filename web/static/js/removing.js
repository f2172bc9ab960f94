// Removing an article from the collection, with time to think again.

import { Failure, removeArticle } from "./api.js";
import { button, find, isolated, make } from "./dom.js";

const UNDO = 8000; // milliseconds in which a removal can be undone

const gone = new Set();

/** Whether an article is removed, or about to be: the list shows it no more. */
export const removed = (id) => gone.has(id);

/** Take an article off the list now and out of the collection a little later; `changed()` draws anew. */
export function removeSoon(article, changed) {
  const line = make("p", { role: "status" }, "Removed: ", isolated(article.title), " ");
  const stop = () => {
    clearTimeout(timer);
    window.removeEventListener("pagehide", act);
    line.remove();
  };
  const back = () => {
    gone.delete(article.id);
    changed();
  };
  const undo = button("Undo", () => {
    stop();
    back();
    find("shelf-title").focus();
  });
  async function act() {
    stop();
    try {
      await removeArticle(article.id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      line.replaceChildren("Not removed: ", isolated(article.title), ". ", isolated(error.message));
      find("shelf-news").append(line);
      back();
    }
  }
  const timer = setTimeout(act, UNDO);
  // Whoever leaves the page has thought enough.
  window.addEventListener("pagehide", act, { once: true });
  line.append(undo);
  find("shelf-news").append(line);
  gone.add(article.id);
  changed();
  undo.focus();
}
