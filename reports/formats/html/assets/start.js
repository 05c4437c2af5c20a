// Everything is in the page already and can be read without this; the script adds views, filters, keys and decisions.
document.documentElement.classList.add("scripted");
readCards();
if (matchMedia("(max-width: 40rem)").matches) form.querySelector("details").open = false;
startDecisions();
if (typeof startReview === "function") startReview();
startFilters();
startViews();
startCopying();
startKeys();
showAddress();
performance.mark("citecheck-ready");
