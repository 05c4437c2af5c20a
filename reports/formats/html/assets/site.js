// Sorting and finding; the table is complete without it.
const table = document.querySelector(".documents");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const found = document.getElementById("found");

function sortBy(header, direction) {
  const column = header.cellIndex;
  const kind = header.querySelector("button").dataset.sortBy;
  const value = (row) => row.cells[column].dataset.sort;
  const order = kind === "number" ? (a, b) => value(a) - value(b) : (a, b) => value(a).localeCompare(value(b));
  rows.sort((a, b) => (direction === "ascending" ? order(a, b) : order(b, a)));
  body.append(...rows);
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", other === header ? direction : "none");
}

table.tHead.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const header = button.closest("th");
  const first = button.dataset.sortBy === "number" ? "descending" : "ascending";
  const second = first === "descending" ? "ascending" : "descending";
  sortBy(header, header.getAttribute("aria-sort") === first ? second : first);
});

document.getElementById("find").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const text = row.cells[0].textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
  found.textContent = words.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
});

document.documentElement.classList.add("scripted");
