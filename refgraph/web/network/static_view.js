// The view as an SVG, for print: what static_view.py, beside this file, draws of the opening view, here of any that a reader
// made. tests/data/vectors/static_view.json is checked against both.
"use strict";
(function (page) {
  const LETTERS = 13, LEADING = 14.5, MOST_LINES = 4, LONG = 30, AIR = 6;
  const [WIDE, HIGH] = page.layout.card;
  const short = (number) => String(Math.round(number * 10) / 10);
  const said = ([x, y]) => `${short(x)} ${short(y)}`;

  function made(name, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, typeof value === "number" ? short(value) : value);
    element.append(...children);
    return element;
  }

  const straight = ([a, b, c, d]) => a === b && c === d;
  const path = (pieces) => "M" + said(pieces[0][0])
    + pieces.map((one) => (straight(one) ? "L" + said(one[3]) : "C" + one.slice(1).map(said).join(" "))).join("");
  // Where a sign stands, and by how many degrees it is turned.
  const sign = (at, dx, dy) => [...at, Math.round(Math.atan2(dy, dx) * 180 / Math.PI)];
  const turned = ([x, y, angle]) => `translate(${said([x, y])}) rotate(${angle})`;

  page.head = function (last) {
    const before = last[2].every((one, i) => one === last[3][i]) ? last[0] : last[2];
    return sign(last[3], last[3][0] - before[0], last[3][1] - before[1]);
  };

  // The signs on an arrow that runs up, from effect back to cause; none on any other.
  page.chevrons = function (pieces) {
    if (pieces.at(-1)[3][1] >= pieces[0][0][1]) return [];
    return pieces.filter(([a, , , d]) => Math.abs(d[0] - a[0]) + Math.abs(d[1] - a[1]) > LONG).map((one) => {
      const [a, b, c, d] = one, ahead = [0, 1].map((i) => d[i] - a[i] + c[i] - b[i]);
      return sign(page.on(one, 0.5), ...ahead);
    });
  };

  // The smallest whole frame around everything: left, top, right, bottom.
  page.frame = function (points, drawn, placed) {
    const corners = points.flatMap(([x, y]) => [[x - WIDE / 2, y - HIGH / 2], [x + WIDE / 2, y + HIGH / 2]])
      .concat(drawn.flat(2), placed.filter(Boolean).flatMap(([a, b, c, d]) => [[a, b], [c, d]]));
    const ends = [0, 1].map((i) => corners.map((corner) => corner[i]));
    return [...ends.map((list) => Math.floor(list.reduce((a, b) => Math.min(a, b))) - AIR),
      ...ends.map((list) => Math.ceil(list.reduce((a, b) => Math.max(a, b))) + AIR)];
  };

  function arrow(line, pieces, bright) {
    const status = Object.keys(page.data.words)[line.status];
    return made("g", { class: `way ${line.walked ? "walked" : "beside"} ${status}${bright ? " bright" : ""}` },
      made("path", { d: path(pieces) }),
      ...page.chevrons(pieces).map((one) => made("path", { d: "M-5 4.500L0 0L-5-4.500", class: "up", transform: turned(one) })),
      made("path", { d: page.data.heads[page.data.families[page.family(line)]], class: "head", transform: `${turned(page.head(pieces.at(-1)))} translate(-58 -6)` }));
  }

  function verb(line, rect) {
    const [left, top, right, bottom] = rect;
    return made("g", { class: line.status ? "verb doubt" : "verb" },
      made("rect", { x: left, y: top, width: right - left, height: bottom - top, rx: 4 }),
      made("text", { x: (left + right) / 2, y: bottom - 4.5 }, page.said(line)));
  }

  function lines(text, measure) {
    const broken = [""];
    for (const word of text.split(/\s+/)) {
      const longer = `${broken.at(-1)} ${word}`.trim();
      if (!broken.at(-1) || measure(longer) <= WIDE - 38) broken[broken.length - 1] = longer; else broken.push(word);
    }
    if (broken.length > MOST_LINES) broken.splice(MOST_LINES - 1, Infinity, broken[MOST_LINES - 1] + " …");
    return broken;
  }

  function card(node, [x, y], focus, measure) {
    const [word, , , shape] = page.category(node), left = x - WIDE / 2, told = lines(node.label, measure);
    const first = y - (told.length + 1) * LEADING / 2 + LETTERS * 0.84;
    const text = made("text", {}, ...told.map((line, i) => made("tspan", { x: left + 36, y: first + i * LEADING }, line)),
      made("tspan", { x: left + 36, y: first + told.length * LEADING, class: "kind" }, word));
    const k = Object.keys(page.data.categories).indexOf(page.kind(node));
    return made("g", { class: focus ? "card focus" : "card" },
      made("rect", { x: left, y: y - HIGH / 2, width: WIDE, height: HIGH, rx: 9 }),
      made("use", { href: "#g-" + shape, x: left + 9, y: y - 10, width: 20, height: 20, class: `glyph k${k}` }), text);
  }

  // A measure of text as the page writes it, in bold or not.
  function measures() {
    const ctx = document.createElement("canvas").getContext("2d"), family = getComputedStyle(document.body).fontFamily;
    return ["", "bold "].map((weight) => (text) => { ctx.font = `${weight}${LETTERS}px ${family}`; return ctx.measureText(text).width; });
  }

  // Draw a view into a holder, in place of what stands there; nothing of a view that cannot be read arrow by arrow.
  page.staticView = function (holder, state, seen, marks) {
    holder.replaceChildren();
    if (!seen.nodes.length || seen.nodes.length > page.READ) return;
    const points = page.points(state, seen, page.data.opening.perRow), [plain, bold] = measures();
    const drawn = page.curvesOf(seen.lines.concat(seen.ties), points);
    const verbs = seen.lines.map((line) => ({ id: line.id, wide: plain(page.said(line)), first: line.status > 0 }));
    const arrows = new Map(seen.lines.map((line) => [line.id, drawn.get(line.id)]));
    const placed = page.labels(verbs, arrows, points);
    const [left, top, right, bottom] = page.frame([...points.values()], [...drawn.values()], [...placed.values()]);
    holder.append(made("svg", { class: "still", viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top, role: "img",
      "aria-label": "The network drawn as boxes and arrows, cause above, effect below" },
    ...seen.ties.map((tie) => made("path", { d: path(drawn.get(tie.id)), class: "tie" })),
    ...seen.lines.map((line) => arrow(line, drawn.get(line.id), seen.path.lines.includes(line.id))),
    ...seen.nodes.map((id) => card(page.nodes[id], points.get(id), marks.focus.has(id), bold)),
    ...seen.lines.filter((line) => placed.get(line.id)).map((line) => verb(line, placed.get(line.id)))));
  };
})(window.refgraph = window.refgraph || {});
