// A place lights up in the picture and in words alike.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  for (const one of all("[data-place]")) {
    const both = all("[data-place]").filter((other) => other.dataset.place === one.dataset.place);
    const light = (on) => () => both.forEach((other) => other.classList.toggle("on", on));
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      one.addEventListener(name, light(on));
    }
  }
})();
