// Where the boxes of a view stand: layout.py, which stands beside this file, in JavaScript. The opening view comes from
// there, the views that a reader makes from here; tests/data/vectors/layout.json is checked against both.
"use strict";
(function (page) {
  const byRank = (rank) => (a, b) => rank[a] - rank[b] || a - b;

  // The nodes within some steps of the seeds, whichever way the links point; nearest first, then lowest rank.
  page.neighbourhood = function (links, seeds, steps, limit, rank) {
    const beside = new Map();
    const join = (a, b) => { if (!beside.has(a)) beside.set(a, []); beside.get(a).push(b); };
    for (const [a, b] of links) { join(a, b); join(b, a); }
    let border = [...new Set(seeds)].sort(byRank(rank));
    let found = border;
    const seen = new Set(found);
    for (let step = 0; step < steps; step++) {
      const around = new Set();
      for (const node of border) for (const other of beside.get(node) || []) if (!seen.has(other)) around.add(other);
      border = [...around].sort(byRank(rank));
      border.forEach((node) => seen.add(node));
      found = found.concat(border);
    }
    return found.slice(0, limit);
  };

  // Left out: the arrows that close a loop. Order: from cause to effect.
  function acyclic(units, after) {
    const entered = new Set();
    for (const others of after.values()) others.forEach((other) => entered.add(other));
    const starts = units.filter((one) => !entered.has(one)).concat(units);
    const state = new Map();
    const kept = new Map(units.map((one) => [one, []]));
    const done = [];
    for (const start of starts) {
      if (state.has(start)) continue;
      state.set(start, 1);
      const stack = [[start, 0]];
      while (stack.length) {
        const top = stack[stack.length - 1];
        const other = after.get(top[0])[top[1]++];
        if (other === undefined) {
          state.set(top[0], 2);
          done.push(top[0]);
          stack.pop();
        } else if (state.get(other) !== 1) {
          kept.get(top[0]).push(other);
          if (!state.has(other)) { state.set(other, 1); stack.push([other, 0]); }
        }
      }
    }
    return [done.reverse(), kept];
  }

  page.layers = function (nodes, arrows, unit) {
    const units = [...new Set(nodes.map((node) => unit.get(node)))];
    const sets = new Map(units.map((one) => [one, new Set()]));
    for (const [a, b] of arrows) {
      if (unit.has(a) && unit.has(b) && unit.get(a) !== unit.get(b)) sets.get(unit.get(a)).add(unit.get(b));
    }
    const after = new Map([...sets].map(([one, others]) => [one, [...others]]));
    const [order, kept] = acyclic(units, after);
    const layer = new Map(units.map((one) => [one, 0]));
    const entered = new Set();
    for (const one of order) {
      for (const other of kept.get(one)) {
        layer.set(other, Math.max(layer.get(other), layer.get(one) + 1));
        entered.add(other);
      }
    }
    for (const one of order.slice().reverse()) {
      if (!entered.has(one) && kept.get(one).length) {
        layer.set(one, Math.min(...kept.get(one).map((other) => layer.get(other))) - 1);
      }
    }
    const used = [...new Set(layer.values())].sort((a, b) => a - b);
    const place = new Map(used.map((level, i) => [level, i]));
    return new Map(units.map((one) => [one, place.get(layer.get(one))]));
  };

  const mean = (values, otherwise) =>
    values && values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : otherwise;

  // Sorting by a key that is worked out once for each, as Python does.
  function sortBy(list, key) {
    const keyed = list.map((item) => [key(item), item]);
    keyed.sort((a, b) => a[0] - b[0]);
    keyed.forEach((pair, i) => { list[i] = pair[1]; });
  }

  function push(map, key, value) {
    if (!map.has(key)) map.set(key, []);
    map.get(key).push(value);
  }

  page.reduceCrossings = function (nodes, arrows, unit, layer) {
    const members = new Map();
    for (const node of nodes) push(members, unit.get(node), node);
    const rows = Array.from({ length: Math.max(-1, ...layer.values()) + 1 }, () => []);
    for (const one of members.keys()) rows[layer.get(one)].push(one);
    const before = new Map(), after = new Map(), at = new Map(), joined = new Map();
    const known = arrows.filter(([a, b]) => unit.has(a) && unit.has(b));
    for (const [a, b] of known) {
      for (const [one, other] of [[a, b], [b, a]]) {
        if (layer.get(unit.get(one)) < layer.get(unit.get(other))) {
          push(after, unit.get(one), other);
          push(before, unit.get(other), one);
        }
      }
    }
    const note = (row) => {
      const order = row.flatMap((one) => members.get(one));
      order.forEach((node, i) => at.set(node, i - (order.length - 1) / 2));
    };
    const places = (list) => list && list.map((node) => at.get(node));
    rows.forEach(note);
    for (let sweep = 0; sweep < page.layout.sweeps; sweep++) {
      const down = sweep % 2 === 0;
      for (const row of down ? rows : rows.slice().reverse()) {
        const side = down ? before : after;
        sortBy(row, (one) => mean(places(side.get(one)), mean(places(members.get(one)), 0)));
        note(row);
      }
    }
    for (const [a, b] of known) { push(joined, a, at.get(b)); push(joined, b, at.get(a)); }
    return rows.map((row) => row.flatMap((one) => {
      const inside = members.get(one).slice();
      sortBy(inside, (node) => mean(joined.get(node), at.get(node)));
      return inside;
    }));
  };

  page.place = function (rows, perRow) {
    const { cell, row: high, gap } = page.layout;
    const points = new Map();
    let y = 0;
    for (const row of rows) {
      const deal = row.length > perRow && perRow > 1 ? Math.ceil((row.length - 1) / (perRow - 1)) : 1;
      row.forEach((node, i) => {
        points.set(node, [Math.floor((2 * i - (row.length - 1)) * cell / (2 * deal)), y + (i % deal) * high]);
      });
      y += deal * high + gap;
    }
    const middle = Math.floor((y - high - gap) / 2);
    for (const point of points.values()) point[1] -= middle;
    return points;
  };

  page.arrange = function (nodes, arrows, unit, perRow) {
    return page.place(page.reduceCrossings(nodes, arrows, unit, page.layers(nodes, arrows, unit)), perRow);
  };
})(window.refgraph = window.refgraph || {});
