// The search dialog: clauses of the page's language, found by Pagefind.

const site = new URL("../", import.meta.url);

const MOST = 20;

let dialog;
let ready;
let asked = 0;

/** Pagefind, loaded and started at the first call; where that failed, the next call tries again. */
function engine() {
  ready ??= (async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", site));
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  })();
  ready.catch(() => { ready = undefined; });
  return ready;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function build(words) {
  const input = element("input", { type: "search", id: "search-input", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", words.search);
  input.setAttribute("aria-controls", "search-results");
  const close = element("button", { type: "button", className: "search__close", textContent: words.close });
  const count = element("p", { className: "search__count" });
  count.setAttribute("role", "status");
  const results = element("ol", { id: "search-results", className: "search__results" });
  dialog = element("dialog", { className: "search" }, element("div", { className: "search__bar" }, input, close), count, results);
  dialog.setAttribute("aria-label", words.search);
  close.addEventListener("click", () => dialog.close());
  input.addEventListener("input", () => find(input.value, words, count, results));
  dialog.addEventListener("keydown", (event) => move(event, input, results));
  dialog.addEventListener("click", (event) => {
    // A click beside the dialog, or on a result, which may lead to another clause of this very page.
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.body.append(dialog);
}

/** Arrows go through the results and back to the input, Escape closes. */
function move(event, input, results) {
  // In a search field the browser would first empty it.
  if (event.key === "Escape") dialog.close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const places = [input, ...results.querySelectorAll("a")];
  const place = places.indexOf(document.activeElement) + step;
  places[Math.min(Math.max(place, 0), places.length - 1)].focus();
}

async function find(text, words, count, results) {
  asked += 1;
  const question = asked;
  try {
    const pagefind = await engine();
    const found = text.trim() ? (await pagefind.search(text)).results : [];
    const clauses = await Promise.all(found.slice(0, MOST).map((result) => result.data()));
    if (question !== asked) return;
    const apt = clauses.filter((clause) => answers(clause, text));
    results.replaceChildren(...apt.map(item));
    count.textContent = apt.length ? words.found.replace("{count}", apt.length) : text.trim() && words.none;
  } catch {
    if (question === asked) count.textContent = words.failed;
  }
}

/** Whether a clause has a form of a word asked for: Pagefind, finding none, takes ever shorter beginnings of it. */
function answers(clause, text) {
  const folded = (word) => word.toLowerCase().replaceAll("ё", "е").normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  const begins = text.split(/\s+/).map((word) => folded(word).slice(0, 3)).filter(Boolean);
  const marks = marked(clause.excerpt).filter((node) => node.nodeName === "MARK").map((node) => folded(node.textContent));
  return marks.some((mark) => begins.some((begin) => mark.startsWith(begin)));
}

function item(clause) {
  const link = element("a", { href: new URL(clause.meta.path, site).href }, clause.meta.title);
  const page = element("span", { className: "search__page", textContent: clause.meta.page });
  return element("li", {}, link, page, element("p", {}, ...marked(clause.excerpt)));
}

/** An excerpt, HTML with nothing but marks and entities in it, as nodes. */
function marked(excerpt) {
  const body = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...body.childNodes].map((node) => (
    node.nodeName === "MARK" ? element("mark", { textContent: node.textContent }) : node.textContent
  ));
}

/** Opens the dialog, the first time with all that it needs. */
export function open(words) {
  if (!dialog) build(words);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
  engine().catch(() => { dialog.querySelector(".search__count").textContent = words.failed; });
}
