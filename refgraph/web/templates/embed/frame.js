(() => {
  if (parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ subject: "lti.frameResize", height, from: "refgraph" }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
})();
