// Search while you type; without this script, and on files, the form leads to the page of all names.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

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

  globalThis.naming = { fold, rank };
})();
