// On files nobody answers what was named with a complaint: it is said here, with the page of its own warning signs.
"use strict";
(() => {
  const { suffix } = document.querySelector(".find").dataset, box = document.getElementById("red-flags");
  const KNOWN = /^(?:symptom|entity)\/[a-z0-9.-]+$/, MOST = 4;
  const named = suffix && box ? new URLSearchParams(location.search).getAll("beside").filter((one) => KNOWN.test(one)).slice(0, MOST) : [];
  if (!named.length) return;
  const line = document.createElement("p");
  line.className = "named-with";
  line.append(`${box.dataset.read}: `);
  named.forEach((there, at) => {
    const link = document.createElement("a"), strong = document.createElement("strong");
    link.href = `../${there}${suffix}#red-flags`;
    link.textContent = `${there.split("/")[1].replace(/[-.]/g, " ")}: ${box.dataset.signs}`;
    strong.append(link);
    line.append(at ? ", " : "", strong);
  });
  box.prepend(line);
})();
