// Filters of a frozen page, where no server answers the form.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const filter = document.querySelector("form[data-here]");
  if (filter) {
    const sources = filter.dataset.sources.split(" "), kinds = filter.dataset.evidence.split(" ");
    const lines = all(".row");

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
      for (const box of all(".further, .origins > li, .group").filter((box) => box.querySelector(".row"))) {
        box.hidden = !box.querySelector(".row:not([hidden])");
      }
      const left = lines.filter((line) => !line.hidden).length;
      filter.querySelector("[role=status]").textContent = left === lines.length ? ""
        : filter.dataset.shown.replace("{shown}", left).replace("{count}", lines.length);
    }

    filter.hidden = false;
    filter.querySelector(".tools button").hidden = true;
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
    filter.querySelector(".reset").addEventListener("click", (event) => { event.preventDefault(); filter.reset(); apply(); });
  }
})();
