/* Selects a claim without reloading the page. Without it, the links do that. */

"use strict";

const main = document.querySelector("main");
const shown = () => document.getElementById("chosen");

let asked = new AbortController();

/* The page at *address*, or null if another one was requested or it cannot be shown. */
async function fetched(address) {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const answer = await fetch(address, { signal });
    if (answer.ok) {
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }
  } catch {
    // Another claim has been selected since.
    if (signal.aborted) return null;
  }
  // Let the browser show what is wrong.
  location.reload();
  return null;
}

async function show(address, focus) {
  const fresh = await fetched(address);
  if (!fresh) return false;
  const top = shown().scrollTop;
  for (const id of ["chosen", "text"]) {
    document.getElementById(id).replaceWith(fresh.getElementById(id));
  }
  if (focus) {
    shown().scrollTop = 0;
    shown().focus({ preventScroll: true });
  } else {
    shown().scrollTop = top;
  }
  return true;
}

function inPlace(link) {
  const chooses = link.matches(".mark, #chosen a, .in-order a");
  return chooses && new URL(link.href).pathname === location.pathname;
}

async function choose(link) {
  const to = new URL(link.href);
  const from = link.closest(".text") === null;
  history.pushState(null, "", to);
  if (!(await show(to, true))) return;
  const words = document.querySelector(to.hash || "#none");
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (words && from) {
    words.scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
  }
}

main.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (link && plain && shown() && inPlace(link)) {
    event.preventDefault();
    choose(link);
  }
});

document.addEventListener("keydown", (event) => {
  const close = shown()?.querySelector(".close");
  if (event.key === "Escape" && close) {
    const words = document.querySelector(".mark.chosen")?.getAttribute("href");
    choose(close).then(() => document.querySelector(`.mark[href="${words}"]`)?.focus());
  }
});

addEventListener("popstate", () => show(location.href, false));
