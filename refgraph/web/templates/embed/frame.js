// The contract embed/v1: a page says how high it is, and takes its theme and its title from its address or its host.
(() => {
  const contract = document.documentElement.dataset.contract;
  const dark = document.getElementById("dark"), title = document.getElementById("title");
  const themes = { light: ["not all", "light"], dark: ["screen", "dark"], auto: ["screen and (prefers-color-scheme: dark)", "light dark"] };
  const look = (theme) => {
    if (!Object.hasOwn(themes, theme)) return;
    dark.media = themes[theme][0];
    document.querySelector('meta[name="color-scheme"]').content = themes[theme][1];
  };
  const name = (words) => {
    if (!words) return;
    title.textContent = words.slice(0, 300);
    document.title = title.textContent;
  };
  const asked = [location.search.slice(1), location.hash.slice(1)].map((said) => new URLSearchParams(said));
  for (const said of asked) {
    look(said.get("theme"));
    name(said.get("title"));
  }
  if (parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ refgraph: contract, event: "size", height }, "*");
    parent.postMessage({ subject: "lti.frameResize", height }, "*");
  };
  addEventListener("message", (event) => {
    const said = event.data;
    if (event.source !== parent || !said || said.refgraph !== contract) return;
    if (said.set === "theme") look(String(said.to));
    if (said.set === "title") name(String(said.to));
    if (said.ask === "size") told = 0;
    tell();
  });
  new ResizeObserver(tell).observe(document.documentElement);
  // Scripts of the page fold what they do not show yet; a frame that is out of sight has no observer to see that.
  addEventListener("load", tell);
})();
