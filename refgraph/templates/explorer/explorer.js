// What a script adds to a page that is whole without one: search while you type, copying, pointing, filters of a frozen page.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // ------------------------------------------------------------ search

  const form = document.querySelector(".find"), input = document.getElementById("find");
  const hits = document.getElementById("hits"), found = document.getElementById("found");
  const { index, root, suffix } = form.dataset;
  const MOST = 8;
  let known = null;

  // The names of the index are folded already; what is typed is folded alike, plurals aside.
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/['’‘ʼ`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const forms = (word) => word.length > 3 && word.endsWith("s") ? [word, word.slice(0, -1)] : [word];

  function rank(names, typed, words) {
    let best = 9;
    for (const name of names) {
      const at = forms(typed).some((form) => name === form) ? 0 : name.startsWith(typed) ? 1
        : words.every((word) => forms(word).some((form) => ` ${name}`.includes(` ${form}`))) ? 2
          : typed.length > 2 && name.includes(typed) ? 3 : 9;
      best = Math.min(best, at);
    }
    return best;
  }

  function search(text) {
    const typed = fold(text);
    if (!typed || !known) return [];
    const words = typed.split(" ");
    return known.names.map((name) => [rank(name[3].split("|"), typed, words), name])
      .filter(([at]) => at < 9)
      .sort(([one, a], [other, b]) => one - other || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST).map(([, name]) => name);
  }

  function show(list) {
    hits.replaceChildren(...list.map(([label, address, kind]) => {
      const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
      link.href = root + address + suffix;
      small.textContent = ` ${known.kinds[kind]}`;
      link.append(label, small);
      item.append(link);
      return item;
    }));
    hits.hidden = !list.length;
    found.textContent = !fold(input.value) || !known ? "" : list.length === 1 ? "1 name found" : `${list.length || "No"} names found`;
  }

  async function load() {
    if (known || load.asked || location.protocol === "file:") return;
    load.asked = true;
    try {
      const answer = await fetch(index);
      if (answer.ok) known = await answer.json();
    } catch { /* The form still leads to the page of all names. */ }
    if (document.activeElement === input && input.value) show(search(input.value));
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(search(input.value)); });
  form.addEventListener("keydown", (event) => {
    const links = all("a", hits), at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { hits.hidden = true; input.focus(); }
    if (!links.length || hits.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    (event.key === "ArrowDown" ? links[at + 1] || links[0] : links[at - 1] || input).focus();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) hits.hidden = true; });

  // On files nobody answers a search but the page of all names itself.
  const wanted = suffix && new URLSearchParams(location.search).get("q");
  const names = all("[data-names]");
  if (wanted && names.length) {
    const typed = fold(wanted.slice(0, 200)), words = typed.split(" ");
    input.value = wanted.slice(0, 200);
    for (const name of names) name.hidden = rank(name.dataset.names.split("|"), typed, words) === 9;
    for (const letter of all(".letter")) letter.hidden = !letter.querySelector("li:not([hidden])");
    const left = names.filter((name) => !name.hidden).length;
    document.getElementById("count").textContent = left === 1 ? "1 name found" : `${left || "No"} names found`;
  }

  // ------------------------------------------------------------ pointing: a place lights up in the picture and in words

  for (const one of all("[data-place]")) {
    const both = all("[data-place]").filter((other) => other.dataset.place === one.dataset.place);
    const light = (on) => () => both.forEach((other) => other.classList.toggle("on", on));
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      one.addEventListener(name, light(on));
    }
  }

  // ------------------------------------------------------------ copying

  if (navigator.clipboard) {
    for (const button of all("button.copy")) {
      const said = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const text = "address" in button.dataset ? location.href.split("#")[0] : document.getElementById(button.dataset.copies).textContent;
        try {
          await navigator.clipboard.writeText(text);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Could not copy";
        }
        setTimeout(() => { button.textContent = said; }, 2000);
      });
    }
  }

  // ------------------------------------------------------------ filters where no server answers the form

  const filter = document.querySelector("form[data-here]");
  if (filter) {
    const sources = filter.dataset.sources.split(" "), kinds = filter.dataset.evidence.split(" ");
    const lines = all(".line");

    function narrowed() {
      const given = new FormData(filter), category = given.getAll("category");
      const source = given.getAll("source").map((key) => sources.indexOf(key));
      const worst = given.get("evidence") ? kinds.indexOf(given.get("evidence")) : Infinity;
      const most = Number(given.get("steps")) || Infinity, side = given.get("side");
      return (line) => {
        const { told, steps, category: mine, side: where, flags } = line.dataset;
        const tellers = told.split(";").map((step) => step.split(",").map((pair) => pair.split(":").map(Number))
          .filter(([key, kind]) => (!source.length || source.includes(key)) && kind <= worst).map(([key]) => key));
        return tellers.every((step) => step.length) && Number(steps) <= most
          && (!category.length || category.includes(mine)) && (!side || !where || where === side || where === "bilateral")
          && (!given.get("strict") || flags === "0")
          && (!given.get("one-source") || tellers[0].some((key) => tellers.every((step) => step.includes(key))));
      };
    }

    function apply() {
      const passes = narrowed();
      for (const line of lines) line.hidden = !passes(line);
      for (const box of all(".further, .origins > li, .group").filter((box) => box.querySelector(".line"))) {
        box.hidden = !box.querySelector(".line:not([hidden])");
      }
      const left = lines.filter((line) => !line.hidden).length;
      filter.querySelector("[role=status]").textContent = left === lines.length ? "" : `${left} of ${lines.length} routes shown`;
    }

    filter.hidden = false;
    filter.querySelector(".tools button").hidden = true;
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    filter.querySelector(".reset").addEventListener("click", (event) => { event.preventDefault(); filter.reset(); apply(); });
  }
})();
