// Shows what has changed without being asked. Without script a page stays as it was when it was loaded.
const { events: address } = document.body.dataset;
// The one text that becomes a page: what this service sent.
const policy = globalThis.trustedTypes?.createPolicy("page", { createHTML: (text) => text });
/** What somebody writes in or walks along. */
const IN_USE = "input, select, textarea, [data-point]";
// An earlier page, shown while the service could not be reached, is renewed as soon as it can.
let known = document.body.dataset.kept && "";
let isEdited = false;
/** Whether something new is not shown yet, because it would have taken the focus away. */
let isPending = false;

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
  addEventListener("focusout", ({ relatedTarget }) => {
    if (isPending && !isEdited && !document.querySelector("main").contains(relatedTarget)) renew();
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
  // Nobody is interrupted while writing, nothing that was written is lost, and what has the focus keeps it.
  const focused = main.contains(document.activeElement) ? document.activeElement : undefined;
  const again = focused?.matches(IN_USE) ? undefined : counterpart(focused, main, fresh);
  isPending = isEdited || (focused !== undefined && again === undefined);
  if (fresh === null || isPending) return;
  const news = fresh.querySelector("[data-news]")?.dataset.news;
  const isNews = news !== main.querySelector("[data-news]")?.dataset.news;
  for (const summary of main.querySelectorAll("[open] > summary")) {
    counterpart(summary, main, fresh)?.parentElement.setAttribute("open", "");
  }
  main.replaceWith(fresh);
  again?.focus({ preventScroll: true });
  delete document.body.dataset.kept;
  if (isNews) document.querySelector("body > [aria-live]").textContent = news ?? "";
  dispatchEvent(new Event("renewed"));
}

/** The same control in another version of the page: of the same kind, with the same text, and as far down. */
function counterpart(control, from, to) {
  const alike = (root) =>
    [...root.querySelectorAll(control.tagName)].filter(
      ({ textContent }) => textContent === control.textContent,
    );
  return control && to && alike(to)[alike(from).indexOf(control)];
}
