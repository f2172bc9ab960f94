// The conversation on the page: asks, shows what comes, and keeps the turns.

import { ask, Failure } from "./api.js";
import { find } from "./dom.js";
import { ALL, settings } from "./only.js";
import { spoken } from "./spoken.js";
import { makeTurn } from "./turn.js";

const SLOW = 4000; // milliseconds after which waiting is worth a word
const REMEMBERED = 20; // turns sent along: a follow-up refers to the last few

/**
 * Make the thread. `offered` is what to offer where there is no answer, `keep(turns)` stores the turns,
 * `only()` gives what a new question is limited to, `does` opens and copies, `landed(answer)` is told of each new answer.
 */
export function makeThread({ turnsPlace, scroller, offered, keep, only, does, landed }) {
  // {question, only, context, asTyped, before, request, answer}: context and asTyped where the person chose so,
  // before what was said elsewhere first (a shared question), request as it was sent, so that the same can be
  // asked again; with view while it is on the page.
  let turns = [];
  let running = null;

  function view(turn) {
    return makeTurn(turn, {
      ...does,
      timeline: (from, topic) => does.timeline(from, topic, turn.only),
      act: (name, answer, result) => does.act(name, answer, result, turn),
      edit: () => does.edit(turn),
      cancel,
      again: () => look(turn),
      within: (context) => look(Object.assign(turn, { context })),
      asTyped: () => look(Object.assign(turn, { asTyped: true })),
    });
  }

  function add(turn) {
    turn.view = view(turn);
    turns.push(turn);
    turnsPlace.append(turn.view.element);
  }

  async function look(turn) {
    cancel();
    const fresh = view(turn);
    const focused = turn.view.element.contains(document.activeElement);
    turn.view.element.replaceWith(fresh.element);
    if (focused) fresh.element.focus({ preventScroll: true });
    Object.assign(turn, { view: fresh, request: request(turn), answer: null });
    fresh.waiting("Looking through the articles…");
    bringIntoView(fresh.element);
    scroller.querySelector(".undo")?.remove();
    // A question is kept before it is answered: it may fail, or the page may go.
    keep(turns);
    const control = new AbortController();
    running = control;
    const slow = setTimeout(() => fresh.waiting("This takes longer than it should…"), SLOW);
    try {
      turn.answer = await ask(turn.request, { signal: control.signal, heard: (event, data) => heard(fresh, event, data) });
      control.signal.throwIfAborted();
      running = null;
      // In one go, with nothing awaited between: what a person sees is kept, and its source stands beside it.
      fresh.answered(turn.answer, offered);
      find("spoken").textContent = spoken(turn.answer);
      keep(turns);
      bringIntoView(fresh.element);
      landed(turn.answer);
    } catch (error) {
      if (error.name === "AbortError") fresh.cancelled();
      else if (error instanceof Failure) fresh.failed(error.message);
      else {
        fresh.failed("This page failed while it showed the answer.");
        throw error;
      }
    } finally {
      clearTimeout(slow);
      if (running === control) running = null;
    }
  }

  function request(turn) {
    const earlier = turns.slice(0, turns.indexOf(turn)).flatMap((kept) => [...(kept.before ?? []), ...(kept.answer ? [said(kept)] : [])]);
    const history = [...earlier, ...(turn.before ?? [])].slice(-REMEMBERED);
    const chosen = { ...(turn.context && { context: turn.context }), ...(turn.asTyped && { as_typed: true }) };
    return { question: turn.question, history, ...chosen, ...settings(turn.only ?? ALL) };
  }

  function drop(from) {
    const dropped = turns.splice(from);
    for (const turn of dropped) turn.view.element.remove();
    return dropped;
  }

  // The whole turn if it fits, else from its question on.
  function bringIntoView(element) {
    const fits = element.offsetHeight < scroller.clientHeight;
    element.scrollIntoView({ block: fits ? "end" : "start" });
  }

  function cancel() {
    running?.abort();
    running = null;
  }

  return {
    /** Ask a question, with what a link carried where it came by one: {asTyped, context, before}. */
    ask(question, { asTyped, context, before } = {}) {
      const turn = { question, only: only(), ...(asTyped && { asTyped }), ...(context && { context }), ...(before?.length && { before }) };
      add(turn);
      return look(turn);
    },
    /**
     * Ask a changed question in place of an earlier one; what followed on it goes. Gives the turns as
     * they were: {before, dropped}.
     */
    change(turn, question) {
      cancel();
      const before = turns.slice(0, turns.indexOf(turn));
      const dropped = drop(before.length);
      this.ask(question, { before: turn.before });
      return { before, dropped };
    },
    /** How many turns follow on a turn. */
    after: (turn) => turns.length - 1 - turns.indexOf(turn),
    /** Show kept turns, such as those from before a reload. */
    show(kept) {
      cancel();
      drop(0);
      for (const turn of kept) {
        add({ ...turn });
        turns.at(-1).request ??= request(turns.at(-1)); // earlier pages kept none
        if (turn.answer) turns.at(-1).view.answered(turn.answer, offered);
        else turns.at(-1).view.failed("This question was not answered.");
      }
      if (turns.length) bringIntoView(turns.at(-1).view.element);
      else scroller.scrollTop = 0;
    },
    cancel,
    busy: () => running !== null,
    last: () => turns.at(-1),
    latest: () => turns.findLast((turn) => turn.answer),
    turns: () => turns,
  };
}

/** A turn as the next question refers to it: what was asked, and what was cited. */
function said({ answer: { question, text, citations, abstention } }) {
  const [first] = abstention?.possible ? abstention.nearest : citations;
  return { question, answer: text, ...(first && { quote: first.quote.text, article: first.article.id }) };
}

function heard(fresh, event, data) {
  if (event === "question") fresh.corrected(data.corrected);
  if (event === "passages") fresh.found(data.passages.length);
}
