// What is pressed before the page's own script runs is kept, and done once it does. This script is no module and
// stands in the head: it is there before anything can be pressed.

(() => {
  const page = document.documentElement;
  const SCRIPTED = "button[type=button], a[data-article]"; // what does nothing, or something else, by itself
  const kept = new Map(); // what is to be done, by the control that was pressed

  const listeners = {
    click({ target, ctrlKey, metaKey, shiftKey, altKey }) {
      const control = target.closest(SCRIPTED);
      return control && !(ctrlKey || metaKey || shiftKey || altKey) && [control, () => control.click()];
    },
    submit: ({ target }) => target.id === "ask" && [target, () => target.requestSubmit()],
    keydown: ({ target, key, shiftKey, isComposing }) =>
      key === "Enter" && !shiftKey && !isComposing && target.id === "question" && [target.form, () => target.form.requestSubmit()],
  };

  function keep(event) {
    const press = listeners[event.type](event);
    if (!press) return;
    event.preventDefault();
    event.stopPropagation();
    kept.set(...press);
    press[0].setAttribute("aria-busy", "true");
  }

  function done() {
    ready.disconnect();
    window.removeEventListener("error", missing, true);
    for (const type of Object.keys(listeners)) document.removeEventListener(type, keep, true);
    for (const [control, act] of kept) {
      control.removeAttribute("aria-busy");
      act();
    }
  }

  /** The script cannot be had: then links lead where they lead, and a question is asked by loading the page anew. */
  function missing({ target }) {
    if (!(target instanceof HTMLScriptElement)) return;
    page.dataset.missing = "";
    done();
  }

  const ready = new MutationObserver(done);
  ready.observe(page, { attributes: true, attributeFilter: ["data-ready"] });
  window.addEventListener("error", missing, true);
  for (const type of Object.keys(listeners)) document.addEventListener(type, keep, true);
})();
