// Reading what is typed as the shell reads it, as far as the index of names allows: for pages that no server reads for.
"use strict";
(() => {
  const { naming } = globalThis, { fold, page, into, suffix, SIDES } = naming;
  let known = null;

  // Plurals are folded as they are at the shell.
  const singular = (word) => {
    for (let last = ""; last !== word;) { last = word; word = known.plurals[word] || shorter(word); }
    return word;
  };
  const shorter = (word) => word.length < 4 || !/^\p{L}+$/u.test(word) ? word
    : word.length > 4 && word.endsWith("ies") ? word.slice(0, -3) + "y"
      : word.endsWith("ae") ? word.slice(0, -1)
        : /(sses|xes|shes)$/.test(word) || (word.endsWith("ches") && (!word.endsWith("aches") || /(e|o)aches$/.test(word))) ? word.slice(0, -2)
          : word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;

  // Words in whatever order, in one spelling, without the little ones; "back of the knee" is the posterior knee.
  const said = (text) => fold(text).split(" ").filter(Boolean).map(singular)
    .map((word, at, all) => all[at + 1] === "of" && known.directed[word] || known.spelt[word] || word);
  const key = (words) => words.filter((word) => !known.small.has(word)).sort().join(" ");
  function learn(held) {
    known = held;
    known.small = new Set(known.little);
    known.pains = new Map(known.felt.map((word) => [said(word).join(" "), "pain"]));
    known.worded = new Map(Object.entries(known.states).map(([word, state]) => [said(word).join(" "), state]));
    known.called = new Map();
    known.names.forEach((name, number) => name[3].split("|").forEach((one) => {
      const at = key(said(one)), same = known.called.get(at) || new Set();
      if (at) known.called.set(at, same.add(number));
    }));
    const listed = [...known.called.keys(), ...known.pains.keys(), ...known.worded.keys(), ...known.tails];
    known.words = new Set(listed.flatMap((one) => one.split(" ")));
  }
  const named = (words) => {
    const exact = [...known.called.get(key(words)) || []];
    return exact.length === 1 ? exact[0] : null;
  };
  // The words that are none of a list, and what those of the list mean.
  const without = (words, listed) => {
    const left = [], met = [];
    for (let at = 0; at < words.length;) {
      const long = [4, 3, 2, 1].find((n) => at + n <= words.length && listed.has(words.slice(at, at + n).join(" ")));
      if (long) { met.push(listed.get(words.slice(at, at + long).join(" "))); at += long; } else left.push(words[at++]);
    }
    return [left, met];
  };
  const bare = (words) => words.filter((word, at) => !known.sides[word] && !(word === "side" && known.sides[words[at - 1]]));

  // The page that words name: a whole name first, then one without sides, words of pain and words of states.
  function whole(words) {
    const told = bare(words), [place, hurts] = without(told, known.pains), other = [named(words), named(told)].find((one) => one !== null);
    const own = (number, states) => {
      const [, there, , , pain, led] = known.names[number];
      return pain && !(states.length ? ["*", ...states] : [""]).some((state) => led.includes(state)) ? pain : there;
    };
    if (other !== undefined) return own(other, []);
    const sore = hurts.length ? named(place) : null;
    if (sore !== null) return known.names[sore][4] || known.names[sore][1];
    const [thing, states] = without(place, known.worded), number = states.length ? named(thing) : null;
    if (number === null) return null;
    const there = states.map((state) => (known.felt_in[number] || {})[state]).find(Boolean);
    return there || (hurts.length && known.names[number][4]) || own(number, states);
  }

  // Of a text with a circumstance ("when I sit") the beginning is read, unless that tells of another thing or state.
  const cuts = (tail) => known.tails.includes(tail[0]) && !tail.slice(1).some((word) => {
    const number = named([word]);
    return known.worded.has(word) || known.pains.has(word) || (number !== null && !known.beside.includes(known.names[number][2]));
  });
  function beginning(words) {
    for (let end = words.length; end > 0; end--) {
      const there = end === words.length || cuts(words.slice(end)) ? whole(words.slice(0, end)) : null;
      if (there) return there;
    }
    return null;
  }

  // One letter added, missing or another, or two that changed places.
  function near(one, other) {
    if (Math.max(one.length, other.length) < 6 || Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const [a, b] = [one.slice(at), other.slice(at)];
    if (one.length !== other.length) return a.length > b.length ? a.slice(1) === b : b.slice(1) === a;
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }

  // What is read once an unknown word is taken for the known one that is a letter away, if there is but one such page.
  function corrected(words) {
    const odd = words.filter((word) => word.length > 4 && !known.words.has(word) && !known.small.has(word) && !known.sides[word]);
    if (odd.length !== 1) return null;
    const spelt = [...known.words].filter((word) => near(word, odd[0])).slice(0, 9);
    const there = new Set(spelt.map((word) => beginning(words.map((one) => one === odd[0] ? word : one))).filter(Boolean));
    return there.size === 1 ? [...there][0] : null;
  }

  // Several things named together: one is asked about, a pain before others; the rest is handed on, to be warned of.
  const MOST = 3;
  function together(text) {
    const typed = fold(text.replace(/[,&+]/g, " and ")).split(" ").filter(Boolean);
    if (typed.some((word) => known.denials.includes(word))) return null;
    const joins = typed.map((word, at) => known.joining.includes(word) || known.earlier.includes(word) ? at : -1).filter((at) => at >= 0).slice(0, MOST);
    for (let chosen = 1; chosen < 2 ** joins.length; chosen++) {
      const edges = [-1, ...joins.filter((_, bit) => chosen & (1 << bit)), typed.length];
      const parts = edges.slice(1).map((end, at) => [typed[edges[at]], beginning(said(typed.slice(edges[at] + 1, end).join(" ")))]);
      const told = parts.filter(([joint]) => !known.earlier.includes(joint)).map(([, there]) => there);
      if (parts.some(([, there]) => !there)) continue;
      const sore = (there) => known.sore.some((number) => known.names[number][1] === there);
      const asked = told.find(sore) || told.find((there) => there.startsWith("symptom/"));
      if (!asked) continue;
      const rest = [...new Set(parts.map(([, there]) => there))].filter((there) => there !== asked);
      return [asked, rest.map((there) => `beside=${encodeURIComponent(there)}`).join("&")];
    }
    return null;
  }

  function read(text) {
    const words = known ? said(text) : [], side = words.map((word) => SIDES[word]).find(Boolean);
    const one = words.length ? beginning(words) : null, several = words.length && !one ? together(text) : null;
    const there = one || several?.[0] || (words.length ? corrected(words) : null);
    if (!there) return null;
    if (several?.[1] && !into) return `${page(there)}?${several[1]}`;
    return page(there) + (side && !suffix && !into && there.startsWith("symptom/") ? `?side=${side}` : "");
  }

  Object.assign(naming, { learn, read });
})();
