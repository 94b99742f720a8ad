// What a report of changes can do beyond being read, filtered and switched, which needs no script.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const changes = [...document.querySelectorAll(".change")];
  const classes = document.querySelector(".classes");
  if (!classes) return;
  const boxes = [...classes.querySelectorAll("input")];
  const isShown = (change) => !change.hidden;

  // What holds no change that is shown is hidden with them, and the number is told.
  const status = document.createElement("p");
  status.className = "status";
  status.setAttribute("role", "status");

  function filter() {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    for (const change of changes) change.hidden = off.has(change.dataset.class);
    for (const part of document.querySelectorAll(".place, .division, .group, .often")) {
      part.hidden = !part.querySelector(".change:not([hidden])");
    }
    for (const link of document.querySelectorAll(".places li li a")) {
      link.parentElement.hidden = document.getElementById(link.hash.slice(1))?.hidden ?? false;
    }
    const shown = changes.filter(isShown).length;
    status.textContent = off.size
      ? classes.dataset.shown.replace("{}", `${shown} / ${changes.length}`) : "";
  }

  function addButtons() {
    const line = document.createElement("p");
    line.className = "all-or-none";
    for (const [label, checked] of [[classes.dataset.all, true], [classes.dataset.no, false]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => {
        for (const box of boxes) box.checked = checked;
        filter();
      });
      line.append(button);
    }
    classes.append(line, status);
  }

  function show(change) {
    for (let fold = change.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    change.scrollIntoView({block: "center"});
    change.focus({preventScroll: true});
  }

  // The change that comes after or before the one in focus, or what is at the top of the window.
  function turn(step) {
    const shown = changes.filter(isShown);
    const here = shown.indexOf(document.activeElement.closest?.(".change"));
    let next = here + step;
    if (here < 0) {
      const below = shown.findIndex((change) => change.getBoundingClientRect().top > 0);
      next = step > 0 ? below : (below < 0 ? shown.length : below) - 1;
    }
    if (shown[next]) show(shown[next]);
  }

  function switchView() {
    const other = document.querySelector(".views input:not(:checked)");
    if (other) other.checked = true;
  }

  function help() {
    const keys = document.querySelector(".keys");
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
  }

  const actions = {
    n: () => turn(1), j: () => turn(1), p: () => turn(-1), k: () => turn(-1),
    v: switchView, "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!document.getElementById("keys-on").checked) return;
    if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  // A click on the strip leads to the change that is nearest.
  for (const strip of document.querySelectorAll(".heat svg")) {
    strip.addEventListener("click", (event) => {
      const box = strip.getBoundingClientRect();
      const at = (event.clientX - box.left) / box.width;
      const inside = [...strip.closest(".file").querySelectorAll(".change[data-at]")].filter(isShown);
      const distance = (change) => Math.abs(Number(change.dataset.at) - at);
      inside.sort((one, other) => distance(one) - distance(other));
      if (inside[0]) show(inside[0]);
    });
  }

  // An address leads to its change, even if the reader has left out changes of this class.
  function follow() {
    const change = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!change?.matches(".change")) return;
    const box = boxes.find((each) => each.value === change.dataset.class);
    if (box && !box.checked) {
      box.checked = true;
      filter();
    }
    show(change);
  }

  addButtons();
  filter();
  classes.addEventListener("change", filter);
  addEventListener("hashchange", follow);
  follow();
});
