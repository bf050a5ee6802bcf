// Counts the session that is being worked on, from its stored start: a closed lid, a reload and another device show the same.
const title = document.title;
// How far the service's clock is ahead of this one, by element: each was made at its own time.
const ahead = new WeakMap();

function show() {
  const time = document.querySelector("[data-start]");
  if (time === null) {
    document.title = title;
    return;
  }
  const { start, now, planned, left, over, category } = time.dataset;
  const madeAt = document.body.dataset.kept ?? Date.now();
  if (!ahead.has(time)) ahead.set(time, Date.parse(now) - madeAt);
  const seconds = Math.floor((Date.now() + ahead.get(time) - Date.parse(start)) / 1000);
  const rest = Number(planned) * 60 - seconds;
  const clock = clockOf(Math.abs(rest));
  time.textContent = (rest > 0 ? left : over).replace("%", clock);
  document.title = `${clock} ${category}`;
  const bar = document.querySelector("[data-progress]");
  if (bar === null) return;
  bar.value = seconds / 60;
  bar.hidden = false;
}

function clockOf(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

show();
setInterval(show, 1000);
addEventListener("renewed", show);
