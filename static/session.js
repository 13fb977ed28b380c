// Warns before the session ends, and lets somebody stay. Without this file the foot of the page says until when it lasts.

const dialog = document.getElementById("session");
const find = (name, value) => dialog.querySelectorAll(value === undefined ? `[data-${name}]` : `[data-${name}="${value}"]`);
const STEP = 15_000; // how often the clock of the page is looked at while nothing is shown
let endsAt = performance.now() + dialog.dataset.seconds * 1000;
let isFinal = "final" in dialog.dataset;
let isOver = false;
let saidMinutes = null;
let dismissed = null; // what somebody has read and closed: "final" or "over"

// What is left is asked of the server before anything is said: another tab may have moved the end.
async function ask(method) {
  const body = method === "POST" ? new FormData(dialog.querySelector("form")) : undefined;
  try {
    const response = await fetch(dialog.dataset.url, { method, body, headers: { Accept: "application/json" } });
    if (!response.ok) return method === "GET";
    take(await response.json());
    return true;
  } catch {
    return false; // no network: what the page knows is still the best there is
  }
}

function take({ person, seconds, is_final }) {
  if (person && person !== dialog.dataset.person) location.reload(); // somebody else has signed in here
  endsAt = performance.now() + seconds * 1000;
  isFinal = is_final;
  isOver = !person;
}

function show() {
  const left = Math.max(0, endsAt - performance.now());
  const minutes = Math.ceil(left / 60_000);
  const state = isOver ? "over" : minutes > 1 ? "soon" : "last";
  const about = isOver ? "over" : isFinal ? "final" : "idle";
  if (about === dismissed) return;
  find("when").forEach((text) => (text.hidden = text.dataset.when !== state));
  find("minutes").forEach((text) => (text.textContent = minutes));
  find("about").forEach((part) => (part.hidden = part.dataset.about !== about));
  find("close").forEach((button) => (button.hidden = about === "idle"));
  if (!dialog.open) dialog.showModal();
  if (saidMinutes !== `${state}${minutes}`) {
    find("said")[0].textContent = dialog.querySelector("h2").innerText;
    saidMinutes = `${state}${minutes}`;
  }
}

async function look() {
  const left = endsAt - performance.now();
  if (!isOver && left > dialog.dataset.warn * 1000) {
    if (dialog.open) dialog.close();
    return;
  }
  if (dismissed === "over") return;
  if (!dialog.open || left <= 0) await ask("GET");
  if (isOver || endsAt - performance.now() <= dialog.dataset.warn * 1000) show();
}

dialog.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await ask("POST");
  if (isOver) show();
  else if (endsAt - performance.now() > dialog.dataset.warn * 1000) dialog.close();
});
dialog.addEventListener("cancel", (event) => {
  if (isOver || isFinal) return dismiss();
  event.preventDefault(); // Escape is an answer too: somebody is here
  dialog.querySelector("form").requestSubmit();
});
find("close")[0].addEventListener("click", () => {
  dismiss();
  dialog.close();
});

function dismiss() {
  dismissed = isOver ? "over" : "final";
}

// A page that comes back from the browser's memory, or wakes with the computer, may be older than the session.
addEventListener("pageshow", async (event) => {
  const [entry] = performance.getEntriesByType("navigation");
  if (!event.persisted && entry?.type !== "back_forward") return;
  await ask("GET");
  if (isOver) location.reload();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
setInterval(look, STEP);
