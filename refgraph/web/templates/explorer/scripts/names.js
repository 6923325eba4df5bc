// On files nobody answers a search but the page of all names itself.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const { fold, rank } = globalThis.naming, input = document.getElementById("find");
  const wanted = document.querySelector(".find").dataset.suffix && new URLSearchParams(location.search).get("q");
  if (wanted) {
    const names = all("[data-names]"), typed = fold(wanted.slice(0, 200)), words = typed.split(" ");
    input.value = wanted.slice(0, 200);
    for (const name of names) name.hidden = rank(name.dataset.names.split("|"), typed, words) === 9;
    for (const letter of all(".letter")) letter.hidden = !letter.querySelector("li:not([hidden])");
    for (const letters of all(".letters")) letters.hidden = true;
    const left = names.filter((name) => !name.hidden).length;
    document.getElementById("count").textContent = left === 1 ? "1 name found" : `${left || "No"} names found`;
  }
})();
