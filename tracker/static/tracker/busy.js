/* Says that a form is being worked on, and keeps it from being sent twice. */

document.addEventListener("submit", (event) => {
  const told = event.target.querySelector(".busy");
  if (!told) return;
  if (!told.hidden) {
    event.preventDefault();
    return;
  }
  told.hidden = false;
});
// Back on the page, nothing is under way.
addEventListener("pageshow", () => {
  document.querySelectorAll(".busy").forEach((one) => (one.hidden = true));
});
