// What the reviewer decided: kept in this browser where it lets us, and exported as a file.
const decisions = new Map();
const STORE = "citecheck-decisions:" + document.body.dataset.name;
const KINDS = ["right", "false-alarm", "fixed"];
let keeps = true;

function loadDecisions() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) || "[]");
    for (const entry of Array.isArray(kept) ? kept : []) {
      if (entry && typeof entry.finding === "string" && KINDS.includes(entry.decision)) decisions.set(entry.finding, entry);
    }
  } catch {
    cannotKeep();
  }
}

function saveDecisions() {
  if (!keeps) return;
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

function decide(row, kind) {
  const key = row.dataset.key;
  const former = decisions.get(key);
  if (former && former.decision === kind) decisions.delete(key);
  else {
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    decisions.set(key, { finding: key, code: row.dataset.code, decision: kind, note: former ? former.note : "", at });
  }
  saveDecisions();
  showDecision(row);
  showPrecision();
  say(decisions.has(key) ? `Marked ${kind.replace("-", " ")}. ${byId("precision").textContent}` : "Undecided again.");
}

function annotate(row, text) {
  const entry = decisions.get(row.dataset.key);
  if (!entry) return;
  entry.note = text;
  saveDecisions();
}

function showDecision(row) {
  const entry = decisions.get(row.dataset.key);
  row.classList.toggle("decided", Boolean(entry));
  for (const button of all("[data-decision]", row)) {
    button.setAttribute("aria-pressed", String(Boolean(entry) && entry.decision === button.dataset.decision));
  }
  row.querySelector(".note").hidden = !entry;
  row.querySelector("[data-note]").value = entry ? entry.note || "" : "";
}

// Precision is the share of decided findings that were right; a fixed one was right too.
function showPrecision() {
  const keys = new Set(rows().map((row) => row.dataset.key));
  const made = [...decisions.values()].filter((entry) => keys.has(entry.finding));
  const right = made.filter((entry) => entry.decision !== "false-alarm").length;
  const open = keys.size - made.length;
  byId("precision").textContent = made.length
    ? `By your decisions ${right} of ${made.length} right (${Math.round((100 * right) / made.length)} %), ${open} undecided.`
    : `No decisions yet, ${open} undecided.`;
}

function rows() {
  return cards.flatMap((entry) => entry.rows);
}

function exportDecisions() {
  const keys = new Set(rows().map((row) => row.dataset.key));
  const file = {
    citecheck_decisions: 1,
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
  showPrecision();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-decision]");
    if (button) decide(button.closest(".finding"), button.dataset.decision);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-note]")) annotate(event.target.closest(".finding"), event.target.value);
  });
}
