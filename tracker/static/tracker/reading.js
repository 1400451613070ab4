/* Puts the selected passage into the form that adds a claim, and sends that without
   loading the page again. Positions are code points of the captured text, as on the
   server. */

const selecting = document.getElementById("selection");
const sheet = () => document.getElementById("text");
const blocks = () => [...sheet().querySelectorAll("[data-start]")];
const isHidden = (node) => node.parentElement.closest(".visually-hidden");
const codePoints = (words) => [...words].length;

/* The captured text in a range, without the notes for screen readers. */
function wordsIn(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll(".visually-hidden").forEach((one) => one.remove());
  return copy.textContent;
}

/* The part of a paragraph that a range covers. */
function pieceOf(block, range) {
  const before = document.createRange();
  before.selectNodeContents(block);
  const within = before.cloneRange();
  if (block.contains(range.startContainer)) {
    within.setStart(range.startContainer, range.startOffset);
  }
  if (block.contains(range.endContainer)) {
    within.setEnd(range.endContainer, range.endOffset);
  }
  before.setEnd(within.startContainer, within.startOffset);
  const words = wordsIn(within);
  const lead = words.length - words.trimStart().length;
  const start =
    Number(block.dataset.start) + codePoints(wordsIn(before) + words.slice(0, lead));
  const exact = words.trim();
  return { exact, start, end: start + codePoints(exact) };
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = blocks()
    .filter((block) => range.intersectsNode(block))
    .map((block) => pieceOf(block, range))
    .filter((piece) => piece.exact);
  if (!pieces.length) return null;
  return {
    exact: pieces.map((piece) => piece.exact).join("\n\n"),
    start: pieces[0].start,
    end: pieces.at(-1).end,
  };
}

const field = (name) => selecting.elements.namedItem(name);
const say = (words) => {
  document.getElementById("selected").textContent = words;
};

function fill() {
  const found = selected();
  if (!found) return;
  for (const name of ["exact", "start", "end"]) field(name).value = found[name];
  // On small screens the form appears only now.
  selecting.classList.add("ready");
  const count = found.exact.split(/\s+/).length;
  const length = found.end - found.start;
  const most = Number(selecting.dataset.most);
  say(
    length > most
      ? `Selection too long: ${length} characters. Select at most ${most}.`
      : `${count} ${count === 1 ? "word" : "words"} selected.`,
  );
}

/* The text nodes of a paragraph and their positions in it, in UTF-16 units. */
function nodesOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let at = 0;
  while (walker.nextNode()) {
    if (isHidden(walker.currentNode)) continue;
    nodes.push({ node: walker.currentNode, at });
    at += walker.currentNode.data.length;
  }
  return nodes;
}

/* Where the sentences begin and end, as the server has split the text. */
const bounds = JSON.parse(document.getElementById("sentences")?.textContent ?? "[]");

function sentences() {
  const known = blocks().map((block) => {
    const nodes = nodesOf(block);
    const points = [...nodes.map(({ node }) => node.data).join("")];
    return { start: Number(block.dataset.start), nodes, points };
  });
  const units = ({ start, points }, at) => points.slice(0, at - start).join("").length;
  return bounds.flatMap(([start, end]) => {
    const block = known.findLast((one) => one.start <= start);
    if (!block) return [];
    return [
      { nodes: block.nodes, from: units(block, start), to: units(block, end), start },
    ];
  });
}

function select({ nodes, from, to }) {
  const first = nodes.findLast(({ at }) => at <= from);
  const last = nodes.findLast(({ at }) => at < to);
  document
    .getSelection()
    .setBaseAndExtent(first.node, from - first.at, last.node, to - last.at);
  first.node.parentElement.scrollIntoView({ block: "center" });
}

const moves = {
  next(known, at) {
    return known.find(({ start }) => start > at) ?? known.at(-1);
  },
  previous(known, at) {
    return known.findLast(({ start }) => start < at) ?? known[0];
  },
  longer: () => document.getSelection().modify("extend", "forward", "word"),
  shorter: () => document.getSelection().modify("extend", "backward", "word"),
};

const showMoves = () => {
  selecting.querySelector(".by-keyboard").hidden = false;
};

/* Take over the text and the claims beside it from the page that was answered. */
function refresh(page) {
  for (const place of ["#text", "#chosen", ".in-order"]) {
    document.querySelector(place).replaceWith(page.querySelector(place));
  }
}

/* The form as it was answered: empty for the next claim, or with what is wrong. */
function refill(page) {
  selecting.replaceChildren(...page.getElementById("selection").childNodes);
  showMoves();
}

async function save(button) {
  const body = new FormData(selecting, button);
  button.disabled = true;
  say("Saving…");
  try {
    const answer = await fetch(selecting.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.getElementById("selection")) throw new Error(answer.status);
    if (answer.redirected) {
      refresh(page);
      refill(page);
      selecting.classList.remove("ready");
      selecting.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
      say(page.querySelector(".messagelist")?.textContent.trim() ?? "Claim added.");
      document.querySelector("#text .chosen")?.focus({ preventScroll: true });
    } else {
      refill(page);
      selecting.querySelector(".errors :is(input, select, textarea)")?.focus();
      say("Not added. Correct the errors.");
    }
  } catch {
    say("Not added: the server did not answer as expected. Try again.");
  }
  button.disabled = false;
}

if (selecting) {
  showMoves();
  document.addEventListener("selectionchange", fill);
  selecting.addEventListener("input", (event) => {
    if (event.target !== field("exact")) return;
    // An edited passage has no positions: the server searches for it.
    field("start").value = field("end").value = "";
    say("");
    selecting.classList.toggle("ready", Boolean(field("exact").value));
  });
  selecting.addEventListener("click", (event) => {
    const name = event.target.dataset.select;
    if (!name) return;
    const found = moves[name](sentences(), Number(field("start").value || -1));
    if (found?.nodes) select(found);
    fill();
  });
  selecting.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    selecting.requestSubmit(field("_save"));
  });
  selecting.addEventListener("submit", (event) => {
    fill();
    if (!["_save", "_place"].includes(event.submitter?.name)) return;
    event.preventDefault();
    save(event.submitter);
  });
  // A link is dragged where its words should be selected, and opened at the end: while
  // the button is down it is none.
  let held = null;
  document.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest?.(".text .mark[href]");
    if (!mark || event.button || event.pointerType !== "mouse") return;
    held = { mark, href: mark.getAttribute("href") };
    mark.removeAttribute("href");
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      held?.mark.setAttribute("href", held.href);
      held = null;
    });
  }
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.(".text .mark") && !document.getSelection().isCollapsed) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );
}
