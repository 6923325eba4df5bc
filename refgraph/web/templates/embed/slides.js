(() => {
  const slides = [...document.querySelectorAll("main>section")];
  const root = document.documentElement.classList;
  const at = (id) => document.getElementById(id);
  let now = Math.max(slides.findIndex((slide) => `#${slide.id}` === location.hash), 0);
  const show = (to, focus = true) => {
    now = Math.min(Math.max(to, 0), slides.length - 1);
    slides.forEach((slide, n) => slide.classList.toggle("now", n === now));
    at("at").textContent = at("at").dataset.said.replace("{n}", now + 1).replace("{count}", slides.length);
    at("back").disabled = now === 0;
    at("on").disabled = now === slides.length - 1;
    if (focus) slides[now].focus({ preventScroll: root.contains("show") });
    try {
      history.replaceState(null, "", `#${slides[now].id}`);
    } catch {
      // A page inside an attribute has no address of its own.
    }
  };
  const toggle = (button, name, on) => {
    const set = root.toggle(name, on);
    at(button).setAttribute("aria-pressed", String(button === "all" ? !set : set));
    return set;
  };
  const notes = (on) => {
    const set = toggle("noted", "noted", on);
    for (const one of document.querySelectorAll(".notes")) one.open = set;
  };
  const steps = {
    PageDown: 1, ArrowRight: 1, ArrowDown: 1, " ": 1, PageUp: -1, ArrowLeft: -1, ArrowUp: -1, Backspace: -1,
    Home: -Infinity, End: Infinity,
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const pressed = event.target.closest("button,a,summary");
    if (event.key === "n") return notes();
    if (event.key === "Escape") return toggle("all", "show") && show(now);
    if (!root.contains("show") || !(event.key in steps) || (pressed && event.key === " ")) return;
    event.preventDefault();
    show(now + (event.key === " " && event.shiftKey ? -1 : steps[event.key]));
  });
  at("back").addEventListener("click", () => show(now - 1, false));
  at("on").addEventListener("click", () => show(now + 1, false));
  at("noted").addEventListener("click", () => notes());
  at("all").addEventListener("click", () => toggle("all", "show") && show(now, false));
  document.querySelector(".bar").hidden = false;
  root.add("scripted", "show");
  show(now, false);
})();
