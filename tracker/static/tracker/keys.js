/* Keyboard shortcuts of the desk: an element with data-key is clicked or focused. */

const dialog = document.getElementById("keys");
const use = document.getElementById("use-keys");
const show = document.getElementById("show-keys");
const STORED = "desk-keys";
const TYPED = "textarea, select, [contenteditable], .select2, dialog";

function used() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // Without storage the setting lasts for this page.
  }
}

/* Announce the shortcut of each element to screen readers. */
function announce(on) {
  use.checked = on;
  for (const one of document.querySelectorAll("[data-key]")) {
    const target = one.control ?? one;
    if (on) target.setAttribute("aria-keyshortcuts", one.dataset.key);
    else target.removeAttribute("aria-keyshortcuts");
  }
}

function typing(target) {
  const input = target.closest("input");
  const chosen = ["radio", "checkbox", "button", "submit"];
  return target.closest(TYPED) || (input && !chosen.includes(input.type));
}

function pressed(event) {
  const held = event.ctrlKey || event.altKey || event.metaKey;
  if (!use.checked || held || event.repeat || event.isComposing) return;
  if (dialog.open || typing(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const search = event.key === "/" && document.getElementById("searchbar");
  const found = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key === event.key,
  );
  if (search) search.select();
  else if (found) {
    found.click();
    found.control?.focus();
  } else return;
  event.preventDefault();
}

show.hidden = false;
show.addEventListener("click", () => dialog.showModal());
use.addEventListener("change", () => {
  keep(use.checked);
  announce(use.checked);
});
announce(used());
document.addEventListener("keydown", pressed);
if (location.hash === "#searchbar") document.getElementById("searchbar")?.focus();
