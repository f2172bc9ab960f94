// A question as a part of an address, with what it is limited to.

import { article } from "./api.js";
import { ALL } from "./only.js";

/** "?q=…", and what limits the question behind a "#": there it may be long, and stays in the browser. */
export function linkTo(question, { only = ALL, asTyped }) {
  const { from, to, articles } = only;
  const limits = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(asTyped && { typed: "" }) });
  for (const { id } of articles) limits.append("article", id);
  return `?${new URLSearchParams({ q: question })}${limits.size ? `#${limits}` : ""}`;
}

/** The question of an address: {question, only, asTyped}; null where it has none. */
export async function linked({ search, hash }) {
  const question = new URLSearchParams(search).get("q")?.trim();
  if (!question) return null;
  const limits = new URLSearchParams(hash.slice(1));
  const ids = limits.getAll("article");
  // One article is named by its title, several by their number. One that is gone is the server's to say.
  const title = ids.length === 1 ? (await article(ids[0]).catch(() => ({ title: ids[0] }))).title : "";
  return {
    question,
    only: { from: limits.get("from"), to: limits.get("to"), articles: ids.map((id) => ({ id, title })) },
    asTyped: limits.has("typed"),
  };
}
