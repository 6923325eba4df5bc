// Which points the arrows of a view pass, and where their verbs stand: edge_routing.py, which stands beside this file, in
// JavaScript. tests/data/vectors/edge_routing.json is checked against both.
"use strict";
(function (page) {
  page.READ = 150; // how many boxes can be read arrow by arrow
  const AIR = 5; // kept free above and below a row that an arrow passes
  const ASIDE = 4; // kept free between a box and an arrow that passes it
  const ROOM = 12, NEAR = 6; // better so much, where it is to be had within so many lanes
  const LANE = 5; // between arrows in one gap
  const ARC = 0.185; // how high a level arrow that goes far rises, in its length
  const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

  // Rows of boxes: y → the middles of its boxes from left to right.
  function rowsOf(points) {
    const rows = new Map();
    for (const [x, y] of points.values()) { if (!rows.has(y)) rows.set(y, []); rows.get(y).push(x); }
    for (const xs of rows.values()) xs.sort((a, b) => a - b);
    return new Map([...rows].sort((a, b) => a[0] - b[0]));
  }

  // The place of a row nearest to where an arrow would like to pass, clear of boxes and of other arrows.
  function gap(xs, wish, used) {
    for (let tried = 0; ; tried++) {
      const [step, air] = tried < NEAR ? [tried, ROOM] : [tried - NEAR, ASIDE], half = page.layout.card[0] / 2 + air;
      for (const x of [wish + step * LANE, wish - step * LANE]) {
        if (xs.every((box) => Math.abs(x - box) > half) && used.every((other) => Math.abs(x - other) >= LANE)) {
          used.push(x);
          return x;
        }
      }
    }
  }

  function passages(rows, used, from, to) {
    const [, high] = page.layout.card, down = to[1] > from[1];
    const between = [...rows].filter(([y]) => (down ? y > from[1] && y < to[1] : y < from[1] && y > to[1]));
    if (!down) between.reverse();
    const passed = [];
    let [x, last] = from;
    for (const [y, xs] of between) {
      if (!used.has(y)) used.set(y, []);
      x = gap(xs, x + (to[0] - x) * (y - last) / (to[1] - last), used.get(y));
      last = y;
      const rim = (high / 2 + AIR) * (down ? 1 : -1);
      passed.push([x, y - rim], [x, y + rim]);
    }
    return passed;
  }

  // From which side of its box an arrow leaves, and on which it arrives.
  function sides(from, to) {
    if (from[1] < to[1]) return ["bottom", "top"];
    if (from[1] > to[1]) return ["top", "bottom"];
    if (Math.abs(from[0] - to[0]) > page.layout.cell) return ["top", "top"];
    return from[0] < to[0] ? ["right", "left"] : ["left", "right"];
  }

  // lines: {id, from, to}; points: box → middle. Returns id → the points that its arrow passes, ends included. In a view too
  // large to be read arrow by arrow none is led: vis-network draws them from box to box.
  page.waypoints = function (lines, points) {
    const rows = rowsOf(points), used = new Map(), found = new Map(), ports = new Map();
    if (points.size > page.READ) return found;
    const span = (line) => Math.abs(points.get(line.from)[1] - points.get(line.to)[1]);
    for (const line of lines.slice().sort((a, b) => span(a) - span(b) || a.id - b.id)) {
      if (line.from === line.to) continue;
      const from = points.get(line.from), to = points.get(line.to);
      const passed = passages(rows, used, from, to);
      found.set(line.id, passed);
      const [leave, arrive] = sides(from, to);
      const port = (box, side, toward, end) => {
        const key = box + side;
        if (!ports.has(key)) ports.set(key, { box, side, ends: [] });
        ports.get(key).ends.push({ line: line.id, toward, end });
      };
      port(line.from, leave, passed.length ? passed[0][0] : to[0], "start");
      port(line.to, arrive, passed.length ? passed[passed.length - 1][0] : from[0], "end");
    }
    for (const { box, side, ends } of ports.values()) spread(points.get(box), side, ends, found);
    return found;
  };

  // ---- curves: [start, control, control, end]

  page.curves = (passed) => passed.slice(1).map((end, i) => curve(passed[i], end));

  function curve(start, end) {
    const [ax, ay] = start, [bx, by] = end;
    if (ay === by && Math.abs(ax - bx) > page.layout.cell) {
      const top = ay - ARC * Math.abs(ax - bx) * 2 / 3;
      return [start, [ax + (bx - ax) / 3, top], [bx - (bx - ax) / 3, top], end];
    }
    if (ax === bx || ay === by) return [start, start, end, end];
    return [start, [ax, (ay + by) / 2], [bx, (ay + by) / 2], end];
  }

  // An arrow from a box to itself, around its upper right corner.
  function own([middle, y], [wide, high] = page.layout.card) {
    const x = middle + wide / 2, top = y - high / 2;
    return [[x - 30, top], [x - 30, top - 70], [x + 70, top + 26], [x, top + 26]];
  }

  page.curvesOf = function (lines, points) {
    const led = page.waypoints(lines, points);
    return new Map(lines.map((line) => [line.id, led.has(line.id) ? page.curves(led.get(line.id)) : [own(points.get(line.from))]]));
  };

  page.on = function (curve, t) {
    const s = 1 - t, share = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    return [0, 1].map((i) => share[0] * curve[0][i] + share[1] * curve[1][i] + share[2] * curve[2][i] + share[3] * curve[3][i]);
  };

  // ---- verbs

  const clash = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  // verbs: {id, wide, first}. Returns id → rectangle, or null: on its arrow or close beside it, over no box and no other verb,
  // best over no head of an arrow and not beyond the edge of the drawing. Doubted ones choose first.
  page.labels = function (verbs, drawn, points) {
    const [wide, high] = page.layout.card, w = wide / 2 + 2, h = high / 2 + 2, found = new Map();
    const taken = [...points.values()].map(([x, y]) => [x - w, y - h, x + w, y + h]);
    const ends = [...drawn.values()].flat().map((one) => one[3][0]);
    const left = taken.map((rect) => rect[0]).concat(ends).reduce((a, b) => Math.min(a, b), Infinity);
    const right = taken.map((rect) => rect[2]).concat(ends).reduce((a, b) => Math.max(a, b), -Infinity);
    const heads = [...drawn.values()].map((pieces) => pieces.at(-1)[3]).map(([x, y]) => [x - 5, y - 13, x + 5, y + 13]);
    for (const { id, wide: width } of verbs.slice().sort((a, b) => b.first - a.first || a.id - b.id)) {
      const pieces = drawn.get(id), half = width / 2 + 3;
      const order = [...new Set([0, pieces.length - 1, ...pieces.keys()])];
      const spots = order.flatMap((i) => SPOTS.map((t) => page.on(pieces[i], t)));
      const rects = [0, half + 3, -half - 3].flatMap((aside) =>
        spots.map(([x, y]) => [x + aside - half, y - 9, x + aside + half, y + 9]));
      const free = rects.filter((rect) => !taken.some((other) => clash(rect, other)));
      const within = free.filter((one) => left <= one[0] && one[2] <= right), inside = within.length ? within : free;
      const rect = inside.find((one) => !heads.some((head) => clash(one, head))) || inside[0] || null;
      if (rect) taken.push(rect);
      found.set(id, rect);
    }
    return found;
  };

  function spread([x, y], side, ends, found) {
    const [wide, high] = page.layout.card, count = ends.length;
    const flat = side === "top" || side === "bottom";
    ends.sort((a, b) => a.toward - b.toward || a.line - b.line);
    const step = Math.min(flat ? 22 : 14, (flat ? wide - 28 : high - 20) / Math.max(1, count - 1));
    ends.forEach((one, i) => {
      const off = (i - (count - 1) / 2) * step;
      const rim = side === "top" || side === "left" ? -1 : 1;
      const at = flat ? [x + off, y + rim * high / 2] : [x + rim * wide / 2, y + off];
      const passed = found.get(one.line);
      if (one.end === "start") passed.unshift(at); else passed.push(at);
    });
  }
})(window.refgraph = window.refgraph || {});
