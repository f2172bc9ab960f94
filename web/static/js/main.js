// The chat page: puts the parts together.

import { takeFiles } from "./adding.js";
import { article, counts, Failure } from "./api.js";
import { place, quotations } from "./citation.js";
import { makeComposer } from "./composer.js";
import { button, find, make, opensElsewhere } from "./dom.js";
import { later, showFetched } from "./fetching.js";
import { showHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { makePane } from "./pane.js";
import { ALL, showOnly } from "./only.js";
import { removed, removeSoon } from "./removing.js";
import { linked } from "./sharing.js";
import { showShelf } from "./shelf.js";
import * as store from "./store.js";
import { forgetNone, showSuggestions, suggestions } from "./suggestions.js";
import { makeThread } from "./thread.js";
import { explainOnHover } from "./tip.js";
import { count, period } from "./words.js";

const collection = document.body.dataset.collection;
const writable = "writable" in document.body.dataset;

const offered = { suggestions, writable };

let conversation = store.current(collection);

const tip = explainOnHover();
const pane = makePane();

const thread = makeThread({
  turnsPlace: find("turns"),
  scroller: find("conversation"),
  offered,
  keep,
  landed,
  only: () => conversation.only ?? ALL,
  does: {
    open: (citation, from) => openCitation(citation, from),
    edit: (turn) => composer.edit(turn),
    ask: (question) => ask(question),
    timeline: openTimeline,
    act,
    feedback: "feedback" in document.body.dataset,
  },
});

const composer = makeComposer({
  ask,
  change(turn, question) {
    offerUndo(thread.change(turn, question));
  },
  last: () => thread.last(),
  after: (turn) => thread.after(turn),
});

function ask(question, carried) {
  find("welcome").hidden = true;
  return thread.ask(question, carried);
}

/** After an earlier question was changed: the turns that went, to be had back until the next question. */
function offerUndo({ before, dropped }) {
  if (dropped.length < 2) return;
  const line = make("p", { class: "undo when" }, `${count(dropped.length - 1, "later question")} went with the change. `,
    button("Bring back", () => {
      thread.show([...before, ...dropped]);
      keep(thread.turns());
    }));
  find("turns").after(line);
}

/** Ask the question that the address carries, if it does. */
async function askLinked() {
  const { search, hash } = location;
  if (!new URLSearchParams(search).has("q")) return;
  history.replaceState(null, "", location.pathname);
  const asked = await linked({ search, hash });
  if (!asked) return;
  // It leans on nothing but what it carries.
  if (conversation.turns.length) show(store.begin(collection));
  setOnly(asked.only);
  ask(asked.question, asked);
}

function setOnly(only) {
  conversation.only = only;
  showOnly(only, () => limit(ALL));
}

function limit(only) {
  setOnly(only);
  if (conversation.turns.length) store.keep(conversation);
  // The sheet of articles lies over the question that is to be asked of them.
  if (pane.narrow()) pane.close();
  else composer.focus();
}

function keep(turns) {
  conversation.turns = turns.map(({ view, ...turn }) => turn);
  if (!store.keep(conversation)) {
    find("spoken").textContent = "This browser does not keep the conversation: it has no room for it, or does not allow it.";
  }
}

/** Quotations that belong together with a citation: those of its answer. */
function together(citation) {
  const turn = thread.turns().find(({ answer }) => answer && quotations(answer).some((each) => place(each) === place(citation)));
  return turn ? quotations(turn.answer) : [citation];
}

function openCitation(citation, from, focus = true) {
  // A link that is folded away could not get the focus back.
  from?.closest("details")?.setAttribute("open", "");
  return pane.open(citation.article.id, { citation, others: together(citation), from, focus });
}

function openQuoting(from) {
  return showFetched(pane, "quoting", "Check a quotation", from, ({ prepareQuoting }, section) => {
    prepareQuoting(section, { open: openListed, close: pane.close });
    return "quotation";
  });
}

/** Open a citation of a list in the pane: the others of the list are the ones to step through. */
const openListed = (citation, link, others) => pane.open(citation.article.id, { citation, others, from: link });

/** The timeline of a topic, of what `only` leaves; without one the timeline as it was left, or the box to type one. */
function openTimeline(from, topic = null, only = ALL) {
  return showFetched(pane, "timeline", "Timeline", from, ({ prepareTimeline, showTimeline }, section) => {
    prepareTimeline(section, { open: openListed, close: pane.close, only: () => conversation.only ?? ALL });
    if (topic === null) return "topic";
    showTimeline(topic, only, openListed);
    return "timeline-title";
  });
}

function openConversations(from) {
  return showFetched(pane, "history", "Conversations", from, ({ showConversations }, section) => {
    showConversations(section, () => conversation, {
      begin,
      close: pane.close,
      open(chosen) {
        store.resume(chosen);
        show(chosen);
        if (pane.narrow()) pane.close();
      },
    });
    return "history-title";
  });
}

/** With a new answer its source stands beside it, where there is room. */
function landed(answer) {
  for (const citation of answer.citations) article(citation.article.id).catch(() => {});
  // What is there to be copied and kept stays so when the server goes.
  later().catch(() => {});
  if (pane.narrow()) return;
  if (answer.answered) openCitation(answer.citations[0], null, false);
  else pane.rest();
}

async function act(name, answer, result, turn) {
  result.hidden = false;
  result.textContent = "One moment…";
  try {
    await (await later()).act(name, answer, result, turn);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    result.textContent = error.message;
  }
}

function show(chosen) {
  conversation = chosen;
  find("welcome").hidden = chosen.turns.length > 0;
  thread.show(chosen.turns);
  showOnly(chosen.only ?? ALL, () => limit(ALL));
  if (!chosen.turns.length) suggest();
}

/** Suggest questions once the page itself has been painted, unless one was asked meanwhile. */
function suggest() {
  requestAnimationFrame(() => setTimeout(() => {
    if (find("welcome").hidden) return;
    showSuggestions(find("suggestions"), {
      ask(question) {
        ask(question);
        find("conversation").focus({ preventScroll: true });
      },
    });
  }));
}

function begin() {
  show(store.begin(collection));
  composer.focus();
}

function listArticles(counted) {
  showShelf(counted, {
    ask: limit,
    remove: writable ? removeSoon : null,
    removed,
  });
}

/** After articles were added: the list anew, and what the page says of the collection. */
async function relist() {
  let counted;
  try {
    counted = await counts();
  } catch (error) {
    find("shelf-tools").textContent = error.message;
    return;
  }
  listArticles(counted);
  find("no-articles")?.remove();
  forgetNone().then(suggest);
  const many = count(counted.total, "article");
  document.querySelector(".many").textContent = many;
  document.querySelector(".extent").textContent = [many, period(counted.years)].filter(Boolean).join(" · ");
}

function latestDoes(name) {
  const turn = thread.latest();
  const pressed = turn?.view.element.querySelector(`[data-act="${name}"]`);
  pressed?.click();
  return Boolean(pressed);
}

listenToKeys({
  type: () => composer.focus(),
  help: showHelp,
  citation(number) {
    const turn = thread.latest();
    if (!turn) return false;
    const citation = quotations(turn.answer).find((each) => each.number === number);
    if (!citation) return true;
    const link = [...turn.view.element.querySelectorAll(".cite")].find((each) => each.textContent === String(number));
    openCitation(citation, link);
    return true;
  },
  step: (by) => pane.move(by) || Boolean(thread.latest()),
  verify: () => latestDoes("verify"),
  copy: () => latestDoes("copy"),
  timeline: () => void openTimeline(document.activeElement),
  quotation: () => void openQuoting(document.activeElement),
  escape() {
    if (tip.dismiss() || composer.leave()) return;
    if (thread.busy()) thread.cancel();
    else if (pane.isOpen()) pane.close();
    // From the empty box to the answer, where the single keys work.
    else if (composer.empty() && thread.last()) thread.last().view.element.focus();
  },
});

find("open-keys").addEventListener("click", showHelp);
find("open-articles").addEventListener("click", (event) => pane.showShelf(event.currentTarget));
find("open-timeline").addEventListener("click", (event) => openTimeline(event.currentTarget));
find("open-quoting").addEventListener("click", (event) => openQuoting(event.currentTarget));
find("open-conversations").addEventListener("click", (event) => openConversations(event.currentTarget));
// The articles that stand in the page before their list has come open as those of the list do.
find("shelf-list").addEventListener("click", (event) => {
  const link = event.target.closest("[data-article]");
  if (!link || opensElsewhere(event)) return;
  event.preventDefault();
  pane.open(link.dataset.article, { from: link });
});
show(conversation);
listArticles(JSON.parse(document.body.dataset.counts));
if (writable) takeFiles({ changed: relist, shown: () => pane.showShelf(null) });
askLinked();
document.documentElement.dataset.ready = "";
