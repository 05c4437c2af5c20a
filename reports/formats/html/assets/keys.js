// Single keys. They can be turned off, and do nothing while somebody types.
const help = byId("help");
const keysOn = byId("keys-on");
const KEYS_STORE = "citecheck-keys";

function stops() {
  if (state.view === "document") {
    return all(".prose .claim[id]:not(.dim)").filter((claim) => byId("claim-" + claim.dataset.claim));
  }
  if (state.view === "sources") return all("#sources > .source:not([hidden])");
  return cards.filter((entry) => entry.shown).map((entry) => entry.card);
}

function current() {
  if (state.view === "document") return document.querySelector(".prose .claim.current[id]");
  return document.activeElement.closest(".card") || byId(state.at || "none");
}

function step(direction) {
  if (state.view === "about") return;
  const places = stops();
  if (!places.length) return;
  const here = places.indexOf(current());
  const next = here < 0 ? (direction > 0 ? 0 : places.length - 1) : here + direction;
  const target = places[Math.max(0, Math.min(places.length - 1, next))];
  if (state.view !== "document") {
    state.at = target.id;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  } else {
    goTo(target.id);
  }
  writeAddress();
}

function currentCard() {
  return seat ? seat.card : current();
}

// The finding in hand: the one that has the focus, or else the first of the card without a decision.
function currentRow() {
  const row = document.activeElement.closest(".finding");
  if (row) return row;
  const shown = all(".finding:not([hidden])", currentCard() || help).filter((one) => one.matches(".card .finding"));
  return shown.find((one) => !decisions.has(one.dataset.key)) || shown[0];
}

function toggleEvidence() {
  const fold = currentCard()?.querySelector("details.evidence");
  if (fold) fold.open = !fold.open;
}

function decideByKey(kind) {
  const row = currentRow();
  if (!row) return;
  decide(row, kind);
  if (!seat && decisions.has(row.dataset.key)) nextUndecided(row);
}

function showHelp() {
  if (help.open) help.close();
  else help.showModal();
}

function switchView() {
  showView(state.view === "document" ? "findings" : "document");
  state.at = "";
  writeAddress(true);
}

function search() {
  form.querySelector("details").open = true;
  form.elements.q.focus();
  form.elements.q.select();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: toggleEvidence,
  v: switchView,
  r: () => decideByKey("confirmed"),
  a: () => decideByKey("false-alarm"),
  w: () => decideByKey("accepted"),
  f: () => decideByKey("fixed"),
  n: () => nextUndecided(currentRow()),
  u: undo,
  c: () => currentRow()?.querySelector("[data-copy]").click(),
  "/": search,
  "?": showHelp,
};

function startKeys() {
  try {
    keysOn.checked = localStorage.getItem(KEYS_STORE) !== "off";
  } catch {
    keysOn.checked = true;
  }
  keysOn.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS_STORE, keysOn.checked ? "on" : "off");
    } catch {
      // The choice then holds until the page is closed.
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && !help.open && seat) {
      closePanel(true);
      return;
    }
    if (!keysOn.checked || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (help.open && event.key !== "?") return;
    const action = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "help") showHelp();
    if (button.dataset.do === "close") closePanel(true);
    if (button.dataset.do === "export") exportDecisions();
    if (button.dataset.do === "next") nextUndecided(currentRow());
  });
}
