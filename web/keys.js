// Has single keys act as the links and buttons that name them: never while something is typed or with a modifier, and not
// at all where a person has switched them off.
const SEQUENCE_MS = 1500;
const TYPING = "dialog, select, textarea, input:not([type=radio], [type=checkbox])";
const dialog = document.getElementById("keys");
const opener = document.querySelector("[data-opens]");
const choice = dialog.querySelector("input");
let before = "";
let beforeAt = 0;

choice.checked = stored() !== "off";
show();
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
choice.addEventListener("change", () => {
  store(choice.checked ? "on" : "off");
  show();
});
addEventListener("keydown", (event) => {
  const { target, timeStamp, repeat, isComposing } = event;
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  if (!choice.checked || isModified || repeat || isComposing || target.closest?.(TYPING)) return;
  const key = event.key.toLowerCase();
  const isSequence = before !== "" && timeStamp - beforeAt < SEQUENCE_MS;
  const found = (isSequence && named(`${before} ${key}`)) || named(key);
  [before, beforeAt] = [found ? "" : key, timeStamp];
  if (!found) return;
  event.preventDefault();
  // The list gives the focus back to what had it.
  if (found !== opener) found.focus();
  found.click();
});

function named(key) {
  return document.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function show() {
  document.documentElement.classList.toggle("keys", choice.checked);
}

// A browser may refuse to remember anything; then the choice holds for this page.
function stored() {
  try {
    return localStorage.getItem("keys");
  } catch {
    return null;
  }
}

function store(value) {
  try {
    localStorage.setItem("keys", value);
  } catch {}
}
