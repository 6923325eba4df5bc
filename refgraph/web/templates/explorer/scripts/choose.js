// Two paths side by side where no server sets them so: their own pages are read, and shown in two columns.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const form = document.querySelector("form[data-here]"), place = document.getElementById("side-by-side");
  if (!form) return;
  const { root } = form.dataset, status = form.querySelector("[role=status]");
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
    const walk = made("div", page.querySelector(".steps"), made("h3", "Sources"), page.querySelector(".sources"), page.querySelector(".defs"));
    walk.className = "walk bare";
    return walk;
  };

  async function compare() {
    const { one, other } = Object.fromEntries(new FormData(form)), best = form.querySelector("option").value;
    if (one === other) { status.textContent = "These are one and the same path; choose two."; return; }
    if (one === best || other === best) {
      location.href = `${root}compare/${best}/${one === best ? other : one}.html`;
      return;
    }
    try {
      const pages = await Promise.all([read(one, "one"), read(other, "other")]);
      const [mine, yours] = pages.map(({ page }) => all(".said", page).map((said) => said.textContent.replace(/^Step \d+: /, "")));
      const shared = mine.filter((said) => yours.includes(said)).map((said) => said.trim());
      const told = made("p", made("strong", shared.length ? "What they share:" : "They share no step."), shared.length ? ` ${shared.join("; ")}.` : "");
      told.className = "shared";
      const both = (...parts) => { const two = made("div", ...parts); two.className = "two"; return two; };
      place.replaceChildren(both(column(pages[0], "one", "One"), column(pages[1], "other", "Other")), table(pages), told, both(...pages.map(steps)));
      place.hidden = false;
      status.textContent = "";
      place.focus();
    } catch {
      status.textContent = "Opened from disk, only the pairs below can be set side by side.";
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); compare(); });
})();
