// The picture: vis-network draws the arrows, this file the boxes and the verbs. It shows what it is told to show and
// reports what is pointed at; it decides nothing.
"use strict";
(function (page) {
  const READABLE = 0.93; // at this scale the smallest letters measure 12 pixels
  const FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
  const [WIDE, HIGH] = page.layout.card;

  // Asked of an element, a system colour comes as the numbers that forced colours give it.
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  let colours = {};
  function readColours() {
    colours = { lift: getComputedStyle(document.documentElement).getPropertyValue("--lift").trim() };
    for (const name of ["paper", "card", "ink", "muted", "line", "accent", "warn"]) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
  }

  // In the dark every colour of a category is mixed with white, as the style sheet does it.
  function ofCategory(hex) {
    if (colours.lift === "system") return colours.ink;
    const lift = Number(colours.lift) || 0;
    const digits = hex.length === 4 ? [...hex.slice(1)].map((d) => d + d) : hex.slice(1).match(/../g);
    return "rgb(" + digits.map((d) => Math.round(parseInt(d, 16) * (1 - lift) + 255 * lift)).join(",") + ")";
  }

  const outlines = {};
  for (const [shape, path] of Object.entries(page.data.shapes)) outlines[shape] = new Path2D(path);

  // Break a label into at most three lines of a width, after hyphens too; what does not fit ends in an ellipsis.
  const broken = new Map();
  function wrap(ctx, text, width) {
    if (broken.has(text)) return broken.get(text);
    const lines = [""];
    for (const word of text.match(/[^\s-]+-*\s*|-+\s*/g) || [text]) {
      const longer = lines[lines.length - 1] + word;
      if (ctx.measureText(longer.trim()).width <= width || !lines[lines.length - 1]) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const kept = lines.slice(0, 3).map((line) => line.trim());
    if (lines.length > 3) kept[2] += " …";
    const cut = kept.map((line) => {
      if (ctx.measureText(line).width <= width) return line;
      let short = line;
      while (short && ctx.measureText(short + "…").width > width) short = short.slice(0, -1);
      return short + "…";
    });
    broken.set(text, cut);
    return cut;
  }

  page.view = function (holder, tell) {
    const nodes = new vis.DataSet(), edges = new vis.DataSet();
    const network = new vis.Network(holder, { nodes, edges }, page.data.options);
    let seen = { nodes: [], lines: [], ties: [] }, points = new Map(), marked = {}, labels = null, hovered = null, ready = false, waypoints = new Map(), drawn = new Map();
    holder.querySelector(".vis-network").removeAttribute("tabindex"); // the holder itself takes the keyboard

    // ---- boxes

    function box({ ctx, id, x, y, state }) {
      return {
        nodeDimensions: { width: WIDE, height: HIGH },
        drawNode() {
          const node = page.nodes[id];
          const [word, , colour, shape] = page.category(node);
          const tint = ofCategory(colour);
          const near = network.getScale() > 0.35;
          ctx.globalAlpha = marked.bright && !marked.bright.has(id) ? 0.5 : 1;
          ctx.beginPath();
          ctx.roundRect(x - WIDE / 2, y - HIGH / 2, WIDE, HIGH, 9);
          ctx.fillStyle = near ? colours.card : tint;
          ctx.fill();
          const chosen = marked.node === id;
          ctx.lineWidth = chosen ? 4 : marked.focus && marked.focus.has(id) ? 2.5 : state.hover ? 2 : 1.2;
          ctx.strokeStyle = chosen ? colours.accent : marked.focus && marked.focus.has(id) ? colours.ink : colours.line;
          ctx.stroke();
          if (near) inside(ctx, x, y, node, word, tint, outlines[shape]);
        },
      };
    }

    function inside(ctx, x, y, node, word, tint, outline) {
      const left = x - WIDE / 2;
      ctx.save();
      ctx.translate(left + 8, y - 11);
      ctx.scale(0.9, 0.9);
      ctx.fillStyle = tint;
      ctx.fill(outline);
      ctx.restore();
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      ctx.font = `600 14px ${FONT}`;
      const lines = wrap(ctx, node.label, WIDE - 44);
      const top = y - (lines.length * 16 + 16) / 2 + 8.5;
      ctx.fillStyle = colours.ink;
      lines.forEach((line, i) => ctx.fillText(line, left + 36, top + i * 16));
      ctx.font = `13px ${FONT}`;
      ctx.fillStyle = colours.muted;
      ctx.fillText(word, left + 36, top + lines.length * 16 + 0.5);
    }

    // ---- arrows

    function look(line) {
      const bright = marked.lines && marked.lines.has(line.id);
      const dim = (marked.bright || marked.lines && marked.lines.size) && !bright;
      const colour = bright ? colours.accent : line.status ? colours.warn : line.walked ? colours.ink : colours.muted;
      return {
        width: (line.walked ? 1.7 : 1.1) + (bright ? 1.8 : 0),
        dashes: line.status === 2 ? [2, 5] : line.status === 1 ? [9, 5] : false,
        color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.45 : 1 },
      };
    }

    // Each arrow is a chain of short ones through points that cannot be seen; the last piece has the head and the arrow's id.
    function pieces(line, base) {
      const passed = waypoints.get(line.id);
      if (!passed) return [{ ...base, id: line.id, from: line.from, to: line.to, selfReference: { size: 26, angle: 0.8 } }];
      return passed.slice(1).map((_, i) => {
        const last = i === passed.length - 2;
        return {
          ...base, id: last ? line.id : `${line.id}/${i}`, from: `p${line.id}/${i}`, to: `p${line.id}/${i + 1}`,
          smooth: bend(passed[i], passed[i + 1]),
          arrows: { to: last && base.arrows ? base.arrows.to : { enabled: false }, middle: up(passed, i, base) },
        };
      });
    }

    // What runs up, from effect back to cause, carries heads along its way, whatever its colour.
    function up(passed, i, base) {
      const long = Math.abs(passed[i + 1][0] - passed[i][0]) + Math.abs(passed[i + 1][1] - passed[i][1]) > 30;
      return { enabled: Boolean(base.arrows) && long && passed.at(-1)[1] < passed[0][1], type: "vee", scaleFactor: 0.6 };
    }

    // Level arrows that go far pass in an arc over the boxes between; what stands below is reached in a gentle curve.
    function bend([ax, ay], [bx, by]) {
      if (ay === by && Math.abs(ax - bx) > page.layout.cell) {
        return { enabled: true, type: ax < bx ? "curvedCW" : "curvedCCW", roundness: 0.2 };
      }
      if (ax === bx || ay === by) return { enabled: false };
      return { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.5 };
    }

    const nothing = () => ({ drawNode() {}, nodeDimensions: { width: 0.01, height: 0.01 } });
    const pins = (line) => (waypoints.get(line.id) || []).map(([x, y], i) =>
      ({ id: `p${line.id}/${i}`, x, y, shape: "custom", ctxRenderer: nothing, chosen: false }));

    function arrow(line) {
      const head = page.data.families[page.family(line)];
      return pieces(line, { chosen: false, arrows: { to: { enabled: true, type: head, scaleFactor: 0.7 } }, ...look(line) });
    }

    function thread(tie) {
      const colour = { color: colours.muted, highlight: colours.muted, hover: colours.muted };
      return pieces(tie, { chosen: false, arrows: "", width: 2, dashes: [1.5, 5], color: colour });
    }

    // ---- verbs

    // What finds no place on or beside its arrow shows when pointed at.
    function placeLabels(ctx) {
      labels = new Map();
      if (seen.nodes.length > page.READ) return;
      ctx.font = `13px ${FONT}`;
      const verbs = seen.lines.map((line) => ({ id: line.id, wide: ctx.measureText(page.said(line)).width, first: line.status > 0 }));
      for (const [id, rect] of page.labels(verbs, drawn, points)) labels.set(id, { rect, shown: Boolean(rect) });
    }

    function writeLabels(ctx) {
      if (!ready) return;
      if (!labels) placeLabels(ctx);
      if (network.getScale() < 0.5) return;
      ctx.font = `13px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const forced = (id) => hovered === id || (marked.lines && marked.lines.has(id));
      const late = [];
      for (const line of seen.lines) {
        if (forced(line.id)) late.push(line);
        else if (labels.get(line.id)?.shown) writeLabel(ctx, line, false);
      }
      late.forEach((line) => writeLabel(ctx, line, true));
    }

    function writeLabel(ctx, line, bright) {
      const at = labels.get(line.id)?.rect || labelNow(ctx, line);
      const aside = !bright && marked.lines && marked.lines.size;
      ctx.globalAlpha = 0.92; // an arrow that passes below stays a hint
      ctx.fillStyle = colours.paper;
      ctx.beginPath();
      ctx.roundRect(at[0], at[1], at[2] - at[0], at[3] - at[1], 4);
      ctx.fill();
      ctx.globalAlpha = 1;
      ctx.fillStyle = bright ? colours.accent : line.status ? colours.warn : aside ? colours.muted : colours.ink;
      ctx.fillText(page.said(line), (at[0] + at[2]) / 2, (at[1] + at[3]) / 2);
    }

    function labelNow(ctx, line) {
      const half = ctx.measureText(page.said(line)).width / 2 + 3, from = points.get(line.from), to = points.get(line.to);
      const [x, y] = drawn.has(line.id) ? page.on(drawn.get(line.id)[0], 0.5) : [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      return [x - half, y - 9, x + half, y + 9];
    }

    network.on("afterDrawing", writeLabels);

    // ---- what is pointed at

    function at(event) {
      const { x, y } = event.pointer.canvas;
      for (const line of seen.lines) {
        const label = labels && labels.get(line.id);
        if (label && label.shown && x >= label.rect[0] && x <= label.rect[2] && y >= label.rect[1] && y <= label.rect[3]) {
          return { line: line.id };
        }
      }
      const node = network.getNodeAt(event.pointer.DOM);
      if (typeof node === "number") return { node };
      const edge = network.getEdgeAt(event.pointer.DOM);
      return lineOf(edge) === null ? {} : { line: lineOf(edge) };
    }
    // The line that a piece belongs to; null for threads.
    function lineOf(piece) {
      const id = piece === undefined ? NaN : parseInt(piece, 10);
      return id < page.lines.length ? id : null;
    }
    network.on("click", (event) => tell.chosen(at(event)));
    network.on("doubleClick", (event) => { const { node } = at(event); if (node !== undefined) tell.centred(node); });
    network.on("hoverEdge", (event) => { hovered = lineOf(event.edge); network.redraw(); });
    network.on("blurEdge", () => { hovered = null; network.redraw(); });

    // ---- where one looks

    function zoom(factor, pointer) {
      const scale = Math.min(2.5, Math.max(0.03, network.getScale() * factor));
      const position = network.getViewPosition();
      if (pointer) {
        const still = network.DOMtoCanvas(pointer), kept = network.getScale() / scale;
        position.x = still.x - (still.x - position.x) * kept;
        position.y = still.y - (still.y - position.y) * kept;
      }
      network.moveTo({ position, scale, animation: false });
    }

    function pan(dx, dy) {
      const position = network.getViewPosition(), scale = network.getScale();
      network.moveTo({ position: { x: position.x + dx / scale, y: position.y + dy / scale }, animation: false });
    }

    function edgesOfView() {
      if (!points.size) return { x: 0, y: 0, wide: 1, high: 1 };
      const passed = [...waypoints.values()].flat();
      const frame = [0, 1].map((i) => {
        const half = page.layout.card[i] / 2, at = [...points.values()].flatMap((p) => [p[i] - half, p[i] + half]);
        const all = at.concat(passed.map((p) => p[i]));
        return [all.reduce((a, b) => Math.min(a, b)) - 8, all.reduce((a, b) => Math.max(a, b)) + 8];
      });
      const [[left, right], [top, bottom]] = frame;
      return { x: (left + right) / 2, y: (top + bottom) / 2, wide: right - left, high: bottom - top };
    }

    // Everything if it can be read so; else as much as can be read, around what is in the middle of interest.
    function fit(whole) {
      const all = edgesOfView();
      const fits = Math.min(1.1, holder.clientWidth / all.wide, holder.clientHeight / all.high);
      const scale = whole ? fits : Math.max(READABLE, fits);
      const position = { x: all.x, y: all.y };
      if (scale > fits) {
        const heart = [...(marked.heart || [])].map((id) => points.get(id)).filter(Boolean);
        const slackX = Math.max(0, (all.wide - holder.clientWidth / scale) / 2);
        const slackY = Math.max(0, (all.high - holder.clientHeight / scale) / 2);
        if (heart.length) {
          const middle = (i) => heart.reduce((sum, p) => sum + p[i], 0) / heart.length;
          position.x = Math.min(all.x + slackX, Math.max(all.x - slackX, middle(0)));
          position.y = Math.min(all.y + slackY, Math.max(all.y - slackY, middle(1)));
        } else position.y = all.y - slackY;
      }
      network.moveTo({ position, scale, animation: false });
    }

    // The wheel belongs to the page; with ctrl or cmd it zooms.
    holder.addEventListener("wheel", (event) => {
      event.stopPropagation();
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const frame = holder.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, { x: event.clientX - frame.left, y: event.clientY - frame.top });
    }, { capture: true, passive: false });

    holder.addEventListener("keydown", (event) => {
      const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) pan(...moves[event.key]);
      else if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") fit(true);
      else return;
      event.preventDefault();
    });

    function styleAll() {
      const all = seen.lines.flatMap((line) => pieces(line, look(line))).concat(seen.ties.flatMap(thread));
      edges.update(all.map(({ id, width, color }) => ({ id, width, color })));
    }

    readColours();
    return {
      network, fit, zoom, pan,
      perRow: () => Math.max(2, Math.floor(holder.clientWidth / (page.layout.cell * READABLE))),
      // How high the picture wants to be at a readable size.
      wanted: () => edgesOfView().high * Math.max(READABLE, Math.min(1.1, holder.clientWidth / edgesOfView().wide)),
      show(next, places, marks) {
        seen = next; points = places; marked = marks; labels = null; hovered = null; ready = false;
        waypoints = page.waypoints(seen.lines.concat(seen.ties), points);
        drawn = seen.nodes.length > page.READ ? new Map() : page.curvesOf(seen.lines, points);
        edges.clear();
        nodes.clear();
        nodes.add(seen.nodes.map((id) => {
          const [x, y] = points.get(id);
          return { id, x, y, label: page.nodes[id].label, shape: "custom", ctxRenderer: box, chosen: false };
        }));
        nodes.add(seen.ties.concat(seen.lines).flatMap(pins));
        edges.add(seen.ties.flatMap(thread).concat(seen.lines.flatMap(arrow)));
        network.redraw(); // the first drawing tells vis-network how large the boxes are, and so where arrows end
        ready = true;
      },
      resize(high) { holder.style.height = high + "px"; network.setSize("100%", "100%"); },
      mark(marks) { marked = marks; styleAll(); network.redraw(); },
      recolour() { readColours(); styleAll(); network.redraw(); },
      // For tests: the colours in use, and where everything is, in pixels of the page.
      colours: () => colours,
      measure() {
        const scale = network.getScale();
        const toPage = (r) => { const a = network.canvasToDOM({ x: r[0], y: r[1] }), b = network.canvasToDOM({ x: r[2], y: r[3] }); return [a.x, a.y, b.x, b.y]; };
        const boxes = seen.nodes.map((id) => { const [x, y] = points.get(id); return [id, toPage([x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2])]; });
        const verbs = seen.lines.map((line) => [line.id, labels?.get(line.id)?.shown || false, toPage(labels?.get(line.id)?.rect || [0, 0, 0, 0])]);
        return { scale, smallest: 13 * scale, boxes, verbs };
      },
    };
  };
})(window.refgraph = window.refgraph || {});
