// What a page can do beyond being read. Every page is complete without this.
"use strict";

(() => {
  const root = document.documentElement;

  // Settings are kept in the browser where that is allowed; from file:// it may not be.
  const remembered = (key) => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* not kept, then */ }
  };

  // Before anything is painted, so that a dark page does not flash white.
  const theme = remembered("tei-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  function addThemeButton() {
    const masthead = document.querySelector(".masthead nav ul");
    if (!masthead) return;
    const labels = document.body.dataset;
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const show = () => { button.textContent = isDark() ? labels.light : labels.dark; };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember("tei-theme", root.dataset.theme);
      show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
    item.append(button);
    masthead.append(item);
  }

  // The other form of the text opens at the paragraph that is being read.
  function keepPlace() {
    for (const link of document.querySelectorAll("a.layer")) {
      link.addEventListener("click", () => {
        const place = [...document.querySelectorAll(".text :is(h1, h2, h3, p, .p, .l)[id]")].find(
          (element) => element.getBoundingClientRect().bottom > 0);
        if (window.scrollY > 0 && place) link.hash = place.id;
      });
    }
  }

  // Arrow keys turn to the text before and after.
  function turnByKey() {
    const forward = getComputedStyle(root).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target.closest?.("input, textarea, select, [tabindex]")) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const way = event.key === forward ? "next" : "previous";
      const link = document.querySelector(`.ways a.${way}`);
      if (link) location.assign(link.href);
    });
  }

  // “?” shows the keys that a page listens to, and lets a reader switch off those that are letters.
  function showKeys() {
    const dialog = document.getElementById("page:keys");
    const title = dialog?.querySelector("h2").textContent;
    const tools = document.querySelector("main > .tools");
    if (!dialog || !tools) return;
    const box = dialog.querySelector("input");
    box.checked = remembered("tei-keys") !== "off";
    const set = () => { root.dataset.keys = box.checked ? "on" : "off"; };
    set();
    box.addEventListener("change", () => { set(); remember("tei-keys", root.dataset.keys); });
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    const open = document.createElement("button");
    open.type = "button";
    open.textContent = title;
    open.addEventListener("click", () => dialog.showModal());
    tools.append(open);
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || root.dataset.keys === "off") return;
      if (event.target.closest?.("input, textarea, select")) return;
      if (event.key === "?" && !dialog.open) dialog.showModal();
    });
  }

  // A box above a register that leaves only the records with the words typed.
  function addFilter() {
    const register = document.querySelector(".register, .register-index");
    if (!register) return;
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const records = [...register.querySelectorAll(".record, .register-index > li")].map(
      (element) => [element, fold(element.querySelector("h3, a").parentElement.textContent)]);
    const label = document.createElement("label");
    label.className = "filter";
    label.append(document.body.dataset.filter);
    const input = document.createElement("input");
    input.type = "search";
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/);
      for (const [element, text] of records) {
        element.hidden = !words.every((word) => text.includes(word));
      }
      for (const section of register.querySelectorAll("section")) {
        section.hidden = !section.querySelector(".record:not([hidden])");
      }
    });
    label.append(input);
    register.before(label);
  }

  // A passage within a fold is shown when an address leads to it.
  function unfold() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold) fold.open = true;
  }

  document.addEventListener("DOMContentLoaded", () => {
    addThemeButton();
    keepPlace();
    turnByKey();
    showKeys();
    addFilter();
    unfold();
    addEventListener("hashchange", unfold);
  });
})();
