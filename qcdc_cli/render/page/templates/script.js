// What people do with the page: search, sorting, folding, the recheck. The page is complete without it.
//
// exact.js and recheck.js stand before it.

const MOST_LINES = 50;

function readCells() {
  return Array.from(document.querySelectorAll("[data-figure]"), (cell) => ({
    key: cell.dataset.figure,
    text: plain(cell.textContent),
    value: cell.dataset.value ?? null,
  }));
}

function showRecheck(output, words) {
  const lines = [];
  try {
    const data = JSON.parse(document.getElementById("qcdc-figures").textContent);
    const found = recheck(data, words, readCells());
    const counts = { figures: found.figures, units: found.units, count: found.differences.length };
    output.dataset.result = found.differences.length ? "differs" : "agrees";
    const different = eachOnce(found.differences, words);
    lines.push(filled(words[output.dataset.result], counts), ...different.slice(0, MOST_LINES));
    if (different.length > MOST_LINES) lines.push(filled(words.more, { count: different.length - MOST_LINES }));
    lines.push(...found.taken);
  } catch {
    output.dataset.result = "unreadable";
    lines.splice(0, lines.length, words.unreadable);
  }
  output.replaceChildren(...lines.map(paragraph));
}

/** Sentences without repetitions: a figure that stands in several places is named once. */
function eachOnce(sentences, words) {
  const counts = new Map();
  for (const one of sentences) counts.set(one, (counts.get(one) || 0) + 1);
  return Array.from(counts, ([one, count]) => (count > 1 ? `${one} ${filled(words.places, { count })}` : one));
}

function paragraph(text) {
  const found = document.createElement("p");
  found.textContent = text;
  return found;
}

/** Letters as people search them: without case and marks. */
const folded = (text) =>
  plain(text).normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

/** Show only the units of which a row has the words, whatever table it stands in. */
function search(words, wanted, status) {
  const phrase = folded(wanted);
  const rows = Array.from(document.querySelectorAll("tr[data-unit]"));
  const units = new Set(rows.map((row) => row.dataset.unit));
  const found = new Set();
  for (const row of rows) {
    const text = folded(Array.from(row.cells, (cell) => cell.textContent).join(" "));
    if (text.includes(phrase)) found.add(row.dataset.unit);
  }
  for (const one of document.querySelectorAll("tr[data-unit], section.unit[data-unit]")) {
    one.hidden = units.has(one.dataset.unit) && !found.has(one.dataset.unit);
  }
  status.textContent = phrase ? filled(words.found, { shown: found.size, all: units.size }) : "";
}

/** What a cell is sorted by: of figures the exact number, of words the words; null for what has none. */
function sortKey(row, column, byNumber) {
  const cell = row.cells[column];
  if (!byNumber) return plain(cell.textContent);
  const value = cell.dataset.value || (cell.querySelector("[data-value]") || cell).dataset.value;
  return value ? exact(value) : null;
}

function sortRows(header) {
  const table = header.closest("table");
  const descending = header.getAttribute("aria-sort") === "ascending";
  const byNumber = header.dataset.sort === "number";
  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const order = byNumber ? compare : words.compare;
  const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, key: sortKey(row, header.cellIndex, byNumber) }));
  rows.sort((one, other) => {
    if (one.key === null || other.key === null) return (one.key === null) - (other.key === null);
    return descending ? order(other.key, one.key) : order(one.key, other.key);
  });
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

function makeSortable(header) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.append(...header.childNodes);
  header.append(button);
  button.addEventListener("click", () => sortRows(header));
}

function unfoldAll(open) {
  for (const one of document.querySelectorAll("details")) one.open = open;
}

/** Open what the address names: everything around it, and the details in it. */
function openTarget(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  for (let around = target; around; around = around.parentElement) {
    around.hidden = false;
    if (around.localName === "details") around.open = true;
  }
  const inside = target.querySelector("details");
  if (inside) inside.open = true;
  target.scrollIntoView();
}

function start() {
  const tools = document.getElementById("tools");
  const words = JSON.parse(document.getElementById("qcdc-words").textContent);
  const ids = ["search", "search-result", "recheck", "recheck-result"];
  const [input, status, button, result] = ids.map((id) => document.getElementById(id));
  input.addEventListener("input", () => search(words, input.value, status));
  button.addEventListener("click", () => {
    delete result.dataset.result;
    result.replaceChildren(paragraph(words.running));
    setTimeout(() => showRecheck(result, words), 20); // so that the line before is painted, and read out
  });
  document.getElementById("unfold").addEventListener("click", () => unfoldAll(true));
  document.getElementById("fold").addEventListener("click", () => unfoldAll(false));
  document.querySelectorAll("th[data-sort]").forEach(makeSortable);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) openTarget(link.hash);
  });
  window.addEventListener("hashchange", () => openTarget(location.hash));
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    unfoldAll(true);
  });
  window.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
  openTarget(location.hash);
  tools.hidden = false;
}

if (document.getElementById("tools")) start();
