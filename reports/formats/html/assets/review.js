// Decisions that several reviewers share through the server that this page comes from. The last decision counts.
const REVIEW = document.body.dataset.review;
const NAME_STORE = "citecheck-reviewer";
const POLL = 5000;
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

// Decisions are sent one after the other, so that the last one that was made is the last one that arrives.
function share(finding, code, entry) {
  const sent = {
    document: document.body.dataset.name,
    finding,
    code,
    decision: entry ? entry.decision : "",
    note: entry ? entry.note || "" : "",
    by: reviewer(),
  };
  waiting = waiting.then(() => send(sent)).catch(() => warn("The review server does not answer: the last decision is not kept."));
}

async function send(decision) {
  const answer = await fetch(REVIEW, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Citecheck-Review": "1" },
    body: JSON.stringify(decision),
  });
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
  if (text === seen) return;
  seen = text;
  decisions.clear();
  for (const entry of JSON.parse(text).decisions) decisions.set(entry.finding, entry);
  for (const row of rows()) showDecision(row);
  showProgress();
}

function startReview() {
  const read = () => waiting.then(refreshDecisions).catch(() => warn("The review server does not answer."));
  read();
  setInterval(() => {
    if (!document.hidden) read();
  }, POLL);
}
