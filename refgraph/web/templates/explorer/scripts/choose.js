// Two paths side by side where no server sets them so: their own pages are read, and shown in two columns.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const form = document.querySelector("form[data-here]"), place = document.getElementById("side-by-side");
  if (!form) return;
  const { root } = form.dataset, words = JSON.parse(form.dataset.said), status = form.querySelector("[role=status]");
  const step = new RegExp(`^${words.step.replace("{n}", "\\d+")}: `);
  const made = (name, ...inner) => { const e = document.createElement(name); e.append(...inner); return e; };

  // Names and links of a page, so that two pages can stand in one.
  function moved(page, base, mark) {
    const named = (value) => value.split(" ").map((name) => `${mark}-${name}`).join(" ");
    for (const e of all("*", page)) {
      for (const { name, value } of [...e.attributes]) {
        if (["id", "aria-labelledby", "aria-describedby"].includes(name)) e.setAttribute(name, named(value));
        else if (name === "href") e.setAttribute(name, value.startsWith("#") ? `#${mark}-${value.slice(1)}` : new URL(value, base).href);
        else if (value.startsWith("url(#")) e.setAttribute(name, value.replace("url(#", `url(#${mark}-`));
      }
    }
    return page;
  }

  async function read(path, mark) {
    const base = new URL(`${root}path/${path}.html`, location.href), answer = await fetch(base);
    if (!answer.ok) throw new Error(answer.status);
    const text = await answer.text();
    // Its style is not ours to apply, and the policy would complain.
    return { base, page: moved(new DOMParser().parseFromString(text.slice(text.indexOf("<body")), "text/html"), base, mark) };
  }

  function column({ base, page }, mark, said) {
    const link = made("a", `${said}: ${page.querySelector("h1").textContent}`), title = made("h2", link);
    link.href = base;
    title.id = `${mark}-title`;
    const section = made("section", title, ...[".whole", "figure"].map((name) => page.querySelector(name)).filter(Boolean));
    section.setAttribute("aria-labelledby", title.id);
    return section;
  }

  // What both pages tell at a glance, in one table.
  function table(pages) {
    const [mine, yours] = pages.map(({ page }) => all(".glance tr", page));
    const rows = mine.map((row, n) => { row.append(yours[n].lastElementChild); return row; });
    const whole = made("table", made("tbody", ...rows));
    whole.className = "compared";
    return whole;
  }

  const steps = ({ page }) => {
    const walk = made("div", page.querySelector(".steps"), made("h3", words.sources), page.querySelector(".sources"), page.querySelector(".defs"));
    walk.className = "walk bare";
    return walk;
  };

  // Of two addresses one leads to this page with both in its fragment.
  function chosen() {
    const asked = new URLSearchParams(location.hash.slice(1)), one = asked.get("one"), other = asked.get("other");
    return one && other && [one, other].every((path) => /^[a-z0-9.-]+(\/[a-z0-9.-]+){2}$/.test(path)) ? { one, other } : null;
  }

  async function compare({ one, other }) {
    if (one === other) { status.textContent = words.same; return; }
    for (const [name, path] of Object.entries({ one, other })) form.elements[name].value = path;
    try {
      const pages = await Promise.all([read(one, "one"), read(other, "other")]);
      const [mine, yours] = pages.map(({ page }) => all(".said", page).map((said) => said.textContent.replace(step, "")));
      const shared = mine.filter((said) => yours.includes(said)).map((said) => said.trim());
      const told = made("p", made("strong", shared.length ? `${words.shared}:` : words.none), shared.length ? ` ${shared.join("; ")}.` : "");
      told.className = "shared";
      const both = (...parts) => { const two = made("div", ...parts); two.className = "two"; return two; };
      place.replaceChildren(both(column(pages[0], "one", words.one), column(pages[1], "other", words.other)), table(pages), told, both(...pages.map(steps)));
      place.hidden = false;
      status.textContent = "";
      place.focus();
    } catch {
      status.textContent = words.apart;
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); compare(Object.fromEntries(new FormData(form))); });
  for (const link of all("[data-other]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      compare({ one: form.querySelector("option").value, other: link.dataset.other });
    });
  }
  const shown = () => { const pair = chosen(); if (pair) compare(pair); };
  addEventListener("hashchange", shown);
  shown();
})();
