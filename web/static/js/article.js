// The page of one article: goes to the quotation, and explains dates on hover and focus.

import { explainOnHover } from "./tip.js";

const tip = explainOnHover();
for (const element of document.querySelectorAll(".text [title]")) {
  element.dataset.tip = element.title;
  element.removeAttribute("title");
  if (element.classList.contains("date")) element.tabIndex = 0;
}
const target = document.querySelector("mark.answer") ?? document.querySelector("mark.quote");
target?.scrollIntoView({ block: "center" });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tip.dismiss();
});
