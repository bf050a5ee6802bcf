// The service worker of the pages. It keeps each page that was seen and shows it while the service cannot be reached. The
// start and the end of a session are stored here meanwhile, and sent in their order before the next page is asked for.
const HOME = new URL("../ui", location).href;
const PAGES = `pages ${HOME}`;
const FILES = `files ${HOME}`;
const WAITING = `waiting ${HOME}`;
const MAX_PAGES = 60;
// Those of the present version and a few before it, which older pages refer to.
const MAX_FILES = 8;
const TIMEOUT_MS = 8000;
/** Forms that are sent later: each has an id, so that sending it twice does no more than once. */
const SENT_LATER = ["start", "finish"];
/** Forms after which the pages may be another person's, or show what is erased. */
const CHANGES_PERSON = ["sign-in", "sign-out", "erase"];
/** Incremented when all pages are deleted: a page that was asked for before is not kept. */
let generation = 0;
/** How many forms were sent that had waited. */
let sent = 0;

addEventListener("install", () => skipWaiting());
addEventListener("message", (event) => event.waitUntil(keepOpened(event)));
addEventListener("fetch", (event) => {
  const { method, mode, destination, headers } = event.request;
  const isPage = mode === "navigate" || headers.get("accept") === "text/html";
  if (/^(style|script)$/.test(destination)) event.respondWith(file(event.request));
  else if (method === "GET" && isPage) event.respondWith(page(event));
  else if (mode === "navigate") event.respondWith(form(event.request));
});

/** A page that was opened without this worker is asked for once more, to be kept. */
async function keepOpened(event) {
  await clients.claim();
  await ask(event, new Request(event.source.url, { headers: { accept: "text/html" } }));
}

/** A file's name changes with its content. */
async function file(request) {
  return (await caches.match(request, { cacheName: FILES, ignoreVary: true })) ?? fetch(request);
}

async function page(event) {
  const { request } = event;
  const asked = ask(event, request);
  event.waitUntil(asked.catch(() => {}));
  if (request.mode !== "navigate") return asked;
  const kept = await keptPage(request.url);
  // After a form only the new page says what has become of it.
  const waitsForNetwork = kept === undefined || new URL(request.url).searchParams.has("done");
  const answer = await Promise.race([
    asked.catch(() => undefined),
    new Promise((resolve) => waitsForNetwork || setTimeout(resolve, TIMEOUT_MS)),
  ]);
  if (answer !== undefined && !isGone(answer)) return answer;
  if (kept !== undefined) return kept;
  const hasHome = (await keptPage(HOME)) !== undefined;
  return hasHome ? Response.redirect(`${HOME}#unseen`) : (answer ?? Response.error());
}

async function ask(event, request) {
  const before = sent;
  await sendWaiting();
  const asked = generation;
  // While a worker starts, Chromium asks for the page already: that answer is older than what was sent here.
  const options = { headers: { accept: "text/html" }, redirect: "manual" };
  const answer = await (sent === before ? fetch(request) : fetch(request.url, options));
  const leadsAway = answer.redirected || answer.type === "opaqueredirect";
  if (answer.status === 401 || leadsAway) await forgetPages();
  else event.waitUntil(keep(answer.clone(), asked));
  return answer;
}

/** A proxy answers for a service that it does not reach. */
function isGone({ status }) {
  return status === 502 || status === 504;
}

/** The address of a page without what is said once. */
function keyOf(address) {
  const url = new URL(address);
  url.hash = "";
  url.searchParams.delete("done");
  return url.href;
}

/** @param asked the generation in which the page was asked for */
async function keep(answer, asked) {
  const { url, status } = answer;
  const headers = new Headers(answer.headers);
  const isPage = status === 200 && /^text\/html/.test(headers.get("content-type"));
  // A page of which a part has failed is not stored; the one before it is worth more.
  if (!isPage || headers.get("cache-control") === "no-store" || nameOf(url) === "sign-in") return;
  const text = await answer.text();
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set("x-kept", Date.now());
  const pages = await caches.open(PAGES);
  if (asked !== generation) return;
  await pages.put(keyOf(url), new Response(text, { headers }));
  await trim(pages, MAX_PAGES);
  const files = await caches.open(FILES);
  for (const [, path] of text.matchAll(/(?:href|src)="((?:ui\/)?(?:style|script)-[^"]+)"/g)) {
    const address = new URL(path, url).href;
    if (!(await files.match(address, { ignoreVary: true }))) await files.add(address);
  }
  await trim(files, MAX_FILES);
}

async function trim(cache, most) {
  for (const oldest of (await cache.keys()).slice(0, -most)) await cache.delete(oldest);
}

/** A page as it was, with the time at which it came. */
async function keptPage(address) {
  const kept = await caches.match(keyOf(address), { cacheName: PAGES });
  if (kept === undefined) return undefined;
  const { headers } = kept;
  const text = await kept.text();
  const marked = text.replace("<body", `<body data-kept="${headers.get("x-kept")}"`);
  return new Response(marked, { headers });
}

async function forgetPages() {
  generation += 1;
  await caches.delete(PAGES);
}

function nameOf(address) {
  return new URL(address).pathname.split("/").at(-1);
}

async function form(request) {
  const name = nameOf(request.url);
  const isLater = SENT_LATER.includes(name);
  const isPersonal = CHANGES_PERSON.includes(name);
  const fields = isLater && new URLSearchParams(await request.clone().text());
  const answer = await sendForm(request, isLater, isPersonal);
  const isSignOut = name === "sign-out";
  if (isSignOut || answer?.status === 401 || (isPersonal && answer)) await forgetPages();
  // A redirect says that the form was carried out; its status is hidden.
  if (isPersonal && name !== "sign-in" && answer?.status === 0) await caches.delete(WAITING);
  if (answer !== undefined) return answer;
  if (isLater) {
    await wait(request.url, name, fields);
    return Response.redirect(HOME, 303);
  }
  const from = request.referrer;
  const isKept = from !== "" && (await keptPage(from)) !== undefined;
  return Response.redirect(`${isKept ? keyOf(from) : HOME}#unsent`, 303);
}

/** @returns nothing when the service cannot be reached */
async function sendForm(request, isLater, isPersonal) {
  try {
    const isNext = await sendWaiting();
    if (!isNext && (isLater || isPersonal)) return undefined;
    const answer = await fetch(request, isLater ? { signal: timeout() } : undefined);
    return isGone(answer) ? undefined : answer;
  } catch {
    return undefined;
  }
}

function timeout() {
  return AbortSignal.timeout(TIMEOUT_MS);
}

function askForPage(address, more) {
  return fetch(address, { headers: { accept: "text/html" }, signal: timeout(), ...more });
}

/** Stores a form until it can be sent. Sent again from another tab, it adds to what waits; the session and its time stay. */
async function wait(url, name, fields) {
  const cache = await caches.open(WAITING);
  const key = `${HOME}/${name}`;
  const earlier = await (await cache.match(key))?.json();
  for (const [field, value] of new URLSearchParams(earlier?.fields)) {
    // Each sending of a page has another id for the session to begin.
    if (field === "id" || !fields.get(field)) fields.set(field, value);
  }
  const at = earlier?.at ?? Date.now();
  await cache.put(key, Response.json({ url, name, fields: `${fields}`, at }));
}

/** @returns whether nothing waits any more. One tab at a time sends. */
async function sendWaiting() {
  const isUsed = (await caches.keys()).includes(WAITING);
  return !isUsed || navigator.locks.request(WAITING, () => sendAll().catch(() => false));
}

async function sendAll() {
  const cache = await caches.open(WAITING);
  const entries = [];
  for (const key of await cache.keys()) {
    const entry = await (await cache.match(key))?.json();
    if (entry && !entry.isRefused) entries.push([key, entry]);
  }
  if (entries.length === 0) return true;
  entries.sort(([, one], [, other]) => one.at - other.at);
  // The token in a form is that of a browser's session, which may have ended since.
  const home = await askForPage(HOME);
  if (!home.ok && home.status !== 401) return false;
  const token = /name="form_token" value="([^"]+)/.exec(await home.text())?.[1];
  if (token === undefined) return false;
  for (const [key, entry] of entries) {
    const answer = home.ok ? await send(entry, token) : home;
    if (answer.status >= 500 || answer.status === 429) return false;
    const isDone = answer.ok && !/[?&]done=running/.test(answer.url);
    const refused = Response.json({ ...entry, isRefused: true });
    if (!isDone) await cache.put(`${HOME}/${entry.name}?${entry.at}`, refused);
    await cache.delete(key);
    sent += 1;
    await keep(answer, generation);
  }
  return true;
}

function send({ url, fields, at }, token) {
  const body = new URLSearchParams(fields);
  body.set("form_token", token);
  body.set("seconds_ago", Math.max(0, Math.floor((Date.now() - at) / 1000)));
  return askForPage(url, { method: "POST", body });
}
