// Installs the worker that keeps pages, and says what only this browser knows: that a page is an earlier one, and which
// forms wait for the service or were refused by it later.
const home = new URL("../ui", import.meta.url).href;
const source = new URL("offline.js", import.meta.url).href;
const waiting = `waiting ${home}`;
const scripts = globalThis.trustedTypes?.createPolicy("worker", { createScriptURL: () => source });
const { serviceWorker } = navigator;
const isControlled = Boolean(serviceWorker?.controller);
const mark = /^#(unseen|unsent)$/.exec(location.hash)?.[1];

if (mark !== undefined) history.replaceState(null, "", location.href.split("#")[0]);
if (serviceWorker !== undefined) {
  addEventListener("load", install);
  addEventListener("renewed", show);
  show();
}

async function install() {
  if (document.body.dataset.worker === undefined) return;
  try {
    await serviceWorker.register(scripts?.createScriptURL(source) ?? source, { scope: home });
  } catch {
    // Without a connection, or where a browser allows no worker.
    return;
  }
  const { active } = await serviceWorker.ready;
  if (!isControlled) active.postMessage("opened");
}

async function show() {
  const entries = (await caches.has(waiting)) ? await stored() : [];
  const box = document.querySelector(".offline");
  const { kept } = document.body.dataset;
  const { shut, end, waits, refused, ...texts } = box.dataset;
  const say = (text, at) => {
    const line = document.createElement("p");
    line.textContent = text.replace("%", timeOf(Number(at)));
    box.append(line);
    return line;
  };
  box.replaceChildren();
  box.role = "status";
  if (kept !== undefined) say(texts.kept, kept);
  if (mark !== undefined) say(texts[mark]);
  const hasEnd = entries.some(({ name, isRefused }) => name === "finish" && !isRefused);
  for (const entry of entries) {
    const { key, name, at, isRefused } = entry;
    const line = say(`${texts[`${name}ed`]} ${isRefused ? refused : waits} `, at);
    if (name === "start" && !isRefused && !hasEnd) line.append(button(end, finish(entry)));
    if (isRefused) line.append(button(shut, (cache) => cache.delete(key)));
    // An earlier page still has the form.
    else document.querySelector(`main [action*="${name}"]`)?.toggleAttribute("hidden", true);
  }
  box.hidden = box.childElementCount === 0;
}

async function stored() {
  const cache = await caches.open(waiting);
  const keys = await cache.keys();
  const entries = keys.map(async (key) => ({ key, ...(await (await cache.match(key))?.json()) }));
  return (await Promise.all(entries)).filter(({ name }) => name !== undefined);
}

/** @param change what a press does to the forms that wait */
function button(text, change) {
  const element = document.createElement("button");
  element.textContent = text;
  element.addEventListener("click", async () => {
    await change(await caches.open(waiting));
    show();
  });
  return element;
}

/** Ends a session whose start still waits, so that no page has its form. */
function finish({ url, fields }) {
  const id = new URLSearchParams(fields).get("id") ?? "";
  const address = url.replace(/start$/, "finish");
  return (cache) =>
    cache.put(
      `${home}/finish`,
      Response.json({ url: address, name: "finish", fields: `id=${id}`, at: Date.now() }),
    );
}

/** The time of day, with the date when it is another day. */
function timeOf(at) {
  const time = new Date(at);
  const isToday = time.toDateString() === new Date().toDateString();
  const style = isToday ? {} : { dateStyle: "medium" };
  return time.toLocaleString(document.documentElement.lang.replace("en", "en-GB"), {
    ...{ ...style, timeStyle: "short", hourCycle: "h23" },
  });
}
