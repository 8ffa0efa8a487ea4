"use strict";
// Headings become buttons that sort their table; without this script the tables stand as they are.
for (const table of document.querySelectorAll("table[data-sort-label]")) {
  const body = table.tBodies[0];
  table.querySelectorAll("th").forEach((heading, column) => {
    if (body.rows.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.title = table.dataset.sortLabel;
    heading.replaceChildren(button);
    button.addEventListener("click", () => sortBy(table, heading, column));
  });
}

function sortBy(table, heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
  const language = document.documentElement.lang;
  const compare = (a, b) => key(a).localeCompare(key(b), language, { numeric: true });
  const numbers = (a, b) => Number(key(a)) - Number(key(b));
  const rows = [...table.tBodies[0].rows];
  const numeric = rows.every((row) => key(row) !== "" && !Number.isNaN(Number(key(row))));
  rows.sort(numeric ? numbers : compare);
  if (down) rows.reverse();
  table.tBodies[0].append(...rows);
}

// A link opens what is folded around its target.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (folded) {
    folded.open = true;
    target.scrollIntoView();
  }
}
addEventListener("hashchange", unfold);
unfold();
