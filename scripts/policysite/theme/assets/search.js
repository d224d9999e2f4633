// The search dialog: finds clauses in the language of the page, with Pagefind.

const site = new URL("../", import.meta.url);

document.head.append(element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) }));

const MAX_RESULTS = 20;
// Characters that are words of their own in the index, as in `languages/scripts.py`: Chinese and Japanese ones.
const CHARACTER = /[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const CHARACTERS = new RegExp(CHARACTER, "gu");
// Stands between such words in the index.
const BREAK = "\u200b";

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
    await pagefind.options({ excerptLength: CHARACTER.test(document.title) ? 60 : 24 });
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
    const found = text.trim() ? (await pagefind.search(text.replace(CHARACTERS, " $& "))).results : [];
    const matching = await withWordOf(found, text);
    if (query !== lastQuery) return;
    // The focus stays where it is, if the reader was faster than the search.
    const focused = [...results.querySelectorAll("a")].indexOf(document.activeElement);
    results.replaceChildren(...matching.slice(0, MAX_RESULTS).map((clause) => item(clause, text)));
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
    const clauses = pages.flatMap(({ meta, raw_content, sub_results }) => {
      const words = raw_content.split(BREAK);
      return sub_results.map((clause) => ({ ...clause, title: clause.title.replaceAll(BREAK, ""), meta, words }));
    });
    matching.push(...clauses.filter((clause) => hasTermOf(clause, text)));
  }
  return matching;
}

/** Returns a word as it is compared. */
function folded(word) {
  return word.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}

/** Returns the parts of a query that are found one by one. */
function terms(text) {
  return text.split(/\s+/).map(folded).filter(Boolean);
}

/**
 * True if a clause contains a form of a word of the query, or the same Chinese or Japanese characters in a row. (If no
 * clause contains a word, Pagefind finds words that share a short prefix; and it finds characters that are apart, too.)
 */
function hasTermOf(clause, text) {
  const marks = excerptNodes(clause.excerpt).filter((node) => node.nodeName === "MARK").map((node) => folded(node.textContent));
  return terms(text).some((term) => (CHARACTER.test(term)
    ? clause.locations.some((start) => folded(clause.words.slice(start, start + term.length).join("")).startsWith(term))
    : marks.some((mark) => mark.startsWith(term.slice(0, 3)))));
}

/** Returns a result. The title that its excerpt may begin with is shown once, with the marks that the excerpt has in it. */
function item(clause, text) {
  const excerpt = element("p", {}, ...excerptNodes(clause.excerpt, terms(text)));
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

/**
 * Returns an excerpt, which is HTML with `mark` elements and entities only, as nodes. Characters that are marked one by
 * one are in one mark, and in none if they are not a term. Punctuation beside a word is not marked.
 */
function excerptNodes(excerpt, wanted) {
  const body = new DOMParser().parseFromString(excerpt.replaceAll("</mark><mark>", ""), "text/html").body;
  return [...body.childNodes].flatMap(({ nodeName, textContent }) => {
    const isTerm = !wanted || !CHARACTER.test(textContent) || wanted.some((term) => folded(textContent).includes(term));
    if (nodeName !== "MARK" || !isTerm) return textContent;
    const [, before, word, after] = textContent.match(/^(\p{P}*)(.*?)(\p{P}*)$/su);
    return [before, element("mark", { textContent: word }), after];
  });
}

input.addEventListener("input", find);
dialog.addEventListener("keydown", moveFocus);
if (input.value) find();
