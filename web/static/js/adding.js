// Adding articles as files of any format, dropped on the page or chosen, where the server takes them.

import { add } from "./api.js";
import { button, find, isolated, make } from "./dom.js";
import { count } from "./words.js";

const CLEARED = 8000; // milliseconds after which news without a complaint goes by itself

/** Send files one after the other; `shown()` brings the list in view, `changed()` is told when any was added. */
async function addFiles(files, { shown, changed }) {
  const bar = make("progress", { max: files.length, value: 0, "aria-label": "Adding articles" });
  const said = make("p", { role: "status" }, `Adding ${count(files.length, "file")}…`);
  const refused = make("ul", {});
  const panel = make("section", { class: "adding", "aria-label": "Adding articles" }, said, bar, refused);
  document.querySelector(".adding")?.remove();
  shown();
  find("shelf-news").append(panel);
  const outcome = { added: 0, updated: 0, unchanged: 0, duplicate: 0, renamed: 0, refused: 0 };
  const refuse = (name, reason) => {
    outcome.refused += 1;
    refused.append(make("li", {}, isolated(name), ": ", isolated(reason)));
  };
  for (const [at, file] of files.entries()) {
    said.replaceChildren(`Adding ${at + 1} of ${files.length}: `, isolated(file.name));
    try {
      for (const item of (await add(file)).items) {
        if (item.status !== "skipped") outcome[item.status] += 1;
        else refuse(item.source, item.reason);
      }
    } catch (error) {
      refuse(file.name, error.message);
    }
    bar.value = at + 1;
  }
  bar.remove();
  const known = outcome.unchanged + outcome.duplicate + outcome.renamed;
  const parts = [
    `${count(outcome.added, "article")} added`,
    outcome.updated && `${outcome.updated} updated`,
    known && `${known} already there`,
    outcome.refused && `${outcome.refused} not added`,
  ].filter(Boolean);
  said.textContent = `${parts.join(", ")}.`;
  if (outcome.refused) panel.append(button("Close", () => panel.remove()));
  else setTimeout(() => panel.remove(), CLEARED);
  if (outcome.added + outcome.updated) await changed();
}

/** Take files that are dropped anywhere on the page, or chosen with the button; `does` as above. */
export function takeFiles(does) {
  const sign = make("div", { class: "drop-sign", hidden: true }, "Drop files to add them as articles");
  document.body.append(sign);
  let inside = 0;
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const on = (type, listener) => document.addEventListener(type, (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    listener(event);
    sign.hidden = inside <= 0;
  });
  on("dragenter", () => { inside += 1; });
  on("dragover", () => {});
  on("dragleave", () => { inside -= 1; });
  on("drop", (event) => {
    inside = 0;
    addFiles([...event.dataTransfer.files], does);
  });
  const chosen = find("files");
  find("add").addEventListener("click", () => chosen.click());
  chosen.addEventListener("change", () => {
    const files = [...chosen.files];
    chosen.value = "";
    if (files.length) addFiles(files, does);
  });
}
