// Shows what has changed without being asked. Without script a page stays as it was when it was loaded.
const { events: address } = document.body.dataset;
// The one text that becomes a page: what this service sent.
const policy = globalThis.trustedTypes?.createPolicy("page", { createHTML: (text) => text });
let known;
let isEdited = false;

if (address !== undefined) watch(new EventSource(new URL(address, document.baseURI)));

function watch(events) {
  events.addEventListener("data", ({ lastEventId }) => {
    const isNews = known !== undefined && known !== lastEventId;
    known = lastEventId;
    if (isNews) renew();
  });
  addEventListener("input", () => {
    isEdited = true;
  });
  // A page that is left must not hold one of the browser's few connections.
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}

async function renew() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const wait = Number(answer.headers.get("retry-after"));
  if (answer.status === 503 && wait > 0) setTimeout(renew, wait * 1000);
  if (!answer.ok) return;
  const text = await answer.text();
  const fresh = new DOMParser()
    .parseFromString(policy?.createHTML(text) ?? text, "text/html")
    .querySelector("main");
  const main = document.querySelector("main");
  // Nobody is interrupted while writing, and nothing that was written is lost.
  const isInUse = isEdited || main.contains(document.activeElement);
  if (fresh === null || isInUse) return;
  const news = fresh.querySelector("[data-news]")?.dataset.news;
  const isNews = news !== main.querySelector("[data-news]")?.dataset.news;
  main.replaceWith(fresh);
  if (isNews) document.querySelector("body > [aria-live]").textContent = news ?? "";
  dispatchEvent(new Event("renewed"));
}
