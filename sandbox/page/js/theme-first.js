// Runs before the first paint, so that a dark page never flashes white.
(() => {
  const wish = localStorage.getItem("theme") ?? "system";
  const dark = wish === "dark" || (wish === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
