// A quiz in a learning management system: it finds the run-time, takes up where it was left, and reports.
(() => {
  const find = (name) => {
    let here = window;
    for (let tries = 0; tries < 12; tries += 1) {
      try {
        if (here[name]) return here[name];
        if (here === here.parent) break;
        here = here.parent;
      } catch { break; }
    }
    try { return (window.top.opener && window.top.opener[name]) || null; } catch { return null; }
  };
  const newer = find("API_1484_11");
  const api = newer || find("API");
  if (!api) return;
  const call = (name, ...given) => api[newer ? name : `LMS${name}`](...given);
  if (String(call("Initialize", "")) !== "true") return;
  const began = Date.now();
  const get = (name) => String(call("GetValue", name) || "");
  const set = (name, value) => call("SetValue", name, String(value));
  const two = (number) => String(number).padStart(2, "0");
  const spent = () => {
    const seconds = Math.max(0, Math.round((Date.now() - began) / 1000));
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return newer ? `PT${h}H${m}M${s}S` : `${String(h).padStart(4, "0")}:${two(m)}:${two(s)}`;
  };
  const status = newer ? "cmi.completion_status" : "cmi.core.lesson_status";
  const core = newer ? "cmi." : "cmi.core.";
  let over = false;
  let done = get(status) === "completed";
  const leave = () => {
    if (over) return;
    over = true;
    set(newer ? "cmi.exit" : "cmi.core.exit", done && !newer ? "" : done ? "normal" : "suspend");
    set(newer ? "cmi.session_time" : "cmi.core.session_time", spent());
    call("Commit", "");
    call(newer ? "Terminate" : "Finish", "");
  };
  if (!done) set(status, "incomplete");
  window.refgraphKeeper = {
    load: () => get("cmi.suspend_data"),
    clear: () => set("cmi.suspend_data", ""),
    save: (told) => {
      set("cmi.suspend_data", told.state);
      set(newer ? "cmi.location" : "cmi.core.lesson_location", told.at);
      set(`${core}score.raw`, Math.round((100 * told.points) / told.most));
      set(`${core}score.min`, 0);
      set(`${core}score.max`, 100);
      if (newer) {
        set("cmi.score.scaled", Math.round((100 * told.points) / told.most) / 100);
        set("cmi.progress_measure", Math.min(1, told.at / told.most));
      }
      if (told.done && !done) {
        done = true;
        set(status, "completed");
      }
      call("Commit", "");
    },
    answered: (told) => {
      const n = Number(get("cmi.interactions._count")) || 0;
      const at = `cmi.interactions.${n}.`;
      const letters = told.given.map((number) => String.fromCharCode(97 + number));
      set(`${at}id`, `q${told.number + 1}`);
      set(`${at}type`, told.kind);
      set(`${at}${newer ? "learner_response" : "student_response"}`, letters.join(newer ? "[,]" : ","));
      set(`${at}result`, told.right ? "correct" : newer ? "incorrect" : "wrong");
    },
  };
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", leave);
})();
