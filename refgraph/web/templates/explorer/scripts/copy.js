// Buttons that copy a link or a citation.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  if (navigator.clipboard) {
    for (const button of all("button.copy")) {
      const said = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const text = "address" in button.dataset ? location.href.split("#")[0] : document.getElementById(button.dataset.copies).textContent;
        try {
          await navigator.clipboard.writeText(text);
          button.textContent = button.dataset.done;
        } catch {
          button.textContent = button.dataset.failed;
        }
        setTimeout(() => { button.textContent = said; }, 2000);
      });
    }
  }
})();
