// The views, the jumps between them, and the evidence beside the text.
const panel = byId("panel");
let opener = null;
let seat = null;

function showView(view) {
  state.view = view;
  for (const name of VIEWS) byId(name).hidden = name !== view;
  for (const link of all(".views a")) {
    if (link.hash === "#" + view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view !== "document") closePanel();
  refresh(view);
}

function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const own = element.querySelector(":scope > details");
  if (own) own.open = true;
}

// Scroll to an element, unless it stands in the upper part of the window already, clear of what sticks to its top.
function bring(element, block, part) {
  if (!element) return;
  const box = element.getBoundingClientRect();
  const clear = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (box.top < clear || box.bottom > innerHeight * part) element.scrollIntoView({ block });
}

function reveal(element) {
  element.hidden = false;
  const group = element.closest(".group");
  if (group) group.hidden = false;
  unfold(element);
  if (element.matches(".claim")) bring(element, "center", 0.9);
  else element.scrollIntoView({ block: "start" });
  element.focus({ preventScroll: true });
}

// Go to an element by its id, in the view that holds it. Returns false where there is none.
function goTo(id) {
  const target = byId(id);
  if (!target) return false;
  if (VIEWS.includes(id)) {
    state.at = "";
    showView(id);
    return true;
  }
  if (state.view === "document" && /^claim-\d+$/.test(id)) {
    state.at = id.replace("claim", "text");
    openPanel(target);
    return true;
  }
  const view = target.closest(".view");
  if (!view || !target.matches(".card, .claim, .group, .rule")) return false;
  closePanel();
  state.at = id;
  showView(view.id);
  reveal(target);
  if (target.matches(".claim")) {
    const card = byId("claim-" + target.dataset.claim);
    if (card) openPanel(card, target);
  }
  return true;
}

// The card itself moves beside the text and back, so there is one of it, with its buttons and its state.
function openPanel(card, focused = null) {
  const asked = focused || document.activeElement;
  if (seat && seat.card === card) return;
  closePanel();
  opener = asked;
  seat = { card, place: document.createComment("card") };
  card.replaceWith(seat.place);
  card.hidden = false;
  for (const row of all(".finding", card)) row.hidden = false;
  unfold(card);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.dataset.do = "close";
  close.textContent = "Close";
  panel.replaceChildren(close, card);
  panel.hidden = false;
  panel.scrollTop = 0;
  document.querySelector(".reader").classList.add("beside");
  const number = card.id.replace("claim-", "");
  for (const claim of all(`.prose .claim[data-claim="${number}"]`)) claim.classList.add("current");
  // On a narrow screen the panel covers the lower part: the claim moves to what stays free.
  const narrow = matchMedia("(max-width: 60rem)").matches;
  bring(byId("text-" + number), narrow ? "start" : "center", narrow ? 0.3 : 0.9);
  if (!focused) panel.focus({ preventScroll: true });
}

function closePanel(giveBack = false) {
  if (!seat) return;
  seat.place.replaceWith(seat.card);
  seat = null;
  panel.hidden = true;
  panel.replaceChildren();
  document.querySelector(".reader").classList.remove("beside");
  for (const claim of all(".prose .claim.current")) claim.classList.remove("current");
  applyFilters();
  if (giveBack && opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

// Attempts and copies are in the page once, with their source; a line about the source shows copies of them in place.
function toggleAttempts(link) {
  const row = link.closest("li");
  const shown = row.querySelector(":scope > .attached");
  if (shown) {
    shown.remove();
    link.setAttribute("aria-expanded", "false");
    return true;
  }
  const parts = all(".scroll, .copy", byId("source-" + link.dataset.attempts));
  if (!parts.length) return false;
  const attached = document.createElement("div");
  attached.className = "attached";
  attached.append(...parts.map((part) => part.cloneNode(true)));
  row.append(attached);
  link.setAttribute("aria-expanded", "true");
  return true;
}

function followLink(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[href]");
  if (!link) {
    const claim = event.target.closest(".prose .claim");
    const chosen = String(getSelection());
    if (claim && !chosen && claim.dataset.claim && goTo("claim-" + claim.dataset.claim)) writeAddress(true);
    return;
  }
  if (!link.getAttribute("href").startsWith("#") || link.matches(".skip")) return;
  if (link.dataset.filter) {
    event.preventDefault();
    showView("findings");
    changeFilters({ [link.dataset.filter]: link.dataset.value, at: "" });
    byId("main").scrollIntoView();
    return;
  }
  if (link.dataset.attempts && toggleAttempts(link)) {
    event.preventDefault();
    return;
  }
  if (goTo(decodeURIComponent(link.hash.slice(1)))) {
    event.preventDefault();
    writeAddress(true);
  }
}

function showAddress() {
  readAddress();
  closePanel();
  showFields();
  applyFilters();
  showView(state.view);
  if (state.at && !goTo(state.at)) state.at = "";
}

function startViews() {
  document.addEventListener("click", followLink);
  addEventListener("popstate", showAddress);
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all(":is(#errors, #warnings) details.evidence:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
}
