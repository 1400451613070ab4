/* Asks before a page is left on which something has been typed and not sent. */

const typed = (form) => new URLSearchParams(new FormData(form)).toString();
const known = new Map();
let sent = null;

// Late: other scripts of the page put their forms in order first.
addEventListener("load", () => {
  for (const form of document.querySelectorAll("form[data-guard]")) {
    // What came back with an error is not saved either.
    known.set(form, form.querySelector(".errorlist") ? null : typed(form));
  }
});
document.addEventListener("submit", (event) => {
  sent = event.target;
});
addEventListener("beforeunload", (event) => {
  const lost = [...known].some(([form, was]) => form !== sent && typed(form) !== was);
  sent = null;
  if (lost) event.preventDefault();
});
