// On files nobody answers a search but the page of all names itself.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const { fold, rank, load } = globalThis.naming, input = document.getElementById("find");
  const form = document.querySelector(".find"), wanted = form.dataset.suffix && new URLSearchParams(location.search).get("q");
  if (!wanted) return;
  const names = all("[data-names]"), typed = fold(wanted.slice(0, 200)), words = typed.split(" ");
  input.value = wanted.slice(0, 200);
  for (const name of names) name.hidden = rank(name.dataset.names.split("|"), typed, words) === 9;
  for (const letter of all(".letter")) letter.hidden = !letter.querySelector("li:not([hidden])");
  for (const letters of all(".letters")) letters.hidden = true;
  const left = names.filter((name) => !name.hidden).length;
  const said = JSON.parse(form.dataset.said);
  document.getElementById("count").textContent = left === 1 ? said.one : left ? said.many.replace("{count}", left) : said.no;
  document.getElementById("uncovered").hidden = left > 0;
  load().then(() => {
    const there = globalThis.naming.read(wanted);
    if (there) location.replace(form.dataset.root + there);
  });
})();
