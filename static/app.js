// Progressive enhancement only: every page works without this file.

// The summary of errors takes the focus, so that it is read first and the keyboard starts there.
document.querySelector(`form[method="post"] .mp-errors[tabindex]`)?.focus();

// One press, one sending. The button stays usable for the pressed value, so it is blocked after the browser has read the form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  setTimeout(() => setBusy(form, true));
});

// Coming back with the browser's own arrow shows the form as it was left: usable again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    setBusy(form, false);
  });
});

// The phone menu closes with Escape and when the focus leaves it.
document.querySelectorAll(".mp-menu").forEach((menu) => {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
});

function setBusy(form, isBusy) {
  for (const control of form.elements) {
    if (control.type !== "submit") continue;
    if (isBusy && !control.disabled) {
      control.disabled = true;
      control.dataset.busy = "true";
    } else if (!isBusy && control.dataset.busy) {
      control.disabled = false;
      delete control.dataset.busy;
    }
  }
}

// A question in the address says only what is asked: no empty field, and nothing of a row that is not ticked. Servers read only so much of it.
document.querySelectorAll("form[data-brief]").forEach((form) => {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    for (const box of form.querySelectorAll("input[data-with]:not(:checked)")) formData.delete(box.dataset.with);
  });
});

// What is to be pasted elsewhere can be copied with one press. Without this file the text is marked by hand.
document.querySelectorAll("button[data-copies]").forEach((button) => {
  if (!navigator.clipboard) return;
  const said = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    said.textContent = said.dataset.copied;
  });
});
