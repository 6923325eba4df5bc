// Which way the arrows of a view run: down through the gaps between the boxes, each from a place of its own on the rim of
// its boxes, so that no arrow passes behind a box and no two arrive at one point.
"use strict";
(function (page) {
  page.READ = 150; // how many boxes can be read arrow by arrow
  const AIR = 5; // kept free above and below a row that an arrow passes
  const LANE = 6; // between arrows in one gap

  // Rows of boxes: y → the middles of its boxes from left to right.
  function rowsOf(points) {
    const rows = new Map();
    for (const [x, y] of points.values()) { if (!rows.has(y)) rows.set(y, []); rows.get(y).push(x); }
    for (const xs of rows.values()) xs.sort((a, b) => a - b);
    return new Map([...rows].sort((a, b) => a[0] - b[0]));
  }

  // The free place of a row nearest to where an arrow would like to pass.
  function gap(xs, wish, used) {
    const [wide] = page.layout.card, half = wide / 2;
    if (xs.every((x) => Math.abs(x - wish) > half + 8)) return wish;
    const gaps = [[xs[0] - half - 12, -1]];
    for (let i = 1; i < xs.length; i++) {
      if (xs[i] - xs[i - 1] - wide >= 12) gaps.push([(xs[i] + xs[i - 1]) / 2, 0]);
    }
    gaps.push([xs[xs.length - 1] + half + 12, 1]);
    const [at, outward] = gaps.reduce((best, one) => (Math.abs(one[0] - wish) < Math.abs(best[0] - wish) ? one : best));
    const lane = used.get(at) || 0;
    used.set(at, lane + 1);
    if (outward) return at + outward * lane * LANE;
    return at + (lane % 3 === 0 ? 0 : lane % 3 === 1 ? LANE : -LANE);
  }

  function passages(rows, used, from, to) {
    const [, high] = page.layout.card, down = to[1] > from[1];
    const between = [...rows].filter(([y]) => (down ? y > from[1] && y < to[1] : y < from[1] && y > to[1]));
    if (!down) between.reverse();
    const way = [];
    let [x, last] = from;
    for (const [y, xs] of between) {
      if (!used.has(y)) used.set(y, new Map());
      x = gap(xs, x + (to[0] - x) * (y - last) / (to[1] - last), used.get(y));
      last = y;
      const rim = (high / 2 + AIR) * (down ? 1 : -1);
      way.push([x, y - rim], [x, y + rim]);
    }
    return way;
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
  page.routes = function (lines, points) {
    const rows = rowsOf(points), used = new Map(), found = new Map(), ports = new Map();
    if (points.size > page.READ) return found;
    const span = (line) => Math.abs(points.get(line.from)[1] - points.get(line.to)[1]);
    for (const line of lines.slice().sort((a, b) => span(a) - span(b) || a.id - b.id)) {
      if (line.from === line.to) continue;
      const from = points.get(line.from), to = points.get(line.to);
      const way = passages(rows, used, from, to);
      found.set(line.id, way);
      const [leave, arrive] = sides(from, to);
      const port = (box, side, toward, end) => {
        const key = box + side;
        if (!ports.has(key)) ports.set(key, { box, side, ends: [] });
        ports.get(key).ends.push({ line: line.id, toward, end });
      };
      port(line.from, leave, way.length ? way[0][0] : to[0], "start");
      port(line.to, arrive, way.length ? way[way.length - 1][0] : from[0], "end");
    }
    for (const { box, side, ends } of ports.values()) spread(points.get(box), side, ends, found);
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
      const way = found.get(one.line);
      if (one.end === "start") way.unshift(at); else way.push(at);
    });
  }
})(window.refgraph = window.refgraph || {});
