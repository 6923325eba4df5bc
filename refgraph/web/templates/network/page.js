// The page itself: every change goes into the address first, and everything is drawn from there.
"use strict";
(function (page) {
  const $ = (id) => document.getElementById(id);
  const data = page.data;
  const element = (name, text, attributes) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const nodesOf = (focus) => page.nodes.filter((node) => data.entities[node.entity][0] === focus);
  const { tr, trn } = page;
  // What the data call in English alone is marked so on a page in another language.
  const ENGLISH = document.documentElement.lang === "en" ? {} : { lang: "en" };
  const stepsOf = (number) => trn(number, "{count} step", "{count} steps");
  // What the list says of a box, of an arrow and of a thing, with what of it is in another language.
  const copyOf = (part) => [...part.childNodes].map((one) => one.cloneNode(true));
  const named = (node) => copyOf(heading(node));
  const sentence = (line) => copyOf($("e" + line).querySelector("a"));
  const thingOf = (node) => { const head = $("n" + node).closest(".thing").querySelector("h4"); return copyOf(head.querySelector("a") ?? head); };

  document.documentElement.classList.add("scripted");
  document.querySelectorAll("[data-scripted]").forEach((part) => { part.hidden = false; });
  let state = null, drawnFor = null, seen = null, inList = [];

  const view = page.view($("canvas"), {
    chosen({ node, line }) {
      go({ node: node ?? null, line: line ?? null });
      if ((node ?? line ?? null) !== null && innerWidth < 900) $("panel").scrollIntoView({ block: "nearest" });
    },
    centred(node) { centre(node); },
  });
  page.picture = view;

  // ---- from change to address to page

  function go(change, replace) {
    const next = { ...state, ...change };
    const hash = page.writeHash(next);
    if (hash !== page.writeHash(state)) {
      try { history[replace ? "replaceState" : "pushState"](null, "", hash); } catch { location.hash = hash; }
    }
    render(next);
  }

  function fromAddress() {
    const anchor = /^#([ne])(\d+)$/.exec(location.hash);
    const read = page.readHash(location.hash);
    if (read) render(read);
    else if (anchor && !state) {
      const id = Number(anchor[2]), node = anchor[1] === "n";
      const known = node ? page.nodes[id] : page.lines[id];
      render({ ...page.opening(), ...(known ? reach(node ? id : known.from) : {}), [node ? "node" : "line"]: known ? id : null });
    } else if (!state) render(page.opening());
  }

  // A view around the entity of a node, as wide as a screen holds.
  function reach(node) {
    const focus = data.entities[page.nodes[node].entity][0];
    const base = { ...page.opening(), only: state ? state.only : {}, focus, limit: Infinity };
    const sizes = [2, 3].filter((steps) => page.visible({ ...base, steps }).nodes.length <= data.opening.limit);
    return { focus, steps: Math.max(1, ...sizes), limit: data.opening.limit };
  }

  // Whoever goes elsewhere drops the whole path, but keeps one end while looking for the other.
  const withoutPath = () => (seen.path.asked ? { from: null, to: null, chain: [], around: 0 } : {});

  function centre(node) { go({ ...reach(node), ...withoutPath(), node, line: null }); }

  // What a link in the text means: choose it, and bring it into the picture if it is not there.
  function choose(kind, id) {
    const ends = kind === "node" ? [id] : [page.lines[id].from, page.lines[id].to];
    const there = ends.every((end) => seen.nodes.includes(end)) && (kind === "node" || seen.lines.some((l) => l.id === id));
    const only = there ? state.only : {};
    const change = { node: null, line: null, [kind]: id, only };
    go(there ? change : { ...(state.focus === null && Object.keys(state.only).length ? {} : { ...reach(ends[0]), ...withoutPath() }), ...change });
    $("panel-title").focus();
  }

  function render(next) {
    state = next;
    seen = page.visible(state);
    draw();
    drawList();
    drawPanel();
    drawControls();
  }

  function marks() {
    const focus = new Set(nodesOf(state.focus).map((node) => node.id));
    const bright = seen.path.lines.length ? new Set(seen.path.nodes) : null;
    const lines = new Set(seen.path.lines);
    if (!bright && state.line !== null) lines.add(state.line);
    if (!bright && state.node !== null) {
      seen.lines.forEach((line) => { if (line.from === state.node || line.to === state.node) lines.add(line.id); });
    }
    const chosen = state.line !== null ? [page.lines[state.line].from, page.lines[state.line].to]
      : state.node !== null ? [state.node] : seen.path.nodes.length ? seen.path.nodes : focus;
    return { node: state.node, focus, bright, lines, heart: new Set(chosen) };
  }

  function draw() {
    const perRow = view.perRow();
    const wanted = [perRow, seen.nodes.join(), seen.lines.map((line) => line.id).join()].join("|");
    if (wanted === drawnFor) return view.mark(marks());
    drawnFor = wanted;
    view.show(seen, page.points(state, seen, perRow), marks());
    const most = innerWidth < 900 ? 620 : Math.max(420, innerHeight - 190);
    view.resize(Math.round(Math.min(most, Math.max(300, view.wanted()))));
    view.fit(seen.nodes.length > page.READ);
    view.network.redraw();
  }

  // ---- the list: what is in the picture, or everything

  function drawList() {
    inList.forEach((part) => part.classList.remove("in"));
    document.querySelectorAll("#list [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    inList = [];
    const mark = (part) => { if (part) { part.classList.add("in"); inList.push(part); } };
    const groups = new Set();
    for (const id of seen.nodes) {
      const part = $("n" + id);
      mark(part);
      mark(part.closest(".thing"));
      groups.add(part.closest("details"));
    }
    seen.lines.forEach((line) => mark($("e" + line.id)));
    groups.forEach((group) => { mark(group); if (state.list === "view" && seen.nodes.length <= page.READ) group.open = true; });
    $("list").classList.toggle("only-in", state.list === "view");
    const link = state.line !== null ? $("e" + state.line).querySelector("a") : state.node !== null ? heading(state.node) : null;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    link.closest("details").open = true;
  }

  const heading = (node) => $("list").querySelector(`h4 a[href="#n${node}"], h5 a[href="#n${node}"]`);

  // ---- the panel: copies of what the list says, by themselves

  function copy(part) {
    const made = part.cloneNode(true);
    for (const inner of [made, ...made.querySelectorAll("[id],[aria-current]")]) {
      inner.removeAttribute("id");
      inner.removeAttribute("aria-current");
    }
    return made;
  }

  function drawPanel() {
    const body = $("panel-body");
    body.replaceChildren();
    const first = state.node === null && state.line === null && state.focus !== null ? nodesOf(state.focus)[0] : null;
    if (state.line !== null) panelOfLine(body, page.lines[state.line]);
    else if (state.node !== null) panelOfNode(body, page.nodes[state.node]);
    else if (first) panelOfNode(body, first);
    else {
      $("panel-title").textContent = tr("Details");
      body.append(element("p", tr("Choose a box or an arrow in the picture, or a line in the list."), { class: "hint" }));
    }
  }

  function panelOfNode(body, node) {
    const part = $("n" + node.id), thing = part.closest(".thing");
    $("panel-title").replaceChildren(...named(node.id));
    body.append(element("p", page.category(node)[0], { class: "kind" }));
    thing.querySelectorAll(":scope > p").forEach((text) => body.append(copy(text)));
    const tools = element("p", null, { class: "tools" });
    tools.append(
      button(tr("Centre here"), () => centre(node.id)),
      button(tr("Path from here"), () => go({ from: node.id, chain: [], around: 0 })),
      button(tr("Path to here"), () => go({ to: node.id, chain: [], around: 0 })));
    body.append(tools);
    part.querySelectorAll(":scope > :not(h5)").forEach((rest) => body.append(copy(rest)));
    const tied = new Set([...part.querySelectorAll(".ties a")].map((link) => link.getAttribute("href")));
    const others = nodesOf(data.entities[node.entity][0]).filter((other) => other !== node && !tied.has("#n" + other.id));
    if (!others.length) return;
    body.append(element("p", tr("Other findings of it"), { class: "lead" }));
    const list = element("ul");
    others.forEach((other) => list.append(item(linkTo(other.id))));
    body.append(list);
  }

  function panelOfLine(body, line) {
    const part = $("e" + line.id);
    $("panel-title").replaceChildren(...sentence(line.id));
    const kind = element("p", tr(page.family(line)), { class: "kind" });
    if (line.status) kind.append(" · ", element("mark", page.word(line)));
    if (line.loop) kind.append(` · ${tr("part of a loop")}`);
    body.append(kind);
    part.querySelectorAll(":scope > :not(a, mark)").forEach((rest) => body.append(copy(rest)));
    body.append(element("p", tr("Read the articles"), { class: "lead" }));
    const list = element("ul", null, { class: "sources" });
    line.sources.forEach((i) => list.append(copy($("s" + i))));
    body.append(list, element("p", tr("Its two ends"), { class: "lead" }));
    const ends = element("ul");
    [line.from, line.to].forEach((id) => ends.append(item(linkTo(id))));
    body.append(ends);
  }

  const linkTo = (node) => { const made = element("a", null, { href: "#n" + node }); made.append(...named(node)); return made; };
  const item = (child) => { const made = element("li"); made.append(child); return made; };

  function button(text, act, attributes) {
    const made = element("button", text, { type: "button", ...attributes });
    made.addEventListener("click", act);
    return made;
  }

  // ---- controls

  function drawControls() {
    const focus = state.focus === null ? null : data.entities[page.entityOf(state.focus)][1];
    const what = `${trn(seen.nodes.length, "{count} finding", "{count} findings")}, ${trn(seen.lines.length, "{count} arrow", "{count} arrows")}`;
    const onPath = seen.path.lines.length > 0, far = onPath ? state.around : state.steps;
    const where = onPath ? (far ? tr("One path and {steps} around it", { steps: stepsOf(far) }) : tr("One path"))
      : focus === null ? tr("Everything") : tr("Around {what}, {steps} away", { what: focus, steps: stepsOf(far) });
    $("status").textContent = `${where}: ${what}`
      + (seen.more ? `; ${tr("{count} more not shown", { count: seen.more })}` : "")
      + (Object.keys(state.only).length ? ` (${tr("filtered")})` : "") + ".";
    $("scope").textContent = state.list === "view" ? $("status").textContent : "";
    $("narrower").disabled = !onPath && focus === null || far <= (onPath ? 0 : 1);
    $("wider").disabled = !onPath && focus === null;
    $("everything").disabled = !onPath && focus === null;
    $("more").hidden = !seen.more;
    $("in-view").setAttribute("aria-pressed", String(state.list === "view"));
    $("in-all").setAttribute("aria-pressed", String(state.list === "all"));
    document.querySelectorAll("#filters input").forEach((box) => {
      box.checked = (state.only[box.name] || []).includes(box.value);
    });
    $("clear").hidden = !Object.keys(state.only).length;
    drawPath();
  }

  function drawPath() {
    const bar = $("chosen-path");
    bar.replaceChildren();
    const { chain } = state, ends = chain.length ? [page.lines[chain[0]].from, page.lines[chain.at(-1)].to] : [state.from, state.to];
    bar.hidden = ends[0] === null && ends[1] === null;
    if (bar.hidden) return;
    const name = (id) => (id === null ? "…" : page.nodes[id].label);
    const same = chain.length > 1 && page.nodes[ends[0]].entity === page.nodes[ends[1]].entity;
    bar.append(element("strong", same ? tr("Loop through {what}", { what: name(ends[0]) })
      : tr("Path: {start} → {end}", { start: name(ends[0]), end: name(ends[1]) })));
    if (seen.path.lines.length) {
      const steps = element("ol");
      seen.path.lines.forEach((id) => {
        const link = element("a", null, { href: "#e" + id });
        link.append(...sentence(id));
        steps.append(item(link));
      });
      bar.append(steps);
    } else if (seen.path.asked) {
      bar.append(element("p", tr("No path of arrows joins these two exactly. The command “refgraph why-not” names the nearest miss.")));
    } else bar.append(element("p", tr("Choose the other end: a box, then “Path from here” or “Path to here”.")));
    bar.append(button(tr("Clear the path"), () => go({ from: null, to: null, chain: [], around: 0 })));
  }

  function drawFilters() {
    const used = {
      category: Object.entries(data.categories).filter(([key]) => page.nodes.some((node) => page.kind(node) === key)).map(([key, c]) => [key, c[0]]),
      state: [["none", tr("no state named")], ...data.states.map((key) => [key, tr(key)])],
      family: Object.keys(data.families).filter((key) => page.lines.some((line) => page.family(line) === key)).map((key) => [key, tr(key)]),
      evidence: data.evidence.filter((_, i) => page.lines.some((line) => line.evidence.includes(i))).map((word) => [word, tr(word)]),
      source: data.sources.map(([key, name]) => [key, name]),
      status: Object.entries(data.words).map(([key, word]) => [key, tr(word || "undisputed")]),
    };
    for (const [name, { title }] of Object.entries(page.filters)) {
      const set = element("fieldset");
      set.append(element("legend", title));
      for (const [value, text] of used[name]) {
        const label = element("label"), box = element("input", null, { type: "checkbox", name, value });
        box.addEventListener("change", () => {
          const chosen = [...set.querySelectorAll("input:checked")].map((input) => input.value);
          const only = { ...state.only };
          if (chosen.length) only[name] = chosen; else delete only[name];
          go({ only });
        });
        label.append(box, " ", element("span", text, name === "source" ? ENGLISH : {}));
        set.append(label);
      }
      $("filters").append(set);
    }
  }

  function drawGivenPaths() {
    if (!data.paths.length) return;
    data.paths.forEach((lines) => {
      const first = page.lines[lines[0]], last = page.lines[lines[lines.length - 1]];
      const words = `${page.nodes[first.from].label} → ${page.nodes[last.to].label} (${stepsOf(lines.length)})`;
      $("given").append(item(button(words, () => follow(lines))));
    });
    $("given").closest("details").hidden = false;
  }

  const follow = (chain) => go({ chain, around: 0, from: null, to: null, node: null, line: null });

  function drawLoops() {
    data.loops.forEach((lines, i) => {
      $("turn" + i).append(button(tr("Show in the picture"), () => { follow(lines); $("chosen-path").scrollIntoView({ block: "nearest" }); }));
    });
  }

  // ---- search

  const names = data.entities.map(([key, label, category, ...also]) => ({ key, label, category, also, text: fold([label, ...also].join(" · ")) }));
  const drawnEntities = new Map();
  page.nodes.forEach((node) => { if (!drawnEntities.has(node.entity)) drawnEntities.set(node.entity, node.id); });

  function find() {
    const wanted = fold($("search").value).split(/\s+/).filter(Boolean);
    const rank = (entry) => (fold(entry.label).startsWith(wanted[0]) ? 0 : entry.text.includes(" " + wanted[0]) ? 1 : 2);
    const hits = !wanted.length ? [] : names.map((entry, i) => ({ ...entry, i })).filter((entry) => wanted.every((word) => entry.text.includes(word)))
      .sort((a, b) => rank(a) - rank(b) || a.label.length - b.label.length || a.i - b.i);
    $("hits").replaceChildren(...hits.slice(0, 10).map((entry) => {
      const link = element("a", null, { href: "#n" + drawnEntities.get(entry.i) }), why = element("small", data.categories[entry.category][0]);
      const also = entry.also.slice(0, 3).map((name) => [" · ", element("span", name, ENGLISH)]).flat();
      why.append(...also);
      link.append(...thingOf(drawnEntities.get(entry.i)), why);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        $("search").value = "";
        find();
        centre(drawnEntities.get(entry.i));
        $("panel-title").focus();
      });
      return item(link);
    }));
    $("found").textContent = !wanted.length ? "" : hits.length ? trn(hits.length, "1 name found", "{count} names found") : tr("Nothing has such a name.");
  }

  // ---- wiring

  $("search").addEventListener("input", find);
  $("search").form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = $("hits").querySelector("a");
    if (first) first.click();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#n'], a[href^='#e']");
    const anchor = link && /^#([ne])(\d+)$/.exec(link.getAttribute("href"));
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(anchor[1] === "n" ? "node" : "line", Number(anchor[2]));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.node !== null || state.line !== null)) go({ node: null, line: null });
  });
  const widen = (by) => go(seen.path.lines.length ? { around: state.around + by } : { steps: state.steps + by });
  $("narrower").addEventListener("click", () => widen(-1));
  $("wider").addEventListener("click", () => widen(1));
  $("everything").addEventListener("click", () => go({ focus: null, steps: 0, from: null, to: null, chain: [], around: 0 }));
  $("more").addEventListener("click", () => go({ limit: state.limit + data.opening.limit }));
  $("zoom-in").addEventListener("click", () => view.zoom(1.25));
  $("zoom-out").addEventListener("click", () => view.zoom(0.8));
  $("fit").addEventListener("click", () => view.fit(true));
  $("in-view").addEventListener("click", () => go({ list: "view" }));
  $("in-all").addEventListener("click", () => go({ list: "all" }));
  $("clear").addEventListener("click", () => go({ only: {} }));
  addEventListener("hashchange", fromAddress);
  addEventListener("popstate", fromAddress);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", () => view.recolour());
  }
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; drawnFor = null; draw(); } });
  // What is printed is drawn anew, as lines and letters.
  function toPrint() {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    page.staticView($("still"), state, seen, marks());
  }
  addEventListener("beforeprint", toPrint);
  matchMedia("print").addEventListener("change", ({ matches }) => { if (matches) toPrint(); });

  drawFilters();
  drawGivenPaths();
  drawLoops();
  fromAddress();
})(window.refgraph = window.refgraph || {});
