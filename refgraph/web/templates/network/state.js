// What is shown, as a value: read from the address, written to the address, worked out over the data. No drawing here.
"use strict";
(function (page) {
  const data = JSON.parse(document.getElementById("data").textContent);
  page.data = data;
  data.nodes.forEach((node, i) => { node.id = i; node.unit = node.unit ?? i; });
  data.edges.forEach((edge, i) => { edge.id = i; edge.status = edge.status ?? 0; });
  page.layout = data.layout;
  // What is said here, in the language of the page; every text of it stands in script_texts.py.
  page.tr = (text, values = {}) => (Object.hasOwn(data.texts, text) ? data.texts[text] : text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
  page.trn = (count, one, many, values = {}) => page.tr(count === 1 ? one : many, { count, ...values });
  page.nodes = data.nodes;
  page.lines = data.edges.filter((edge) => !edge.tie);
  page.ties = data.edges.filter((edge) => edge.tie);
  page.verb = (line) => line.verb ?? data.predicates[line.predicate][1];
  page.said = (line) => (line.loop ? "↺ " : "") + page.verb(line) + (line.status ? ` (${page.word(line)})` : "");
  page.family = (line) => data.predicates[line.predicate][2];
  page.word = (line) => page.tr(Object.values(data.words)[line.status]);
  page.kind = (node) => data.entities[node.entity][2];
  page.category = (node) => data.categories[page.kind(node)];
  page.rank = page.nodes.map((node) => node.rank);
  page.arrows = page.lines.filter((line) => line.walked).concat(page.lines.filter((line) => !line.walked))
    .map((line) => [line.from, line.to]);

  const nodeByKey = new Map(page.nodes.map((node) => [node.key, node.id]));
  const entityByKey = new Map(data.entities.map((entity, i) => [entity[0], i]));
  const lineByKey = new Map();
  page.lineKey = (line) => [page.nodes[line.from].key, data.predicates[line.predicate][0], page.nodes[line.to].key].join("~");
  // A path may take a symmetric arrow backwards; it is drawn as the article has it.
  for (const line of page.lines) lineByKey.set(page.lineKey({ ...line, from: line.to, to: line.from }), line.id);
  for (const line of page.lines) lineByKey.set(page.lineKey(line), line.id);
  page.entityOf = (key) => entityByKey.get(key);

  // name in the address → does a node or a line pass this filter value?
  page.filters = {
    category: { title: page.tr("Kind"), node: (node, value) => page.kind(node) === value },
    state: { title: page.tr("State"), node: (node, value) => (node.state || "none") === value },
    family: { title: page.tr("Relation"), line: (line, value) => page.family(line) === value },
    evidence: { title: page.tr("Evidence"), line: (line, value) => line.evidence.some((i) => data.evidence[i] === value) },
    source: { title: page.tr("Source"), line: (line, value) => line.sources.some((i) => data.sources[i][0] === value) },
    status: { title: page.tr("Standing"), line: (line, value) => Object.keys(data.words)[line.status] === value },
  };

  page.opening = function () {
    const { focus, steps, limit } = data.opening;
    return { focus, steps, limit, node: null, line: null, from: null, to: null, chain: [], around: 0, list: "view", only: {} };
  };

  const toNumber = (text, least, most, otherwise) =>
    /^\d{1,5}$/.test(text || "") ? Math.min(most, Math.max(least, Number(text))) : otherwise;

  // A plain anchor (#n12, #e7, #s1 from the text of the page) is not a state: null.
  page.readHash = function (hash) {
    const text = hash.replace(/^#/, "");
    const state = page.opening();
    if (!text) return state;
    if (!text.includes("=")) return null;
    const given = new URLSearchParams(text);
    if (given.has("focus")) state.focus = entityByKey.has(given.get("focus")) ? given.get("focus") : null;
    state.steps = toNumber(given.get("steps"), 0, 99, state.steps);
    state.limit = toNumber(given.get("limit"), 1, 99999, state.limit);
    state.node = nodeByKey.get(given.get("node")) ?? null;
    state.line = lineByKey.get(given.get("edge")) ?? null;
    state.from = nodeByKey.get(given.get("from")) ?? null;
    state.to = nodeByKey.get(given.get("to")) ?? null;
    // A path with a step that is not known here is none: what is left of it would say something else.
    const steps = given.getAll("step").map((key) => lineByKey.get(key));
    if (steps.every((line) => line !== undefined)) state.chain = steps;
    state.around = toNumber(given.get("around"), 0, 99, 0);
    if (given.get("list") === "all") state.list = "all";
    for (const name of Object.keys(page.filters)) {
      const values = given.getAll(name);
      if (values.length) state.only[name] = values;
    }
    return state;
  };

  page.writeHash = function (state) {
    const first = page.opening();
    const out = new URLSearchParams();
    if (state.focus !== first.focus || state.steps !== first.steps) {
      out.set("focus", state.focus || "");
      out.set("steps", state.steps);
    }
    if (state.limit !== first.limit) out.set("limit", state.limit);
    if (state.node !== null) out.set("node", page.nodes[state.node].key);
    if (state.line !== null) out.set("edge", page.lineKey(page.lines[state.line]));
    if (state.from !== null) out.set("from", page.nodes[state.from].key);
    if (state.to !== null) out.set("to", page.nodes[state.to].key);
    state.chain.forEach((line) => out.append("step", page.lineKey(page.lines[line])));
    if (state.around) out.set("around", state.around);
    if (state.list !== "view") out.set("list", state.list);
    for (const [name, values] of Object.entries(state.only)) values.forEach((value) => out.append(name, value));
    return "#" + out.toString();
  };

  const passes = (kind, thing, only) => Object.entries(only).every(([name, values]) => {
    const test = page.filters[name][kind];
    return !test || values.some((value) => test(thing, value));
  });

  // Which boxes and arrows are in the picture, and how many more there would be.
  page.visible = function (state) {
    const seeds = state.focus === null ? [] : page.nodes.filter((node) => data.entities[node.entity][0] === state.focus)
      .map((node) => node.id);
    const kept = new Set(seeds);
    for (const node of page.nodes) if (passes("node", node, state.only)) kept.add(node.id);
    const lines = page.lines.filter((line) => passes("line", line, state.only) && kept.has(line.from) && kept.has(line.to));
    const passing = new Set(lines.map((line) => line.id));
    const ties = page.ties.filter((tie) => kept.has(tie.from) && kept.has(tie.to));
    // A path is shown by itself and widened from there: what leads elsewhere would hide it.
    const chain = pathOf(state, lines);
    const from = chain.nodes.length ? chain.nodes : seeds, far = chain.nodes.length ? state.around : state.steps;
    let nodes, more = 0;
    if (!chain.nodes.length && state.focus === null) {
      const touched = new Set(lines.flatMap((line) => [line.from, line.to]));
      nodes = [...kept].filter((node) => touched.has(node)).sort((a, b) => a - b);
    } else {
      const links = lines.concat(ties).map((edge) => [edge.from, edge.to]);
      const around = page.neighbourhood(links, from, far, Infinity, page.rank);
      nodes = around.slice(0, Math.max(state.limit, chain.nodes.length));
      more = around.length - nodes.length;
      nodes.sort((a, b) => a - b);
    }
    const shown = new Set(nodes), told = new Set(chain.lines);
    const within = (edge) => shown.has(edge.from) && shown.has(edge.to);
    const drawn = page.lines.filter((line) => told.has(line.id) || passing.has(line.id));
    return { nodes, lines: drawn.filter(within), ties: ties.filter(within), more, path: chain };
  };

  // The highlighted path: a given one, or the shortest along arrows whose findings meet exactly.
  function pathOf(state, lines) {
    if (state.chain.length) {
      const given = state.chain.map((id) => page.lines[id]);
      return { nodes: given.flatMap((line) => [line.from, line.to]), lines: state.chain, asked: true };
    }
    if (state.from === null || state.to === null) return { nodes: [], lines: [], asked: false };
    const into = new Map([[state.from, null]]);
    const queue = [state.from];
    const out = new Map();
    for (const line of lines) if (line.walked) { if (!out.has(line.from)) out.set(line.from, []); out.get(line.from).push(line); }
    for (const node of queue) {
      for (const line of out.get(node) || []) if (!into.has(line.to)) { into.set(line.to, line); queue.push(line.to); }
    }
    const chain = [];
    for (let line = into.get(state.to); line; line = into.get(line.from)) chain.unshift(line);
    return { nodes: chain.flatMap((line) => [line.from, line.to]), lines: chain.map((line) => line.id), asked: true };
  }

  // Where the boxes of a view stand: Python's own places for what it has placed, else the same routine here.
  page.points = function (state, seen, perRow) {
    const { opening } = data;
    const asPlaced = new Map(opening.points.map(([id, x, y]) => [id, [x, y]]));
    if (perRow === opening.perRow && seen.nodes.length === asPlaced.size && seen.nodes.every((id) => asPlaced.has(id))) {
      return asPlaced;
    }
    const all = seen.nodes.length === page.nodes.length;
    if (all && page.nodes.length > opening.hairball) return new Map(page.nodes.map((node) => [node.id, [node.x, node.y]]));
    const unit = new Map(seen.nodes.map((id) => [id, page.nodes[id].unit]));
    const many = seen.nodes.length > opening.hairball;
    const wide = many ? Math.max(perRow, Math.floor(Math.sqrt(seen.nodes.length / 2))) : perRow;
    return page.arrange(seen.nodes, page.arrows, unit, wide);
  };
})(window.refgraph = window.refgraph || {});
