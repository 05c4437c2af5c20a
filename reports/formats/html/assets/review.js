// Decisions that several reviewers share through the server that this page comes from. The last decision counts.
const REVIEW = document.body.dataset.review;
const NAME_STORE = "citecheck-reviewer";
const POLL = 5000;
const PAUSE = 600; // ms without a key after which a note is sent
const typed = new Map(); // decisions that wait for the end of their note, by finding
const outgoing = new Map(); // decisions that are to be sent, by finding
let waiting = Promise.resolve();
let seen = "";

function reviewer() {
  let name = "";
  try {
    name = localStorage.getItem(NAME_STORE) || "";
    if (!name) {
      name = (prompt("Your name, which other reviewers see beside your decisions:") || "").trim() || "a reviewer";
      localStorage.setItem(NAME_STORE, name);
    }
  } catch {
    name = "a reviewer";
  }
  return name;
}

// Decisions are sent one after the other, and of several on one finding the last, so that it is the last that arrives.
// A note is sent when nobody has typed for a moment, or when its field or the page is left.
function share(finding, code, entry, typing = false) {
  clearTimeout(typed.get(finding)?.timer);
  typed.delete(finding);
  const sent = toSend(finding, code, entry);
  if (typing) typed.set(finding, { sent, timer: setTimeout(() => shareNote(finding), PAUSE) });
  else queue(sent);
}

function shareNote(finding) {
  const note = typed.get(finding);
  if (!note) return;
  clearTimeout(note.timer);
  typed.delete(finding);
  queue(note.sent);
}

function shareBeforeLeaving() {
  for (const finding of [...typed.keys()]) shareNote(finding);
  for (const sent of outgoing.values()) post(sent).catch(() => {});
  outgoing.clear();
}

function toSend(finding, code, entry) {
  return {
    document: document.body.dataset.name,
    finding,
    code,
    decision: entry ? entry.decision : "",
    note: entry ? entry.note || "" : "",
    by: reviewer(),
  };
}

function queue(sent) {
  outgoing.set(sent.finding, sent);
  waiting = waiting.then(sendNext).catch(() => warn("The review server does not answer: the last decision is not kept."));
}

async function sendNext() {
  for (const [finding, sent] of outgoing) {
    outgoing.delete(finding);
    return send(sent);
  }
}

// With `keepalive` the browser finishes the request although the page is gone.
function post(decision) {
  return fetch(REVIEW, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json", "X-Citecheck-Review": "1" },
    body: JSON.stringify(decision),
  });
}

async function send(decision) {
  const answer = await post(decision);
  if (!answer.ok) warn(await answer.text());
  else byId("storage-notice").hidden = true;
  await refreshDecisions();
}

function warn(text) {
  const notice = byId("storage-notice");
  notice.textContent = text;
  notice.hidden = false;
}

async function refreshDecisions() {
  const answer = await fetch(`${REVIEW}?document=${encodeURIComponent(document.body.dataset.name)}`);
  if (!answer.ok) return warn(await answer.text());
  const text = await answer.text();
  if (text === seen || typed.size || outgoing.size) return; // what somebody is typing stays
  seen = text;
  decisions.clear();
  for (const entry of JSON.parse(text).decisions) decisions.set(entry.finding, entry);
  for (const row of rows()) showDecision(row);
  showProgress();
}

function startReview() {
  document.addEventListener("focusout", (event) => {
    if (event.target.matches("[data-note]")) keysOf(event.target.closest(".finding")).forEach(shareNote);
  });
  addEventListener("pagehide", shareBeforeLeaving);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) shareBeforeLeaving();
  });
  const read = () => waiting.then(refreshDecisions).catch(() => warn("The review server does not answer."));
  read();
  setInterval(() => {
    if (!document.hidden) read();
  }, POLL);
}
