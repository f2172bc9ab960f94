// The answer card: the answer large, the sentence it stands in, the facts, the sources, what can be done.

import { origin, quoted, reference, sentence } from "./citation.js";
import { button, make } from "./dom.js";
import { differing, explained, further, sourceFacts } from "./sources.js";
import { dateAnswered, doubtful, meaning, sureness, surenessMeaning, timeInWords } from "./words.js";

const NEARLY_ALL = .8; // of a sentence: what is longer is not shown beside it once more
const LONG = 110; // characters from which an answer is set smaller, so that it stays in view

/**
 * The card of an answer that was found. `does` holds what its parts do:
 * open(citation, from), timeline(topic, from), and act(name, answer, result), which says in
 * `result` how it went; `feedback`: whether the server keeps what people think of answers.
 */
export function answerCard(answer, does) {
  const [first] = answer.citations;
  const [text, sentenceText] = [first.answer.text.trim(), first.quote.text.trim()];
  const whole = text === sentenceText;
  // Below even the sentence leads, and the answer is only marked in it; also where it would say nearly all of it twice.
  const leads = whole || (!doubtful(answer.right_of_hundred) && text.length <= NEARLY_ALL * sentenceText.length);
  const link = reference(first, does.open);
  return make("div", { class: leads ? "answer-card final" : "answer-card final in-sentence" },
    led(answer),
    leads ? said(answer.text, whole ? link : null) : null,
    whole ? null : sentence(first, link),
    origin(first.article),
    facts(answer, does),
    differing(answer, does.open),
    further(answer, does.open),
    actions(answer, does));
}

/** "2010" above the words "Last year". */
function led(answer) {
  const when = dateAnswered(answer);
  return when ? make("p", { class: "answered-on" }, when) : null;
}

function said(text, ...after) {
  return make("p", { class: text.length > LONG ? "said long" : "said" },
    quoted(text), after);
}

/** One line of facts: what relative times mean, how sure, who agrees. */
export function facts(answer, does) {
  const [first] = answer.citations;
  const relative = first.dates.filter((date) => date.anchor && meaning(date)).slice(0, 2);
  const times = relative.map((date) => explained(`${date.text} = ${timeInWords(date)}`, meaning(date)));
  const words = sureness(answer.right_of_hundred);
  const sure = words && explained(words, surenessMeaning(answer.right_of_hundred));
  return make("ul", { class: "facts" },
    [...sourceFacts(answer, does.open), ...times, sure].filter(Boolean).map((fact) => make("li", {}, fact)));
}

/** What can be done with an answer, and how it went. */
export function actions(answer, does) {
  const result = make("div", { class: "checked", role: "status", hidden: true });
  const act = (name) => () => does.act(name, answer, result);
  return make("div", {},
    make("div", { class: "actions" },
      button("Copy", act("plain"), { "data-act": "copy" }),
      button("Copy link", act("link")),
      button("Verify", act("verify"), { "data-act": "verify" }),
      button("Why this answer", act("why"), { "data-act": "why" }),
      button("Timeline", (event) => does.timeline(event.currentTarget, answer.standalone_question)),
      make("details", { class: "formats" }, make("summary", {}, "Other formats"),
        button("Link to the question", act("question")),
        button("Markdown", act("markdown")),
        button("W3C annotation", act("annotation")))),
    does.feedback && make("p", { class: "judging when" }, "Was this right? ", button("Right", act("right")), " ", button("Wrong", act("wrong"))),
    result);
}
