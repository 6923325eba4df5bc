(() => {
  const one = (what) => document.querySelector(what);
  const steps = [...document.querySelectorAll(".told-step")];
  const figures = [...document.querySelectorAll(".at")];
  let upto = 1;
  const show = (focus) => {
    steps.forEach((step, n) => {
      step.hidden = n >= upto;
      step.classList.toggle("now", n === upto - 1 && steps.length > 1);
    });
    figures.forEach((figure) => { figure.hidden = Number(figure.dataset.upto) !== upto; });
    const done = upto === steps.length;
    one("#verdict").hidden = !done;
    one("#back").hidden = upto === 1;
    one("#next").hidden = one("#all").hidden = done;
    one("#progress").textContent = one("#lesson").dataset.progress.replace("{n}", upto).replace("{count}", steps.length);
    if (focus) steps[upto - 1].focus();
  };
  one(".turns").hidden = false;
  one("#next").addEventListener("click", () => { upto += 1; show(true); });
  one("#back").addEventListener("click", () => { upto -= 1; show(true); });
  one("#all").addEventListener("click", () => { upto = steps.length; show(true); });
  show(false);
})();
