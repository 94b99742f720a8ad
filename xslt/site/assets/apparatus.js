// The apparatus of a text: entries at the foot of the window for the lines in view, and a choice
// of entries that is kept in the address. Without this the whole apparatus stands below the text.
"use strict";

(() => {
  const remembered = () => {
    try { return localStorage.getItem("tei-strip"); } catch { return null; }
  };
  const remember = (value) => {
    try { localStorage.setItem("tei-strip", value); } catch { /* not kept, then */ }
  };

  const words = (list) => (list ?? "").split(" ").filter(Boolean);

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  function start() {
    const section = document.querySelector(".apparatus");
    const source = document.getElementById("page:apparatus-data");
    if (!section || !source) return;
    const data = JSON.parse(source.textContent);
    const label = (key) => data.labels[key] ?? key;
    const named = new Map(data.witnesses.map(
      ([id, siglum, name, read], order) => [id, { id, siglum, name, read, order }]));
    const entries = [...section.querySelectorAll(".entry")];
    const placeOf = new Map(entries.map((entry) => {
      const href = entry.querySelector("a.locus")?.getAttribute("href") ?? "";
      return [entry, href && document.getElementById(decodeURIComponent(href.slice(1)))];
    }));
    const linkOf = new Map([...document.querySelectorAll(".text a[href^='#']")].map(
      (link) => [decodeURIComponent(link.getAttribute("href").slice(1)), link]));

    addChoice(section, entries, placeOf, named, data, label);
    addStrip(entries, placeOf, label);
    addNames(section, entries, named, data, label);
    goByKey(entries, linkOf);
    markPassages(entries, placeOf, linkOf);
  }

  // --- Which entries are shown ------------------------------------------------------------

  function addChoice(section, entries, placeOf, named, data, label) {
    const lists = {
      witness: (entry) => words(entry.dataset.witnesses),
      kind: (entry) => (entry.dataset.kinds ?? "").split("|").filter(Boolean),
      responsible: (entry) => (entry.dataset.responsible ?? "").split("|").filter(Boolean),
      apparatus: (entry) => [entry.dataset.apparatus].filter(Boolean),
    };
    const shownAs = (key, value) => key === "witness" ? named.get(value)?.siglum ?? value
      : key === "kind" ? data.kinds[`reading-${value}`] ?? value : value;
    const asked = new URLSearchParams(location.search);
    const form = make("form", { className: "apparatus-filters" });
    const status = make("span", { className: "remark" });
    status.setAttribute("role", "status");
    const selects = {};
    for (const [key, values] of Object.entries(lists)) {
      const known = new Set(entries.flatMap(values));
      const order = key === "witness" ? [...named.keys()].filter((id) => known.has(id))
        : [...known].sort();
      if (order.length < 2) continue;
      const select = make("select", {}, make("option", { value: "" }, label("all")),
        ...order.map((value) => make("option", { value, selected: asked.get(key) === value },
          shownAs(key, value))));
      selects[key] = select;
      form.append(make("label", {}, `${label(`filter-${key}`)} `, select));
    }
    if (!Object.keys(selects).length) return;
    form.append(status);

    function choose() {
      let shown = 0;
      for (const entry of entries) {
        const fits = Object.entries(selects).every(
          ([key, select]) => !select.value || lists[key](entry).includes(select.value));
        entry.hidden = !fits;
        placeOf.get(entry)?.classList?.toggle("quiet", !fits);
        shown += fits;
      }
      status.textContent = label("entries-shown").replace("{}", shown);
      const chosen = new URLSearchParams(location.search);
      for (const [key, select] of Object.entries(selects)) {
        if (select.value) chosen.set(key, select.value); else chosen.delete(key);
      }
      const search = chosen.size ? `?${chosen}` : location.pathname;
      try { history.replaceState(null, "", search + location.hash); } catch { /* file:// */ }
      document.dispatchEvent(new Event("entries-chosen"));
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
    const heading = section.querySelector("h2");
    for (const { name, value } of heading.attributes) {
      if (name !== "id") form.setAttribute(name, value);
    }
    heading.after(form);
    choose();
  }

  // --- At the foot of the window ----------------------------------------------------------

  function addStrip(entries, placeOf, label) {
    if (!("IntersectionObserver" in window)) return;
    const list = make("div", { className: "strip-entries", tabIndex: 0 });
    const close = make("button", { type: "button" }, label("strip-hide"));
    const strip = make("aside", { className: "strip", hidden: true }, close, list);
    strip.setAttribute("aria-label", label("strip-show"));
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", label("apparatus"));
    const open = make("button", { type: "button", className: "strip-open" }, label("strip-show"));
    document.querySelector("main > .tools")?.append(open);
    document.body.append(strip);

    const visible = new Set();
    let isOpen = remembered() === "open";

    function show() {
      const found = entries.filter((entry) => !entry.hidden && visible.has(placeOf.get(entry)));
      strip.hidden = !isOpen || !found.length;
      open.setAttribute("aria-expanded", String(isOpen));
      if (!strip.hidden) list.replaceChildren(...copies(found));
    }

    const watcher = new IntersectionObserver((changes) => {
      for (const change of changes) {
        if (change.isIntersecting) visible.add(change.target);
        else visible.delete(change.target);
      }
      show();
    });
    for (const place of new Set(placeOf.values())) if (place) watcher.observe(place);

    const set = (value) => { isOpen = value; remember(value ? "open" : "closed"); show(); };
    const hide = () => {
      const had = strip.contains(document.activeElement);
      set(false);
      if (had) open.focus();
    };
    open.addEventListener("click", () => set(!isOpen));
    close.addEventListener("click", hide);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !strip.hidden && !document.querySelector("dialog[open]")) hide();
    });
    document.addEventListener("entries-chosen", show);
    // The entry of the passage that has the focus, or that the pointer is over, stands out.
    const point = (event) => {
      if (strip.hidden || strip.contains(event.target)) return;
      const href = event.target.closest?.(".text a[href^='#']")?.getAttribute("href");
      for (const copy of list.children) {
        const meant = Boolean(href) && `#${copy.dataset.entry}` === decodeURIComponent(href);
        copy.classList.toggle("current", meant);
        if (meant) list.scrollTop = copy.offsetTop - list.offsetTop - 4;
      }
    };
    document.addEventListener("focusin", point);
    document.addEventListener("mouseover", point);
    show();
  }

  // Copies of the lines of entries; the number of a line stands before the first of its entries.
  function copies(found) {
    let before = "";
    return found.map((entry) => {
      const copy = entry.firstElementChild.cloneNode(true);
      for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
      copy.dataset.entry = entry.id;
      const locus = copy.querySelector(".locus");
      if (locus.textContent === before) locus.remove(); else copy.classList.add("first");
      before = locus.textContent;
      return copy;
    });
  }

  // Where a passage is marked only at both its ends, as those that cross others are, the words
  // between are underlined.
  function markPassages(entries, placeOf, linkOf) {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = [];
    for (const entry of entries) {
      const place = placeOf.get(entry);
      const end = linkOf.get(entry.id);
      if (!place || !end || place.contains(end) || place.textContent.trim()) continue;
      if (!(place.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const range = document.createRange();
      range.setStartAfter(place);
      range.setEndBefore(end);
      ranges.push(range);
    }
    if (!ranges.length) return;
    CSS.highlights.set("passages", new Highlight(...ranges));
    // Here, since checkers of style sheets do not know it yet.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(passages) { text-decoration: underline dotted var(--accent); }");
    document.adoptedStyleSheets.push(sheet);
  }

  // --- Cards ------------------------------------------------------------------------------

  // A card that is opened says what the sigla of its readings stand for, and leads to the text of
  // each witness at this place.
  function addNames(section, entries, named, data, label) {
    for (const entry of entries) {
      const { lemma, witnesses } = entry.dataset;
      if (entry.querySelector(".card") || !(lemma || witnesses)) continue;
      entry.append(make("details", { className: "card" },
        make("summary", {}, label("entry-details")), make("ul")));
    }
    const where = (witness, entry) => `${data.collation}#${new URLSearchParams(
      { view: "text", w: witness.id, at: entry.id })}`;
    section.addEventListener("toggle", (event) => {
      const card = event.target;
      if (!card.open || card.querySelector(".address")) return;
      const entry = card.closest(".entry");
      const { lemma, witnesses } = entry.dataset;
      const items = [...new Set([...words(lemma), ...words(witnesses)])]
        .map((id) => named.get(id)).filter(Boolean).sort((one, two) => one.order - two.order);
      const list = make("ul", { className: "names" }, ...items.map((witness) => make("li", {},
        data.collation && witness.read
          ? make("a", { href: where(witness, entry), title: label("show-in-witness") },
            witness.siglum)
          : make("span", { className: "sigla" }, witness.siglum),
        witness.name ? ` ${witness.name}` : "")));
      const added = [make("li", { className: "address" },
        make("a", { href: `#${entry.id}` }, label("entry-address")))];
      if (items.length) {
        added.unshift(make("li", {},
          make("span", { className: "chips" }, `${label("names-of-witnesses")}:`), list));
      }
      card.querySelector("ul").append(...added);
    }, true);
  }

  // “n” and “p” go to the next passage with an entry, and to the one before.
  function goByKey(entries, linkOf) {
    document.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (document.documentElement.dataset.keys === "off") return;
      if (event.target.closest?.("input, select, textarea, dialog")) return;
      if (event.key !== "n" && event.key !== "p") return;
      const links = [...new Set(entries.filter((entry) => !entry.hidden)
        .map((entry) => linkOf.get(entry.id)).filter(Boolean))].sort((one, two) =>
        one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
      const at = links.indexOf(document.activeElement);
      const first = links.findIndex((link) => link.getBoundingClientRect().bottom > 0);
      const next = at < 0 ? Math.max(first, 0) : at + (event.key === "n" ? 1 : -1);
      links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
    });
  }

  document.addEventListener("DOMContentLoaded", start);
})();
