// Adding articles as text files, dropped on the page or chosen, where the server takes them.

import { add } from "./api.js";
import { button, find, isolated, make } from "./dom.js";
import { count } from "./words.js";

/** Send files one after the other; `changed()` is told when any was added. */
async function addFiles(files, changed) {
  const bar = make("progress", { max: files.length, value: 0, "aria-label": "Adding articles" });
  const said = make("p", { role: "status" }, `Adding ${count(files.length, "file")}…`);
  const refused = make("ul", {});
  const panel = make("section", { class: "adding", "aria-label": "Adding articles" }, said, bar, refused);
  document.querySelector(".adding")?.remove();
  document.body.append(panel);
  const outcome = { added: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0 };
  for (const [at, file] of files.entries()) {
    said.replaceChildren(`Adding ${at + 1} of ${files.length}: `, isolated(file.name));
    try {
      outcome[(await add(file)).status] += 1;
    } catch (error) {
      outcome.refused += 1;
      refused.append(make("li", {}, isolated(file.name), ": ", isolated(error.message)));
    }
    bar.value = at + 1;
  }
  bar.remove();
  const parts = [
    `${count(outcome.added, "article")} added`,
    outcome.updated && `${outcome.updated} updated`,
    outcome.unchanged + outcome.duplicate && `${outcome.unchanged + outcome.duplicate} already there`,
    outcome.refused && `${outcome.refused} not added`,
  ].filter(Boolean);
  said.textContent = `${parts.join(", ")}.`;
  panel.append(button("Close", () => panel.remove()));
  if (outcome.added + outcome.updated) await changed();
}

/** Take files that are dropped anywhere on the page, or chosen with the button. */
export function takeFiles(changed) {
  const sign = make("div", { class: "drop-sign", hidden: true }, "Drop text files to add them as articles");
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
    addFiles([...event.dataTransfer.files], changed);
  });
  const chosen = find("files");
  find("add").addEventListener("click", () => chosen.click());
  chosen.addEventListener("change", () => {
    const files = [...chosen.files];
    chosen.value = "";
    if (files.length) addFiles(files, changed);
  });
}
