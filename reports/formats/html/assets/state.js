// What the page shows now, kept in the address behind "#" so that a link or a reload shows the same.
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const VIEWS = ["findings", "document", "sources", "about"];
const FIELDS = ["q", "outcome", "severity", "code", "ref", "new", "undecided"];
const state = { view: "findings", at: "" };
for (const field of FIELDS) state[field] = "";

function readAddress() {
  const hash = location.hash.slice(1);
  const given = new URLSearchParams(hash.includes("=") ? hash : "");
  for (const field of FIELDS) state[field] = given.get(field) || "";
  state.at = given.get("at") || (hash.includes("=") ? "" : hash);
  state.view = VIEWS.includes(given.get("view")) ? given.get("view") : "findings";
  if (VIEWS.includes(state.at)) {
    state.view = state.at;
    state.at = "";
  }
}

// A jump is a step of the browser's history; a change of filters replaces the step that is there.
function writeAddress(step = false) {
  const kept = new URLSearchParams({ view: state.view });
  for (const name of [...FIELDS, "at"]) if (state[name]) kept.set(name, state[name]);
  const address = "#" + kept;
  if (address !== location.hash) history[step ? "pushState" : "replaceState"](null, "", address);
}

function say(text) {
  byId("said").textContent = text;
}
