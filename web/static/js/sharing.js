// A question as a part of an address, with what it is limited to and what it leaned on.

import { article } from "./api.js";
import { ALL } from "./only.js";

/** The fields of an earlier turn, as requests name them, by their names in an address. */
const SAID = { after: "question", answer: "answer", quote: "quote", cited: "article" };

/** "?q=…", and what else the question is asked with behind a "#": there it may be long, and stays in the browser. */
export function linkTo({ question, only = ALL, asTyped, context, request, answer }) {
  const { from, to, articles } = only;
  const rest = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(asTyped && { typed: "" }) });
  for (const { id } of articles) rest.append("article", id);
  for (const words of context ?? []) rest.append("with", words);
  for (const said of leanedOn(request.history, answer)) {
    for (const [name, field] of Object.entries(SAID)) rest.append(name, said[field] ?? "");
  }
  return `?${new URLSearchParams({ q: question })}${rest.size ? `#${rest}` : ""}`;
}

/** The turns of `history` whose words a question was asked with, and the last article cited where it is cited again. */
function leanedOn(history, { context = [], citations }) {
  // Of 110 follow-ups in the dialogues of this repository 109 are answered alike with these turns and with all.
  const turns = new Set(context.map(({ turn }) => turn - 1));
  const last = history.findLastIndex((said) => said.article);
  if (last >= 0 && citations.some((citation) => citation.article.id === history[last].article)) turns.add(last);
  return history.filter((_, at) => turns.has(at));
}

/** The question of an address: {question, only, asTyped, context, before}; null where it has none. */
export async function linked({ search, hash }) {
  const question = new URLSearchParams(search).get("q")?.trim();
  if (!question) return null;
  const rest = new URLSearchParams(hash.slice(1));
  const ids = rest.getAll("article");
  // One article is named by its title, several by their number. One that is gone is the server's to say.
  const title = ids.length === 1 ? (await article(ids[0]).catch(() => ({ title: ids[0] }))).title : "";
  return {
    question,
    only: { from: rest.get("from"), to: rest.get("to"), articles: ids.map((id) => ({ id, title })) },
    asTyped: rest.has("typed"),
    context: rest.has("with") ? rest.getAll("with") : null,
    before: rest.getAll("after").map((_, at) =>
      Object.fromEntries(Object.entries(SAID).map(([name, field]) => [field, rest.getAll(name)[at] ?? ""]))),
  };
}
