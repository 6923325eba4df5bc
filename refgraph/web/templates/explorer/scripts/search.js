// Search while you type; without this script, and on files, the form leads to the page of all names.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const form = document.querySelector(".find"), input = document.getElementById("find");
  const hits = document.getElementById("hits"), found = document.getElementById("found");
  const { index, root, suffix, into, asked } = form.dataset, words = JSON.parse(form.dataset.said);
  const MOST = 8, SIDES = { left: "left", l: "left", right: "right", r: "right" };
  let known = null;
  // What is typed is read by the server; where there is none, or a page searches for a network, by `reading`.
  const naming = globalThis.naming = { load, page: (address) => page(address), into, suffix, SIDES };
  const read = (text) => naming.read ? naming.read(text) : null;
  // Where a page searches for a network, the same name leads to the network around it, if there is one.
  const page = (address) => {
    const here = into && known.joined.some((at) => known.names[at][1] === address);
    return (here ? `${into}/${address.split("/").pop()}` : address) + suffix + asked;
  };

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
    const parts = typed.split(" ");
    return known.names.map((name) => [rank(name[3].split("|"), typed, parts), name])
      .filter(([at]) => at < 9)
      .sort(([one, a], [other, b]) => one - other || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST).map(([, name]) => name);
  }

  function show(list) {
    hits.replaceChildren(...list.map(([label, address, kind]) => {
      const link = document.createElement("a"), small = document.createElement("small");
      link.href = root + page(address);
      small.textContent = ` ${known.kinds[kind]}`;
      link.append(label, small);
      return link;
    }));
    const typed = fold(input.value), none = known && naming.read && typed && !list.length && !read(input.value);
    if (none) {
      const said = document.createElement("p");
      said.textContent = words.none;
      hits.append(said);
    }
    hits.hidden = !list.length && !none;
    found.textContent = !typed || !known ? "" : list.length === 1 ? words.one : list.length ? words.many.replace("{count}", list.length) : words.no;
  }

  async function load() {
    if (known || load.asked || location.protocol === "file:") return;
    load.asked = true;
    try {
      const answer = await fetch(index);
      if (answer.ok) { known = await answer.json(); naming.learn?.(known); }
    } catch { /* The form still leads to the page of all names. */ }
    if (document.activeElement === input && input.value) show(search(input.value));
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(search(input.value)); });
  form.addEventListener("submit", (event) => {
    const there = (suffix || into) && read(input.value);
    if (there) { event.preventDefault(); location.href = root + there; }
  });
  form.addEventListener("keydown", (event) => {
    const links = all("a", hits), at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { hits.hidden = true; input.focus(); }
    if (!links.length || hits.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    (event.key === "ArrowDown" ? links[at + 1] || links[0] : links[at - 1] || input).focus();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) hits.hidden = true; });

  Object.assign(naming, { fold, rank });
})();
