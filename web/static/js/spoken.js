// What a screen reader says of an answer: its words, its source and date, never the machinery.

import { spokenBrief } from "./brief.js";
import { possibleOf } from "./citation.js";
import { spokenComparison } from "./comparison.js";
import { spokenList } from "./list.js";
import { spokenSources } from "./sources.js";
import { dateAnswered, NOT_FOUND, sureness, surenessMeaning, timeInWords } from "./words.js";

const FORMS = { list: spokenList, brief: spokenBrief, comparison: spokenComparison };

/** What a screen reader says when the answer has come: the answer, its source and date, how sure it is. */
export function spoken(answer) {
  if (answer.kind === "help") return answer.abstention.reason;
  if (!answer.answered) {
    const may = possibleOf(answer);
    const head = may.length ? !may[0].label && "Possibly:" : "";
    const quoted = may.map(({ label, citation, possible }) => `${label && `${label}${possible ? ", possibly" : ""}: `}${citation.quote.text}`);
    const without = (answer.unanswered ?? []).map((question) => `${question} ${NOT_FOUND}`);
    return [!may.length && "No answer.", answer.abstention.reason, head, ...quoted, ...without].filter(Boolean).join(" ");
  }
  if (FORMS[answer.kind]) return FORMS[answer.kind](answer);
  const [{ article, quote }] = answer.citations;
  const from = `From ${article.title}${article.published ? `, ${timeInWords({ value: article.published, earliest: article.published, latest: article.published })}` : ""}.`;
  const when = dateAnswered(answer);
  const words = sureness(answer.right_of_hundred);
  const sure = words && ` ${words[0].toUpperCase()}${words.slice(1)}. ${surenessMeaning(answer.right_of_hundred)}`;
  return `${when ? `${when}. ` : ""}${answer.text}. ${answer.text === quote.text ? "" : `In full: ${quote.text} `}${from}${spokenSources(answer)}${sure}`;
}
