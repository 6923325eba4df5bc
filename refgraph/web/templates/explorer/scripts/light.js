// What a path passes lights up on the figure while one points at it, or at a step that ends there.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const one of all("[data-lights]")) {
    const figure = one.closest(".walk").querySelector(".figure");
    if (!figure) continue;
    const numbers = one.dataset.at.split(" "), shapes = one.dataset.lights.split(" ").filter(Boolean);
    const lit = () => [
      ...all("use", figure).filter((use) => shapes.includes(use.getAttribute("href").slice(1))),
      ...all(".badge-text", figure).filter((text) => numbers.includes(text.textContent)).map((text) => text.parentNode),
      ...(one.classList.contains("stop") ? [one] : []),
    ];
    const light = (on) => () => lit().forEach((part) => part.classList.toggle("on", on));
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      one.addEventListener(name, light(on));
    }
  }
})();
