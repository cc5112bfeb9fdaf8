const paths = {
  mail: "M3 5.5h14v9.5H3zM3 6l7 5 7-5",
  inbox: "M3 11l2-6h10l2 6v5H3zM3 11h4l1 2h4l1-2h4",
  check: "M4 10.5l4 4 8-9",
  stop: "M10 3.2l6.8 6.8-6.8 6.8L3.2 10z M7.5 10h5",
  alert: "M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.3v.2",
  send: "M3 10l14-6.5-4.5 13-3-5.5zM9.5 11L17 3.5",
  draft: "M4 16l1-3.5L13.5 4 16 6.5 7.5 15zM4 16h12",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.8 11h7.4l.8-11M8.5 9v5M11.5 9v5",
  clip: "M14.5 9l-5.6 5.6a2.6 2.6 0 0 1-3.7-3.7l6.4-6.4a1.8 1.8 0 0 1 2.5 2.5l-6 6a.8.8 0 0 1-1.2-1.2L12 6.7",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6.5V10l2.5 2",
  bolt: "M11 2.5L5 11h4l-1 6.5L15 8.5h-4.5z",
  sun: "M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1",
  moon: "M15.8 12.3A6.6 6.6 0 0 1 7.7 4.2a6.6 6.6 0 1 0 8.1 8.1z",
  screen: "M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3",
  down: "M5 8l5 5 5-5",
  close: "M5 5l10 10M15 5L5 15",
  back: "M12 4.5L6.5 10l5.5 5.5",
  reply: "M8 5L3.5 9.5 8 14M3.5 9.5H11a5.5 5.5 0 0 1 5.5 5.5v.5",
  folder: "M3 5h5l1.5 2H17v9H3z",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  refresh: "M15.5 8A6 6 0 0 0 4.6 7M4.5 12a6 6 0 0 0 10.9 1M4.5 3.8V7h3.2M15.5 16.2V13h-3.2",
  info: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.3v4M10 6.6v.2",
  plus: "M10 4v12M4 10h12",
  key: "M10.6 10.2a3.8 3.8 0 1 1-1.6-1.7L16.5 3M13.6 5.2l2.2 2.2M11.6 6.7l1.6 1.6",
  chat: "M3.5 4.5h13v9H9l-3.5 3v-3h-2z",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  if (name === "more") svg.style.strokeWidth = "2.4";
  svg.append(path);
  return svg;
}
