// What the reviewer decided: kept in this browser where it lets us, and exported as a file.
const decisions = new Map();
const STORE = "citecheck-decisions:" + document.body.dataset.name;
const KINDS = ["confirmed", "false-alarm", "accepted", "fixed"];
const SAID = { confirmed: "Confirmed", "false-alarm": "Dismissed as a false alarm", accepted: "Dismissed as accepted", fixed: "Marked fixed" };
const made = [];
let keeps = true;

function loadDecisions() {
  if (typeof share === "function") return;
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) || "[]");
    for (const entry of Array.isArray(kept) ? kept : []) {
      if (entry && entry.decision === "right") entry.decision = "confirmed"; // its name in older reports
      if (entry && typeof entry.finding === "string" && KINDS.includes(entry.decision)) decisions.set(entry.finding, entry);
    }
  } catch {
    cannotKeep();
  }
}

function saveDecisions() {
  if (!keeps || typeof share === "function") return;
  try {
    localStorage.setItem(STORE, JSON.stringify([...decisions.values()]));
  } catch {
    cannotKeep();
  }
}

function cannotKeep() {
  keeps = false;
  const notice = byId("storage-notice");
  notice.textContent = "This browser keeps nothing for this file: export your decisions before you close it.";
  notice.hidden = false;
}

// A row may stand for several findings that are alike: they are decided together.
function keysOf(row) {
  return [row.dataset.key, ...(row.dataset.also || "").split(" ").filter(Boolean)];
}

function put(row, entry, typing = false) {
  for (const key of keysOf(row)) {
    if (entry) decisions.set(key, { ...entry, finding: key });
    else decisions.delete(key);
    if (typeof share === "function") share(key, row.dataset.code, entry, typing);
  }
}

function decide(row, kind) {
  const key = row.dataset.key;
  const former = decisions.get(key);
  if (former && former.decision === kind) put(row);
  else {
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    put(row, { finding: key, code: row.dataset.code, decision: kind, note: former ? former.note : "", at });
    made.push([key, former]);
  }
  saveDecisions();
  showDecision(row);
  showProgress();
  say(decisions.has(key) ? `${SAID[kind]}. ${byId("progress").textContent}` : "Undecided again.");
}

// Take back the last decision that was made in this window, and go to its finding.
function undo() {
  const [key, former] = made.pop() || [];
  const row = key && rows().find((one) => one.dataset.key === key);
  if (!row) return;
  put(row, former);
  saveDecisions();
  showDecision(row);
  showProgress();
  visit(row);
  say(`Taken back. ${byId("progress").textContent}`);
}

function isOpen(row) {
  return !decisions.has(row.dataset.key) && !row.hidden && !row.closest(".card").hidden;
}

// Go to the first finding without a decision behind `from`, or else to the first of all.
function nextUndecided(from) {
  const every = rows();
  const start = every.indexOf(from) + 1;
  const next = [...every.slice(start), ...every.slice(0, start)].find(isOpen);
  if (next) visit(next);
  else say(byId("progress").textContent);
}

function visit(row) {
  if (state.view !== "findings") showView("findings");
  const card = row.closest(".card");
  state.at = card.id;
  row.tabIndex = -1;
  unfold(row);
  const first = card.querySelector(".finding:not([hidden])") === row;
  (first ? card : row).scrollIntoView({ block: "start" });
  row.focus({ preventScroll: true });
  writeAddress();
}

function annotate(row, text) {
  const entry = decisions.get(row.dataset.key);
  if (!entry) return;
  put(row, { ...entry, note: text }, true);
  saveDecisions();
}

function showDecision(row) {
  const entry = decisions.get(row.dataset.key);
  row.classList.toggle("decided", Boolean(entry));
  for (const button of all("[data-decision]", row)) {
    button.setAttribute("aria-pressed", String(Boolean(entry) && entry.decision === button.dataset.decision));
  }
  row.querySelector(".note").hidden = !entry;
  const note = row.querySelector("[data-note]");
  if (note !== document.activeElement) note.value = entry ? entry.note || "" : "";
  const by = row.querySelector("[data-by]");
  by.hidden = !(entry && entry.by);
  by.textContent = entry && entry.by ? `${entry.by}, ${entry.at.slice(0, 16).replace("T", " ")} UTC` : "";
  const card = row.closest(".card");
  const settled = all(".finding", card).every((one) => decisions.has(one.dataset.key));
  const fold = card.querySelector(":scope > details.evidence");
  if (fold && settled && !card.classList.contains("settled")) fold.open = false;
  card.classList.toggle("settled", settled);
}

function showProgress() {
  const keys = rows().flatMap(keysOf);
  const done = keys.filter((key) => decisions.has(key)).length;
  byId("progress").textContent = keys.length ? `${done} of ${keys.length} decided.` : "Nothing to decide.";
  byId("next").hidden = done === keys.length;
}

function rows() {
  return cards.flatMap((entry) => entry.rows);
}

function exportDecisions() {
  const keys = new Set(rows().flatMap(keysOf));
  const file = {
    citecheck_decisions: 2,
    document: document.body.dataset.name,
    decisions: [...decisions.values()].filter((entry) => keys.has(entry.finding)),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2) + "\n"], { type: "application/json" }));
  link.download = "citecheck-decisions.json";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(`${file.decisions.length} decisions exported.`);
}

function startDecisions() {
  loadDecisions();
  for (const row of rows()) if (decisions.has(row.dataset.key)) showDecision(row);
  showProgress();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-decision]");
    if (button) decide(button.closest(".finding"), button.dataset.decision);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-note]")) annotate(event.target.closest(".finding"), event.target.value);
  });
}
