/* Labels for fields that the widgets of the admin leave without one. */

"use strict";

{
  // Not visible, or labeled by their own text.
  const NAMELESS = new Set(["hidden", "submit", "button", "reset", "image"]);
  const text = (node) => node?.textContent.trim().replace(/:$/, "") ?? "";

  function rowName(field) {
    const row = field.closest(".form-row, .fieldBox");
    const name = text(row?.querySelector("label, legend"));
    const part = { vDateField: "date", vTimeField: "time" }[field.className];
    return part ? `${name}, ${part}` : name;
  }

  function cellName(cell) {
    if (cell.classList.contains("delete")) {
      return "Delete";
    }
    const [, field] = /\bfield-(\S+)/.exec(cell.className) ?? [];
    return field ? text(cell.closest("table").querySelector(`.column-${field}`)) : "";
  }

  function named(field) {
    return field.labels?.length || field.ariaLabel || field.hasAttribute("aria-labelledby");
  }

  function nameFields() {
    for (const field of document.querySelectorAll("#content :is(input, select, textarea)")) {
      if (!NAMELESS.has(field.type) && !named(field)) {
        const cell = field.closest("td");
        field.ariaLabel = (cell ? cellName(cell) : rowName(field)) || field.name || null;
      }
    }
    for (const choice of document.querySelectorAll(".select2-selection")) {
      const field = choice.closest(".select2")?.previousElementSibling;
      const name = text(field?.labels?.[0]) || field?.ariaLabel || "Choose";
      for (const part of [choice, ...choice.querySelectorAll("[role=textbox], input")]) {
        part.removeAttribute("aria-labelledby");
        part.ariaLabel = [name, text(choice)].filter(Boolean).join(": ");
      }
    }
    for (const search of document.querySelectorAll(".select2-search__field")) {
      search.ariaLabel ||= "Search";
    }
    document.getElementById("searchbar")?.setAttribute("aria-label", "Search");
  }

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(nameFields);
  };
  addEventListener("load", () => {
    nameFields();
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  });
}
