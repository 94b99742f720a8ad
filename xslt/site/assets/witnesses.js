// The witnesses of a text: one of them, several side by side, or a table of who reads what.
// The page carries the collation as data; what is chosen is kept in the address.
"use strict";

(() => {
  const MANY = 8; // more witnesses than this are no columns to be read side by side
  const GONE = new Set(["lacunose", "out-of-range", "illegible"]);

  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  function start() {
    const holder = document.getElementById("page:collation");
    const source = document.getElementById("page:collation-data");
    if (!holder || !source) return;
    const data = JSON.parse(source.textContent);
    const label = (key) => data.labels[key] ?? key;
    const ids = data.witnesses.map(([id]) => id);
    const output = make("div", { className: "collation-view", lang: data.lang, dir: data.dir });
    const status = make("p", { className: "remark", role: "status" });

    // --- What witnesses have --------------------------------------------------------------

    // A place is a string, which all have, or [entry, cells]; a cell is [words, state, who].
    const cellOf = (place, who) => {
      const cells = place[1];
      return cells.find((cell) => cell[2] !== "rest" && cell[2].includes(who))
        ?? cells.find((cell) => cell[2] === "rest") ?? ["", "unknown", []];
    };
    const plain = (words) => words.normalize("NFD").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase()
      .replaceAll("v", "u").replaceAll("j", "i");
    const isAlike = (cell, other) => cell === other || (!cell[1] && !other[1] && (
      state.fold ? plain(cell[0]) === plain(other[0]) : cell[0].trim() === other[0].trim()));
    const isDifferent = (place, who) =>
      typeof place !== "string" && !isAlike(cellOf(place, who), place[1][0]);

    const state = { view: "", witnesses: [], only: false, fold: false, at: "",
      missing: "" };

    // A witness is asked for by its id; those who type an address know its siglum.
    const placeOf = (name) => ids.includes(name) ? ids.indexOf(name)
      : data.witnesses.findIndex(([, siglum]) => siglum === name);

    function readAddress() {
      const hash = location.hash.slice(1);
      // “#A” alone means the text of A, as links on other pages have it.
      const asked = new URLSearchParams(
        hash && !hash.includes("=") ? `view=text&w=${hash}` : hash);
      const wanted = (asked.get("w") ?? "").split(",").filter(Boolean);
      const known = wanted.map(placeOf).filter((at) => at >= 0);
      state.missing = wanted.filter((name) => placeOf(name) < 0).join(", ");
      const columns = ids.length <= MANY;
      const view = asked.get("view");
      state.view = ["text", "columns", "matrix"].includes(view) ? view
        : (columns ? "columns" : "text");
      const all = ids.map((_, at) => at);
      state.witnesses = known.length ? known
        : (state.view === "text" ? [0] : state.view === "matrix" || columns ? all : [0, 1]);
      state.only = asked.get("only") === "1";
      state.fold = asked.get("fold") === "1";
      state.at = asked.get("at") ?? "";
    }

    function writeAddress() {
      const asked = new URLSearchParams({ view: state.view });
      asked.set("w", state.witnesses.map((at) => ids[at]).join(","));
      if (state.only) asked.set("only", "1");
      if (state.fold) asked.set("fold", "1");
      for (const way of document.querySelectorAll(".ways a")) way.hash = asked;
      if (state.at) asked.set("at", state.at);
      history.replaceState(null, "", `#${asked}`);
    }

    // --- The text of a witness ------------------------------------------------------------

    const sign = (name) => make("span", { className: "sign" }, `[${label(name)}]`);

    // A place may be one of several entries: the link leads to the first, which holds the others.
    const toEntry = (entries, ...children) => entries
      ? make("a", { className: "differs", href: `${data.text}#${entries.split(" ")[0]}`,
        title: label("to-variant") }, ...children)
      : make("span", { className: "differs" }, ...children);

    // What an address asks for: “at” names an entry, or a line or paragraph.
    const isAsked = (names) => Boolean(state.at) && names.split(" ").includes(state.at);

    // What a witness has in a passage; `gone` remembers that it is not there, from passage on.
    function told(passage, who, gone) {
      const all = [];
      for (const place of passage[3]) {
        if (typeof place === "string") {
          all.push(place);
          if (place.trim()) gone.state = "";
          continue;
        }
        const cell = cellOf(place, who);
        const [words, missing] = cell;
        const pieces = isAsked(place[0]) ? [] : all;
        if (!missing) {
          if (words.trim()) gone.state = "";
          pieces.push(isAlike(cell, place[1][0]) ? words : aside(place[0], words));
        } else if (GONE.has(missing)) {
          if (gone.state !== missing) pieces.push(" ", sign(missing), " ");
          gone.state = missing;
        } else {
          pieces.push(words || " ", toEntry(place[0], sign(missing)));
        }
        if (pieces !== all) all.push(make("mark", { className: "here", tabIndex: -1 }, ...pieces));
      }
      return all;
    }

    const isSilent = (pieces) =>
      pieces.every((piece) => typeof piece === "string" && !piece.trim());

    // An entry about whole lines begins and ends with the end of a line: no empty line for that.
    function trim(block) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest(".number")) texts.push(walker.currentNode);
      }
      for (const text of texts) if ((text.data = text.data.trimStart())) break;
      for (const text of texts.reverse()) if ((text.data = text.data.trimEnd())) break;
    }

    // Words that differ, without the blanks around them; nothing where there are none.
    function aside(entry, words) {
      const inner = words.trim();
      if (!inner) return make("span", {}, words, toEntry(entry, "‸"));
      const [before, after] = words.split(inner, 2);
      return make("span", {}, before, toEntry(entry, inner), after ?? "");
    }

    const number = (passage) => passage[0]
      ? make("a", { className: "number", href: `${data.text}#${passage[1]}` }, passage[0]) : "";

    function showText() {
      const who = state.witnesses[0];
      const [, siglum, name] = data.witnesses[who];
      const gone = { state: "" };
      const text = make("article", { className: "witness-text" });
      for (const passage of data.passages) {
        const pieces = told(passage, who, gone);
        const silent = isSilent(pieces);
        const asked = isAsked(passage[1]) || passage[3].some(
          (place) => typeof place !== "string" && isAsked(place[0]));
        if (silent && asked) pieces.push(sign(gone.state || "omits"));
        if (silent && !asked) continue;
        if (state.only && !asked && !passage[3].some((place) => isDifferent(place, who))) continue;
        const here = isAsked(passage[1]) || (asked && silent);
        const name = `${passage[2] ? "l" : "p"}${here ? " here" : ""}`;
        const block = make(passage[2] ? "div" : "p", { className: name, tabIndex: -1 },
          number(passage), ...pieces);
        trim(block);
        block.classList.toggle("lines", block.textContent.includes("\n"));
        text.append(block);
      }
      output.replaceChildren(make("h2", {}, `${siglum} `, make("small", {}, name)), text);
      return data.passages.flatMap((passage) => passage[3])
        .filter((place) => isDifferent(place, who)).length;
    }

    // --- Side by side ---------------------------------------------------------------------

    function showColumns() {
      const gone = state.witnesses.map(() => ({ state: "" }));
      const heads = state.witnesses.map((who) => make("th", { scope: "col",
        title: data.witnesses[who][2] }, data.witnesses[who][1]));
      const body = make("tbody");
      let count = 0;
      for (const passage of data.passages) {
        const all = state.witnesses.map((who, at) => told(passage, who, gone[at]));
        if (all.every(isSilent) && !isAsked(passage[1])) continue;
        const cells = all.map((pieces, at) => make("td",
          { "data-siglum": data.witnesses[state.witnesses[at]][1] }, ...pieces));
        cells.forEach(trim);
        const differs = passage[3].filter(
          (place) => state.witnesses.some((who) => isDifferent(place, who))).length;
        count += differs;
        if (state.only && !differs) continue;
        body.append(make("tr", { className: isAsked(passage[1]) ? "here" : "", tabIndex: -1 },
          passage[0] ? make("th", { scope: "row" }, number(passage)) : make("td"), ...cells));
      }
      const head = make("thead", {}, make("tr", {}, make("td"), ...heads));
      output.replaceChildren(frame(make("table", { className: "columns" }, head, body)));
      return count;
    }

    // --- Who reads what -------------------------------------------------------------------

    const short = { omits: "–", lacunose: "…", illegible: "†", "out-of-range": "", unknown: "?" };

    function showMatrix() {
      const heads = state.witnesses.map((who) => make("th", { scope: "col",
        title: data.witnesses[who][2] }, data.witnesses[who][1]));
      const body = make("tbody");
      let count = 0;
      for (const passage of data.passages) {
        for (const place of passage[3]) {
          if (typeof place === "string" || !place[0]) continue;
          if (!state.witnesses.some((who) => isDifferent(place, who))) continue;
          count += 1;
          const readings = [];
          const letter = (cell) => {
            if (cell[1]) return [short[cell[1]] ?? "?", label(cell[1])];
            let at = readings.findIndex((other) => isAlike(cell, other));
            if (at < 0) at = readings.push(cell) - 1;
            return [letterOf(at), cell[0].trim()];
          };
          letter(place[1][0]);
          const cells = state.witnesses.map((who) => {
            const [shown, title] = letter(cellOf(place, who));
            const same = shown === "a";
            return make("td", { title, className: same ? "same" : "" }, shown);
          });
          const key = readings.map((cell, at) => make("span", { className: "key" },
            make("b", {}, letterOf(at)), ` ${cell[0].trim() || "‸"} `));
          const head = make("th", { scope: "row" }, number(passage), " ", ...key);
          const asked = isAsked(passage[1]) || isAsked(place[0]);
          body.append(make("tr", { className: asked ? "here" : "", tabIndex: -1 }, head, ...cells));
        }
      }
      const head = make("thead", {}, make("tr", {}, make("td"), ...heads));
      output.replaceChildren(frame(make("table", { className: "matrix" }, head, body)));
      return count;
    }

    const letterOf = (at) => {
      const last = String.fromCharCode(97 + at % 26);
      return at < 26 ? last : String.fromCharCode(96 + Math.floor(at / 26)) + last;
    };
    const frame = (table) => make("div", { className: "frame", tabIndex: 0, role: "region",
      ariaLabel: label("witnesses") }, table);

    // --- The choice -----------------------------------------------------------------------

    const controls = make("form", { className: "collation-controls" });
    controls.addEventListener("submit", (event) => event.preventDefault());

    function control(type, name, value, text, checked, change) {
      const input = make("input", { type, name, value, checked });
      input.addEventListener("change", () => { change(input); show(); });
      return make("label", {}, input, ` ${text}`);
    }

    function choose() {
      const views = make("fieldset", {}, make("legend", {}, label("view")));
      for (const view of ["text", "columns", "matrix"]) {
        views.append(control("radio", "view", view, label(`view-${view}`), state.view === view,
          () => {
            state.view = view;
            if (view === "text") state.witnesses.length = 1;
            else if (view === "matrix") state.witnesses = ids.map((_, at) => at);
            else if (state.witnesses.length > MANY) state.witnesses.length = MANY;
            choose();
          }));
      }
      const options = make("fieldset", {},
        control("checkbox", "only", "1", label("only-different"), state.only,
          (input) => { state.only = input.checked; }),
        control("checkbox", "fold", "1", label("fold-spelling"), state.fold,
          (input) => { state.fold = input.checked; }));
      controls.replaceChildren(views, state.view === "text" ? oneWitness() : someWitnesses(),
        options);
    }

    function oneWitness() {
      const select = make("select");
      data.witnesses.forEach(([, siglum, name], at) => select.append(
        make("option", { value: String(at), selected: at === state.witnesses[0] },
          name ? `${siglum} – ${name}` : siglum)));
      select.addEventListener("change", () => {
        state.witnesses = [Number(select.value)];
        show();
      });
      return make("fieldset", {}, make("label", {}, `${label("witness")} `, select));
    }

    function someWitnesses() {
      const groups = new Map();
      data.witnesses.forEach(([, siglum, name, family], at) => {
        if (!groups.has(family)) groups.set(family, []);
        groups.get(family).push(control("checkbox", "w", String(at), siglum,
          state.witnesses.includes(at), (input) => {
            const chosen = new Set(state.witnesses);
            if (input.checked) chosen.add(at); else chosen.delete(at);
            state.witnesses = [...chosen].sort((one, two) => one - two);
          }));
        groups.get(family).at(-1).title = name;
      });
      const every = make("button", { type: "button" }, label("all"));
      every.addEventListener("click", () => {
        state.witnesses = ids.map((_, at) => at);
        choose();
        show();
      });
      const none = make("button", { type: "button" }, label("none"));
      none.addEventListener("click", () => { state.witnesses = []; choose(); show(); });
      const lists = [...groups].map(([family, boxes]) => make("fieldset", { className: "family" },
        family ? make("legend", {}, family) : "", ...boxes));
      return make("details", { open: ids.length <= MANY },
        make("summary", {}, label("witnesses")), ...lists, make("p", {}, every, " ", none));
    }

    function show() {
      const shown = { text: showText, columns: showColumns, matrix: showMatrix };
      const count = state.witnesses.length ? shown[state.view]() : 0;
      if (!state.witnesses.length) output.replaceChildren();
      const missing = state.missing && `${label("no-such-witness").replace("{}", state.missing)} `;
      status.textContent = missing + (count
        ? label("places-differ").replace("{}", count) : label("no-differences"));
      state.missing = "";
      writeAddress();
    }

    function open() {
      readAddress();
      choose();
      show();
      const here = output.querySelector(".here");
      here?.scrollIntoView({ block: "center" });
      here?.focus({ preventScroll: true });
    }

    // “n” and “p” go to the next place that differs and to the one before.
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (document.documentElement.dataset.keys === "off") return;
      if (event.target.closest?.("input, select, textarea, dialog")) return;
      if (event.key !== "n" && event.key !== "p") return;
      const places = [...output.querySelectorAll("a.differs")];
      const at = places.indexOf(document.activeElement);
      const next = event.key === "n" ? at + 1 : at - 1;
      places.at(Math.max(0, Math.min(next, places.length - 1)))?.focus();
    });

    holder.replaceChildren(controls, status, output);
    addEventListener("hashchange", open);
    open();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
