/* Asks before leaving a page with unsaved input. */

const typed = (form) => new URLSearchParams(new FormData(form)).toString();
const known = new Map();
let sent = null;

// After other scripts have prepared their forms.
addEventListener("load", () => {
  for (const form of document.querySelectorAll("form[data-guard]")) {
    // A form with errors, or with an extracted text, is not saved either.
    const unsaved = form.dataset.guard === "unsaved" || form.querySelector(".errorlist");
    known.set(form, unsaved ? null : typed(form));
  }
});
document.addEventListener("saved", (event) => {
  known.set(event.target, typed(event.target));
});
document.addEventListener("submit", (event) => {
  sent = event.target;
});
addEventListener("beforeunload", (event) => {
  const lost = [...known].some(([form, was]) => form !== sent && typed(form) !== was);
  sent = null;
  if (lost) event.preventDefault();
});
