/* Shows progress after a form is sent, and prevents sending it twice. */

document.addEventListener("submit", (event) => {
  const progress = event.target.querySelector(".busy");
  if (!progress) return;
  if (!progress.hidden) {
    event.preventDefault();
    return;
  }
  progress.hidden = false;
});
// After going back, nothing is in progress.
addEventListener("pageshow", () => {
  document.querySelectorAll(".busy").forEach((one) => (one.hidden = true));
});
