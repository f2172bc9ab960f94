// Checking an answer here in the browser, against what the server's collection holds at this moment.

import { freshArticle } from "./api.js";
import { quotations } from "./citation.js";
import { slice } from "./codepoints.js";

/** Check every citation of an answer. Gives {ok, said, details}: the outcome in words for a person, and what was compared. */
export async function verify(answer) {
  const citations = quotations(answer);
  const hashed = Boolean(globalThis.crypto?.subtle); // only where the address is secure or local
  for (const citation of citations) {
    const reason = await wrong(citation, hashed);
    if (reason) return { ok: false, said: `Quotation ${citation.number} no longer holds: ${reason}`, details: [] };
  }
  const stands = citations.length === 1
    ? "The quotation still stands in its article, word for word."
    : `All ${citations.length} quotations still stand in their articles, word for word.`;
  const unchanged = !hashed ? "" : citations.length === 1 ? " The article is unchanged." : " The articles are unchanged.";
  return { ok: true, said: `Verified just now. ${stands}${unchanged}`, details: citations.map((each) => detail(each, hashed)) };
}

/** What was compared of a citation, for whoever wants to do it again. */
function detail({ number, quote, article }, hashed) {
  const place = `[${number}] characters ${quote.start} to ${quote.end} of “${article.title}”`;
  return hashed ? `${place}; SHA-256 ${article.sha256}` : place;
}

async function wrong({ article, quote, answer }, hashed) {
  let stored;
  try {
    stored = await freshArticle(article.id);
  } catch (error) {
    return error.status === 404 ? "its article is no longer in the collection." : error.message;
  }
  for (const span of [quote, answer]) {
    if (slice(stored.text, span.start, span.end) !== span.text) return "the article has other words in this place.";
  }
  if (hashed && await sha256(stored.text) !== article.sha256) return "the article's text has changed since.";
  return null;
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
