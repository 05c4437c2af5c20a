// Filters: by text, outcome, severity, code, reference, new and undecided.
const form = document.querySelector("form.filters");
let cards = [];

function readCards() {
  cards = all("#findings .card").map((card) => ({
    card,
    group: card.closest(".group"),
    rows: all(".finding", card),
    refs: card.dataset.refs.split(" "),
    outcome: card.dataset.outcome,
    text: null,
    shown: true,
  }));
}

const SEARCHED = ".title, .message, .text, .line, .source-lines, .status-line, .facts-list, .verdict";

function textOf(entry) {
  entry.text ??= all(SEARCHED, entry.card).map((part) => part.textContent).join(" ").toLowerCase();
  return entry.text;
}

function searchedWords() {
  return state.q.toLowerCase().split(/\s+/).filter(Boolean);
}

function rowMatches(row) {
  return (
    (!state.severity || row.dataset.severity === state.severity) &&
    (!state.code || row.dataset.code === state.code) &&
    (!state.new || row.dataset.state === "new") &&
    (!state.undecided || !decisions.has(row.dataset.key))
  );
}

function cardMatches(entry, words) {
  if (state.outcome && entry.outcome !== state.outcome) return false;
  if (state.ref && !entry.refs.includes(state.ref)) return false;
  return words.every((word) => textOf(entry).includes(word));
}

// What a card adds to the number behind its heading: what is to fix, or else its notes, or else itself.
function counted(entry) {
  const shown = entry.rows.filter((row) => !row.hidden);
  const number = (found) => found.reduce((sum, row) => sum + keysOf(row).length, 0);
  const notes = number(shown.filter((row) => row.dataset.severity === "note"));
  if (entry.group.id === "notes") return notes;
  return entry.rows.length ? number(shown) - notes : 1;
}

function applyFilters() {
  const words = searchedWords();
  const onlyFindings = state.severity || state.code || state.new || state.undecided;
  const counts = new Map();
  let shown = 0;
  for (const entry of cards) {
    const fits = cardMatches(entry, words);
    let rows = 0;
    for (const row of entry.rows) {
      const hidden = !(fits && rowMatches(row));
      if (row.hidden !== hidden) row.hidden = hidden;
      if (!hidden) rows += 1;
    }
    entry.shown = fits && (entry.rows.length ? rows > 0 : !onlyFindings);
    if (entry.card.hidden === entry.shown) entry.card.hidden = !entry.shown;
    if (entry.shown) {
      shown += Math.max(rows, 1);
      counts.set(entry.group, (counts.get(entry.group) || 0) + counted(entry));
    }
  }
  for (const group of all("#findings > .group")) {
    group.hidden = !counts.has(group);
    group.querySelector(".count").textContent = counts.get(group) || 0;
  }
  document.querySelector("[data-count]").textContent = shown.toLocaleString("en");
  byId("no-match").hidden = shown > 0;
  stale.add("document").add("sources");
  refresh(state.view);
}

// The other two readings follow the filters too, once somebody looks at them.
const stale = new Set();

function refresh(view) {
  if (!stale.delete(view)) return;
  if (view === "document") filterDocument();
  else filterSources();
}

function filtering() {
  return FIELDS.some((field) => state[field]);
}

// In the document nothing disappears: claims that do not match only lose their underline.
function filterDocument() {
  const shown = new Set(cards.filter((entry) => entry.shown).map((entry) => entry.card.id));
  const dims = filtering();
  for (const claim of all(".prose .claim")) {
    claim.classList.toggle("dim", dims && !shown.has("claim-" + claim.dataset.claim));
  }
}

function filterSources() {
  const words = searchedWords();
  for (const source of all("#sources > .source")) {
    const text = words.length ? source.textContent.toLowerCase() : "";
    source.hidden =
      Boolean(state.ref && source.id !== "source-" + state.ref) || !words.every((word) => text.includes(word));
  }
}

function showFields() {
  for (const field of FIELDS) {
    const control = form.elements[field];
    if (!control) continue;
    if (control.type === "checkbox") control.checked = Boolean(state[field]);
    else control.value = state[field];
    // A value that this report does not offer, from an old link, filters nothing.
    if (control.type !== "checkbox" && control.value !== state[field]) state[field] = "";
  }
}

function changeFilters(changes) {
  Object.assign(state, changes);
  closePanel();
  showFields();
  applyFilters();
  writeAddress();
}

function startFilters() {
  const typed = () => {
    const changes = {};
    for (const field of FIELDS) {
      const control = form.elements[field];
      if (control) changes[field] = control.type === "checkbox" ? (control.checked ? "1" : "") : control.value;
    }
    changeFilters(changes);
    say(byId("shown-count").textContent);
  };
  form.addEventListener("input", typed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    changeFilters(Object.fromEntries(FIELDS.map((field) => [field, ""])));
    say(byId("shown-count").textContent);
  });
}
