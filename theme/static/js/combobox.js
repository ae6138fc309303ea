/**
 * Suggestions below the search box: a combobox with a list. Arrows move, Enter takes, Escape closes; without a choice Enter
 * searches what is typed, as ever.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /** @typedef {import("../search/types").Suggestion} Suggestion */

  const arsheef = scope.arsheef;
  const { element, say, marked } = arsheef.dom;
  const { page } = arsheef;
  const PAUSE = 180; // ms without a key before files are read
  /** Kinds in the order of the list, and what heads them. @type {[string, string][]} */
  const GROUPS = [["word", page.text("Words")], ["place", page.text("Places")], ["person", page.text("People")], ["org", page.text("Organisations")],
    ["tag", page.text("Topics")], ["section", page.text("Sections")], ["source", page.text("Sources")], ["title", page.text("Articles")]];

  const input = /** @type {HTMLInputElement} */ (document.querySelector("[data-search-input]"));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const list = element("div", { class: "suggest", id: "suggest", role: "listbox", "aria-label": page.text("Suggestions"), hidden: "" });
  /** @type {HTMLElement[]} */
  let options = [];
  /** @type {Suggestion[]} */
  let shown = [];
  let at = -1; // the option chosen
  let turn = 0; // suggestions for an older text never replace newer ones
  /** @type {number|undefined} */
  let waiting;

  form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "suggest", "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }

  /** @param {boolean} yes */
  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  }

  /** @param {number} to */
  function choose(to) {
    at = to;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  /** @param {Suggestion} taken */
  function take(taken) {
    open(false);
    if (taken.url) return location.assign(arsheef.root + taken.url);
    input.value = taken.query;
    form.requestSubmit();
  }

  /** @param {Suggestion[]} found */
  function draw(found) {
    const groups = GROUPS.map(([kind, name]) => ({ name, all: found.filter((one) => one.kind === kind) })).filter(({ all }) => all.length);
    shown = [].concat(.../** @type {any[]} */ (groups.map(({ all }) => all)));
    options = shown.map((one, i) => {
      const option = element("div", { role: "option", id: `suggest-${i}`, "aria-selected": "false" }, [element("span", {}, marked(one.text, []))]);
      if (one.kind !== "word" && one.kind !== "title") {
        const count = say(page.counted(page.forms("%(n)s article", "%(n)s articles"), one.count), { n: page.number(one.count) });
        option.append(element("span", { class: "count" }, count));
      }
      option.addEventListener("pointerdown", (/** @type {Event} */ event) => event.preventDefault()); // the box keeps the focus
      option.addEventListener("click", () => take(one));
      return option;
    });
    let next = 0;
    list.replaceChildren(...groups.map(({ name, all }) => element("div", { role: "group", "aria-label": name }, [
      element("div", { class: "suggest__group", "aria-hidden": "true" }, [name]), ...options.slice(next, (next += all.length))])));
    open(options.length > 0);
  }

  async function ask() {
    const mine = ++turn, typed = input.value;
    try {
      const found = await (await arsheef.ready()).suggest(typed);
      if (mine === turn && document.activeElement === input) draw(found);
    } catch (error) {
      if (!(/** @type {any} */ (error).kind)) throw error;
      open(false); // a search says what is wrong with the index; suggestions just do not come
    }
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }

  function stop() {
    clearTimeout(waiting);
    turn++;
    open(false);
  }

  input.addEventListener("input", (event) => event.isTrusted && later());
  input.addEventListener("blur", stop);
  form.addEventListener("submit", stop);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      const was = list.hidden ? -1 : at;
      open(true);
      choose(was < 0 && step < 0 ? options.length - 1 : was + step >= options.length ? -1 : was + step);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // else the browser empties the box
      stop();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      take(shown[at]);
    }
  });
  if (document.activeElement === input && input.value) later();
})(globalThis);
