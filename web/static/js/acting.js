// What can be done with an answer: verified, explained, judged, copied in several forms.

import { giveFeedback } from "./api.js";
import { copy, FORMS } from "./copying.js";
import { make } from "./dom.js";
import { verify } from "./verify.js";
import { why } from "./why.js";

/** Do what `name` says with the answer of `turn`, and say in `result` how it went. */
export async function act(name, answer, result, turn) {
  if (name === "verify") {
    result.textContent = "Comparing with the articles…";
    const { said, details } = await verify(answer);
    result.replaceChildren(said, ...(details.length ? [
      make("details", {}, make("summary", {}, "What was compared"), make("ul", { class: "compared" }, details.map((each) => make("li", {}, each))))] : []));
  } else if (name === "why") {
    result.textContent = "Asking once more…";
    try {
      result.replaceChildren(await why(answer, turn.request));
    } catch (error) {
      result.textContent = error.message;
    }
  } else if (name === "right" || name === "wrong") {
    try {
      await giveFeedback(answer, turn.request, name);
      result.textContent = `Noted: ${name}. It stays on this server.`;
    } catch (error) {
      result.textContent = error.message;
    }
  } else {
    const { text, said } = FORMS[name];
    result.textContent = (await copy(text(answer, turn))) ? said : "This browser does not let the page copy.";
  }
}
