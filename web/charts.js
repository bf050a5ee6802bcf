// Has arrow keys walk through the points of a chart: one of them is a stop of Tab, and the one that is focused or tapped
// says its value below. Without script the table under the chart has the same values.
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

prepareAll();
addEventListener("renewed", prepareAll);
addEventListener("keydown", (event) => {
  const { target, key } = event;
  const chart = chartOf(target);
  if (!chart || event.ctrlKey || event.metaKey || event.altKey) return;
  const points = pointsOf(chart);
  const to =
    { Home: points[0], End: points.at(-1) }[key] ?? beside(chart, points, target, STEPS[key]);
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
});
addEventListener("focusin", ({ target }) => {
  const chart = chartOf(target);
  if (chart) say(chart, target);
});
addEventListener("click", ({ target }) => target.closest("[data-point]")?.focus());

function prepareAll() {
  for (const chart of document.querySelectorAll("[data-chart]")) {
    stopAt(chart, pointsOf(chart)[0]);
    // The points inside are stops enough for scrolling.
    chart.closest(".scroll")?.removeAttribute("tabindex");
  }
}

function chartOf(target) {
  return target.dataset?.point === undefined ? undefined : target.closest("[data-chart]");
}

/** Those that the width of the page leaves room for. */
function pointsOf(chart) {
  return [...chart.querySelectorAll("[data-point]")].filter(
    (point) => point.getClientRects().length > 0,
  );
}

function stopAt(chart, stop) {
  for (const point of chart.querySelectorAll("[data-point]")) {
    point.setAttribute("tabindex", point === stop ? "0" : "-1");
    if (point.textContent.trim() !== "") continue;
    point.setAttribute("role", "img");
    point.setAttribute("aria-label", textOf(point));
  }
}

/** Along a line the next point; in a grid the nearest one of the row or column. */
function beside(chart, points, from, step) {
  if (step === undefined) return undefined;
  const [right, down] = step;
  if (chart.dataset.chart === "line") return points[points.indexOf(from) + right + down] ?? from;
  const [x, y] = centreOf(from);
  let nearest = from;
  let least = Infinity;
  for (const point of points) {
    const [toRight, toBottom] = [centreOf(point)[0] - x, centreOf(point)[1] - y];
    const along = toRight * right + toBottom * down;
    const isAside = Math.abs(toRight * down + toBottom * right) > 1;
    if (isAside || along < 1 || along >= least) continue;
    [nearest, least] = [point, along];
  }
  return nearest;
}

function centreOf(point) {
  const { x, y, width, height } = point.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

function say(chart, point) {
  stopAt(chart, point);
  const outer = chart.closest(".scroll") ?? chart;
  let said = outer.nextElementSibling;
  if (!said?.matches(".said")) {
    said = document.createElement("p");
    said.className = "said";
    // It is read from the point itself.
    said.ariaHidden = "true";
    outer.after(said);
  }
  said.textContent = textOf(point);
}

/** With the hour and weekday of a cell, which stand in its table's headings. */
function textOf(point) {
  const { cellIndex, parentElement: row } = point;
  const text = point.dataset.point || point.title || point.textContent;
  if (cellIndex === undefined) return text;
  const hour = row.closest("table").tHead.rows[0].cells[cellIndex].textContent;
  return `${row.cells[0].textContent} ${hour}:00 · ${text}`;
}
