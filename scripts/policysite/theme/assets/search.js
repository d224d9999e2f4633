// The search dialog: finds clauses in the language of the page, with Pagefind.

const site = new URL("../", import.meta.url);

document.head.append(element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) }));

const MAX_RESULTS = 20;
// Scripts without spaces between words.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const labels = document.querySelector("#_labels").dataset;
const dialog = document.querySelector(".search");
const input = dialog.querySelector("input");
const count = dialog.querySelector(".search__count");
const results = dialog.querySelector(".search__results");

let loading;
let lastQuery = 0;

/** Returns Pagefind, which is loaded and started by the first call; after a failure the next call tries again. */
export function loadPagefind() {
  loading ??= (async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", site));
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  })();
  loading.catch(() => { loading = undefined; });
  return loading;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Moves the focus with the arrow keys through the results and back to the input. */
function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const elements = [input, ...results.querySelectorAll("a")];
  const index = elements.indexOf(document.activeElement) + step;
  elements[Math.min(Math.max(index, 0), elements.length - 1)].focus();
}

async function find() {
  const text = input.value;
  lastQuery += 1;
  const query = lastQuery;
  try {
    const pagefind = await loadPagefind();
    const found = text.trim() ? (await pagefind.search(text)).results : [];
    const matching = await withWordOf(found, text);
    if (query !== lastQuery) return;
    // The focus stays where it is, if the reader was faster than the search.
    const focused = [...results.querySelectorAll("a")].indexOf(document.activeElement);
    results.replaceChildren(...matching.slice(0, MAX_RESULTS).map(item));
    results.querySelectorAll("a")[focused]?.focus();
    const number = matching.length > MAX_RESULTS ? `${MAX_RESULTS}+` : matching.length;
    count.textContent = matching.length ? labels.found.replace("{count}", number) : text.trim() && labels.none;
  } catch {
    if (query === lastQuery) count.textContent = labels.failed;
  }
}

/** Returns the clauses that contain a word of the query, those of the best page first: all of them, or a few more than are shown. */
async function withWordOf(found, text) {
  const matching = [];
  for (let next = 0; next < found.length && matching.length <= MAX_RESULTS; next += MAX_RESULTS) {
    const pages = await Promise.all(found.slice(next, next + MAX_RESULTS).map((result) => result.data()));
    const clauses = pages.flatMap(({ meta, sub_results }) => sub_results.map((clause) => ({ ...clause, meta })));
    matching.push(...clauses.filter((clause) => hasWordOf(clause, text)));
  }
  return matching;
}

/** Returns the words of a text; in a script without spaces those that Pagefind finds, too. */
function words(text) {
  const spaced = text.split(/\s+/);
  if (!UNSPACED.test(text) || !Intl.Segmenter) return spaced;
  const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" });
  return [...spaced, ...[...segmenter.segment(text)].map(({ segment }) => segment)];
}

/** True if a clause contains a form of a word of the query. (If no clause does, Pagefind finds words that share a short prefix.) */
function hasWordOf(clause, text) {
  const folded = (word) => word.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  const begins = words(text).map((word) => folded(word).slice(0, 3)).filter(Boolean);
  const marks = excerptNodes(clause.excerpt).filter((node) => node.nodeName === "MARK").map((node) => folded(node.textContent));
  return marks.some((mark) => begins.some((begin) => mark.startsWith(begin)));
}

/** Returns a result. The title that its excerpt may begin with is shown once, with the marks that the excerpt has in it. */
function item(clause) {
  const excerpt = element("p", {}, ...excerptNodes(clause.excerpt));
  const isBeginning = excerpt.textContent.startsWith(clause.title);
  const title = isBeginning ? cutOff(excerpt, clause.title.length) : clause.title;
  cutOff(excerpt, excerpt.textContent.match(/^[.\s]*/)[0].length);
  if (!isBeginning) excerpt.prepend("…");
  if (/[\p{L}\p{N},;]$/u.test(excerpt.textContent)) excerpt.append("…");
  const link = element("a", { href: new URL(`${clause.meta.path}#${clause.anchor.id}`, site).href }, title);
  const page = element("span", { className: "search__page", textContent: clause.meta.title });
  return element("li", {}, link, ...(clause.title === clause.meta.title ? [] : [page]), excerpt);
}

/** Cuts off the first characters of an element, and returns them. */
function cutOff(from, length) {
  const range = document.createRange();
  range.setStart(from, 0);
  range.setEnd(from, 0);
  const texts = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
  for (let rest = length; rest > 0 && texts.nextNode(); rest -= texts.currentNode.length) {
    range.setEnd(texts.currentNode, Math.min(rest, texts.currentNode.length));
  }
  return range.extractContents();
}

/** Returns an excerpt, which is HTML with `mark` elements and entities only, as nodes. */
function excerptNodes(excerpt) {
  const body = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...body.childNodes].map((node) => (
    node.nodeName === "MARK" ? element("mark", { textContent: node.textContent }) : node.textContent
  ));
}

input.addEventListener("input", find);
dialog.addEventListener("keydown", moveFocus);
if (input.value) find();
