/* Adds, removes and moves rows of an attribution chain. Without it there are a few. */

"use strict";

function prepare(list) {
  const prefix = list.dataset.prefix;
  const field = list.closest("fieldset, .form-row");
  const total = field.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const template = field.querySelector("template");
  const add = field.querySelector(".add-row");
  const rows = () => [...list.querySelectorAll(".chain-row")];

  function settle() {
    for (const [place, row] of rows().entries()) {
      row.querySelector("[name$=-place]").value = place;
      row.querySelector(".role").textContent = place ? "Relayed by" : "Said by";
      row.querySelector(".moves").hidden = false;
      row.querySelector('[data-move="up"]').disabled = place === 0;
      row.querySelector('[data-move="down"]').disabled = place === rows().length - 1;
      row.querySelector('[data-move="out"]').disabled = rows().length === 1;
    }
    add.hidden = Number(total.value) >= Number(list.dataset.most);
  }

  function grow() {
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("*")) {
      for (const attribute of element.attributes) {
        attribute.value = attribute.value.replaceAll("__prefix__", total.value);
      }
    }
    total.value = Number(total.value) + 1;
    list.append(row);
    // The admin adds its search fields to new rows on this event.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    settle();
    row.querySelector(".select2-selection, select")?.focus();
  }

  list.addEventListener("click", (event) => {
    const move = event.target.closest("[data-move]")?.dataset.move;
    const row = event.target.closest(".chain-row");
    if (move === "up") row.previousElementSibling.before(row);
    if (move === "down") row.nextElementSibling.after(row);
    // A missing row counts as an empty one.
    if (move === "out") row.remove();
    if (move) {
      settle();
      (move === "out" ? add : event.target).focus();
    }
  });
  add.addEventListener("click", grow);
  // Most chains have one row: remove the empty ones.
  const empty = (row) => !row.querySelector("select option:checked, .errorlist") && !row.querySelector("[type=text]").value;
  for (const row of rows().slice(1)) {
    if (empty(row)) row.remove();
  }
  settle();
}

document.querySelectorAll(".chain-rows").forEach(prepare);
