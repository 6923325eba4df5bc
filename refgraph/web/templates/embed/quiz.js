(() => {
  const all = (within, what) => [...within.querySelectorAll(what)];
  const one = (what) => document.querySelector(what);
  const main = one("#quiz");
  const questions = all(main, ".question");
  const words = JSON.parse(main.dataset.said);
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
  const keeper = window.refgraphKeeper || null;
  // What was answered: of each question the numbers of the choices in order, and whether it was checked.
  let at = 0;
  const given = questions.map(() => null);
  const checked = questions.map(() => false);
  const rights = questions.map(() => false);

  const items = (question) => all(question, ".order>li");
  const radios = (question) => all(question, "input");
  const isOrder = (question) => question.dataset.kind === "order";
  const numbers = questions.map((question) => new Map(items(question).map((item, n) => [item, n])));

  const answerOf = (n) => {
    const question = questions[n];
    if (isOrder(question)) return items(question).map((item) => numbers[n].get(item));
    const chosen = radios(question).findIndex((radio) => radio.checked);
    return chosen < 0 ? null : [chosen];
  };
  const isRight = (n) => {
    const question = questions[n];
    if (isOrder(question)) return items(question).every((item, place) => Number(item.dataset.at) === place);
    return radios(question).some((radio) => radio.checked && "right" in radio.dataset);
  };

  const save = () => {
    if (!keeper) return;
    const told = questions.map((_, n) => (given[n] ? given[n].join(".") : "") + (checked[n] ? "!" : ""));
    const done = checked.every(Boolean);
    const points = rights.filter(Boolean).length;
    keeper.save({ state: `${main.dataset.key}|${at}|${told.join(";")}`, at, done, points, most: questions.length });
  };
  const note = (n) => {
    if (!keeper) return;
    keeper.answered({ number: n, kind: isOrder(questions[n]) ? "sequencing" : "choice", given: given[n], right: rights[n] });
  };

  const mark = (n) => {
    const question = questions[n];
    question.classList.add("checked");
    if (isOrder(question)) {
      items(question).forEach((item, place) => item.classList.add(Number(item.dataset.at) === place ? "good" : "bad"));
      all(question, ".moves").forEach((moves) => { moves.hidden = true; });
    }
    radios(question).forEach((radio) => {
      radio.disabled = !radio.checked;
      const good = "right" in radio.dataset;
      if (good || radio.checked) radio.parentElement.classList.add(good ? "good" : "bad");
    });
    all(question, ".place").forEach((place, p) => {
      const radio = radios(question)[p];
      if ("right" in radio.dataset) place.classList.add("good");
      else if (radio.checked) place.classList.add("bad");
    });
    question.querySelector(".tools").hidden = true;
    const answer = question.querySelector(".answer");
    answer.hidden = false;
    answer.open = true;
    const line = question.querySelector(".verdict-line");
    line.className = `verdict-line ${rights[n] ? "good" : "bad"}`;
    line.textContent = say(rights[n] ? "right" : "wrong");
  };
  const check = (n) => {
    const answer = answerOf(n);
    const line = questions[n].querySelector(".verdict-line");
    if (!answer) {
      line.className = "verdict-line";
      line.textContent = say("choose");
      return;
    }
    given[n] = answer;
    checked[n] = true;
    rights[n] = isRight(n);
    mark(n);
    turn();
    note(n);
    save();
  };

  const finished = () => at >= questions.length;
  const turn = () => {
    questions.forEach((question, n) => { question.hidden = n !== at; });
    const points = rights.filter(Boolean).length;
    const done = checked.filter(Boolean).length;
    one("#progress").textContent = finished() ? "" : say("at", { n: at + 1, count: questions.length }) + (done ? ` · ${say("sofar", { points, done })}` : "");
    one("#progress").hidden = finished();
    one("#back").hidden = at === 0;
    one("#next").hidden = finished() || !checked[at];
    one("#next").textContent = say(at + 1 === questions.length ? "result" : "next");
    one("#score").hidden = !finished();
    if (finished()) result();
  };
  const result = () => {
    const points = rights.filter(Boolean).length;
    one("#points").textContent = say("points", { points, count: questions.length });
    one("#results").replaceChildren(...questions.map((question, n) => {
      const line = document.createElement("li");
      const kicker = question.querySelector(".kicker").textContent.replace(/^\d+ · /, "");
      line.textContent = `${kicker}: ${say(rights[n] ? "good" : checked[n] ? "bad" : "none")}`;
      return line;
    }));
  };
  const go = (to) => {
    at = to;
    turn();
    save();
    (finished() ? one("#score") : questions[at]).focus({ preventScroll: true });
    (finished() ? one("#score") : main).scrollIntoView({ block: "start" });
  };

  const move = (n, item, by) => {
    const list = item.parentElement;
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    list.insertBefore(by < 0 ? item : other, by < 0 ? other : item);
    ends(list);
    const place = items(questions[n]).indexOf(item) + 1;
    const line = questions[n].querySelector(".verdict-line");
    line.className = "verdict-line far";
    line.textContent = say("moved", { what: item.querySelector(".what").textContent, place, count: list.children.length });
    item.querySelector(by < 0 ? ".up" : ".down").focus();
    given[n] = answerOf(n);
    save();
  };
  // A button at the end keeps its focus, so it is not disabled but says that it does nothing.
  const ends = (list) => [...list.children].forEach((item, place, every) => {
    item.querySelector(".up").setAttribute("aria-disabled", place === 0);
    item.querySelector(".down").setAttribute("aria-disabled", place === every.length - 1);
  });

  const light = (question) => all(question, ".place").forEach((place, p) => {
    place.classList.toggle("on", radios(question)[p].checked);
  });

  const restore = (text) => {
    const [key, place, told] = (text || "").split("|");
    // What was answered in another quiz is not taken up in this one.
    if (key !== main.dataset.key || told === undefined) return;
    const parts = told.split(";");
    if (parts.length !== questions.length) return;
    parts.forEach((part, n) => {
      const [list, done] = [part.replace("!", ""), part.endsWith("!")];
      if (!list) return;
      const chosen = list.split(".").map(Number);
      if (isOrder(questions[n])) {
        const every = [...numbers[n].keys()];
        if (chosen.length !== every.length || chosen.some((number) => !every[number])) return;
        every[0].parentElement.append(...chosen.map((number) => every[number]));
        ends(every[0].parentElement);
      } else if (radios(questions[n])[chosen[0]]) {
        radios(questions[n])[chosen[0]].checked = true;
        light(questions[n]);
      } else return;
      given[n] = chosen;
      if (done) {
        checked[n] = true;
        rights[n] = isRight(n);
        mark(n);
      }
    });
    at = Math.min(Math.max(Number(place) || 0, 0), questions.length);
  };

  questions.forEach((question, n) => {
    question.querySelector(".answer").hidden = true;
    question.querySelector(".tools").hidden = false;
    question.querySelector(".check").addEventListener("click", () => check(n));
    all(question, ".moves").forEach((moves) => { moves.hidden = false; });
    all(question, ".order").forEach(ends);
    items(question).forEach((item) => {
      item.querySelector(".up").addEventListener("click", () => move(n, item, -1));
      item.querySelector(".down").addEventListener("click", () => move(n, item, 1));
    });
    radios(question).forEach((radio) => radio.addEventListener("change", () => {
      light(question);
      given[n] = answerOf(n);
      save();
    }));
    all(question, ".place").forEach((place, p) => place.addEventListener("click", () => {
      const radio = radios(question)[p];
      if (!checked[n]) radio.click();
    }));
  });
  one(".turns").hidden = false;
  one("#back").addEventListener("click", () => go(at - 1));
  one("#next").addEventListener("click", () => go(at + 1));
  one("#again").addEventListener("click", () => {
    if (keeper) keeper.clear();
    location.reload();
  });
  if (keeper) restore(keeper.load());
  turn();
})();
