// What the search dialog finds: clauses of the page's language, found by Pagefind.

const site = new URL("../", import.meta.url);

const MOST = 20;

const words = document.querySelector("#_words").dataset;
const dialog = document.querySelector(".search");
const input = dialog.querySelector("input");
const count = dialog.querySelector(".search__count");
const results = dialog.querySelector(".search__results");

let ready;
let asked = 0;

/** Pagefind, loaded and started at the first call; where that failed, the next call tries again. */
export function engine() {
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

/** Arrows go through the results and back to the input. */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const places = [input, ...results.querySelectorAll("a")];
  const place = places.indexOf(document.activeElement) + step;
  places[Math.min(Math.max(place, 0), places.length - 1)].focus();
}

async function find() {
  const text = input.value;
  asked += 1;
  const question = asked;
  try {
    const pagefind = await engine();
    const found = text.trim() ? (await pagefind.search(text)).results : [];
    const apt = await answering(found, text);
    if (question !== asked) return;
    results.replaceChildren(...apt.slice(0, MOST).map(item));
    const number = apt.length > MOST ? `${MOST}+` : apt.length;
    count.textContent = apt.length ? words.found.replace("{count}", number) : text.trim() && words.none;
  } catch {
    if (question === asked) count.textContent = words.failed;
  }
}

/** Of the clauses that Pagefind found, best first, those that answer: all of them, or one more than are shown. */
async function answering(found, text) {
  const apt = [];
  for (let next = 0; next < found.length && apt.length <= MOST; next += MOST) {
    const clauses = await Promise.all(found.slice(next, next + MOST).map((result) => result.data()));
    apt.push(...clauses.filter((clause) => answers(clause, text)));
  }
  return apt;
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

input.addEventListener("input", find);
dialog.addEventListener("keydown", move);
if (input.value) find();
