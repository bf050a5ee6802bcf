// Shows what has changed without being asked. Without script a page stays as it was when it was loaded.
const events = new EventSource(new URL(document.body.dataset.events, document.baseURI));
let known;

events.addEventListener("data", ({ lastEventId }) => {
  const isNews = known !== undefined && known !== lastEventId;
  known = lastEventId;
  if (isNews) renew();
});
// A page that is left must not hold one of the browser's few connections.
addEventListener("pagehide", () => events.close());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

async function renew() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser()
    .parseFromString(await answer.text(), "text/html")
    .querySelector("main");
  const main = document.querySelector("main");
  // Nobody is interrupted while writing.
  if (fresh !== null && !main.contains(document.activeElement)) main.replaceWith(fresh);
}
