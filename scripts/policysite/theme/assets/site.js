// Progressive enhancement: the pages work without this script.

const labelsElement = document.querySelector("#_labels");
const labels = labelsElement.dataset;
const root = document.documentElement;

// Colors: those of the system, light or dark. Only a choice of the reader is stored.
const THEMES = ["system", "light", "dark"];
const themeButton = document.querySelector(".theme-button");
const barColors = [...document.querySelectorAll("meta[name=theme-color]")].map((meta) => [meta, meta.media]);

function showTheme(theme) {
  root.dataset.theme = theme;
  for (const [meta, media] of barColors) {
    if (theme === "system") meta.media = media;
    else meta.media = media.includes(theme) ? "all" : "not all";
  }
  themeButton.title = themeButton.dataset[theme];
  themeButton.setAttribute("aria-label", themeButton.dataset[theme]);
}

themeButton.addEventListener("click", () => {
  const theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  showTheme(theme);
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.theme = theme;
  } catch {
    // If nothing can be stored, the choice is valid for this page.
  }
});
showTheme(THEMES.includes(root.dataset.theme) ? root.dataset.theme : "system");

/** Returns an element for labels, which may be in another language than the page. */
function labeled(tag) {
  const made = document.createElement(tag);
  if (labelsElement.lang) made.lang = labelsElement.lang;
  return made;
}

const plain = (text) => text.replaceAll(/[\u00ad\u2060]/g, "").replaceAll("\u00a0", " ");

// The link of a clause is copied, too, when it is followed.
const status = labeled("p");
status.className = "status";
status.setAttribute("role", "status");
document.body.append(status);
let clearing = 0;

function announce(text) {
  clearTimeout(clearing);
  status.textContent = text;
  clearing = setTimeout(() => { status.textContent = ""; }, 4000);
}

for (const link of navigator.clipboard ? document.querySelectorAll(".clause__link") : []) {
  link.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      announce(labels.copied);
    } catch {
      // The address bar shows the link, too.
    }
  });
}

// The strip under the title ends with a button that prints the page.
const strip = document.querySelector(".edition");
if (strip) {
  const print = labeled("button");
  print.type = "button";
  print.textContent = labels.print;
  print.addEventListener("click", () => window.print());
  strip.appendChild(document.createElement("li")).append(print);
}

// A link to a folded question opens it.
function unfoldTarget() {
  const details = document.querySelector("article :target")?.closest("details");
  if (details) details.open = true;
}

unfoldTarget();

// The table of contents marks the clause that is being read.
const clauses = [...document.querySelectorAll("article [id]:is(h1, h2, h3, h4, h5, h6):not(.redline *)")];
const contents = document.querySelector(".contents");

// On a narrow screen the contents lie over the text until a link is followed. On a wide one they are shown even if they are closed,
// except by browsers that do not know how.
const isNarrow = () => matchMedia("(width < 60em)").matches;
if (contents && !CSS.supports("selector(::details-content)")) contents.firstElementChild.open = !isNarrow();
contents?.addEventListener("click", (event) => {
  if (event.target.closest("a") && isNarrow()) contents.firstElementChild.open = false;
});

const targetClause = () => document.querySelector("article :is(h1, h2, h3, h4, h5, h6):target");

function currentClause() {
  const line = Math.max(innerHeight / 4, 100);
  const ended = scrollY + innerHeight >= root.scrollHeight - 1;
  // The clause that the URL names, while it is at the top, or cannot be because the page ends.
  const top = targetClause()?.getBoundingClientRect().top;
  if (top >= 0 && top <= (ended ? innerHeight : line)) return targetClause();
  if (scrollY === 0) return clauses[0];
  if (ended) return clauses.at(-1);
  return clauses.findLast((clause) => clause.getBoundingClientRect().top <= line) ?? clauses[0];
}

function markCurrentClause() {
  const hash = `#${currentClause()?.id}`;
  for (const link of contents?.querySelectorAll("a") ?? []) {
    if (link.hash !== hash) {
      link.removeAttribute("aria-current");
    } else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      scrollIntoList(link);
    }
  }
}

/** Scrolls what is beside the text to a link of the contents if it is out of view, but never the page. */
function scrollIntoList(link) {
  const scrolled = contents.closest(".side");
  const list = scrolled.getBoundingClientRect();
  const item = link.getBoundingClientRect();
  if (item.top >= list.top && item.bottom <= list.bottom) return;
  scrolled.scrollTop += (item.top + item.bottom - list.top - list.bottom) / 2;
}

// The language switch leads to the clause that is being read: the last one at which the reader stayed for a while. Clauses that
// the reader only passes on the way back to the switch, by scrolling or with the Tab key, do not count.
const STAY_MILLISECONDS = 1000;
const SCROLLING = new Set(["ArrowDown", "ArrowUp", "End", "Home", "PageDown", "PageUp", " "]);
const header = document.querySelector(".header");
const languages = document.querySelector(".languages");
let lastRead;
let isTabbing = false;
let stayTimer = 0;

function updateLanguageLinks() {
  const clause = lastRead ?? targetClause();
  for (const link of languages?.querySelectorAll("a") ?? []) {
    link.hash = clause && clause !== clauses[0] ? clause.id : "";
  }
}

function rememberClause() {
  lastRead = currentClause();
  updateLanguageLinks();
}

function trackReading() {
  clearTimeout(stayTimer);
  const sticky = getComputedStyle(header).position === "sticky";
  if (sticky && !isTabbing) {
    rememberClause();
  } else if ((sticky || header.getBoundingClientRect().bottom < 0) && (!isTabbing || document.activeElement?.closest("article"))) {
    stayTimer = setTimeout(rememberClause, STAY_MILLISECONDS);
  }
}

let frame = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    markCurrentClause();
    trackReading();
  });
}, { passive: true });
addEventListener("hashchange", () => {
  unfoldTarget();
  lastRead = targetClause() ?? lastRead;
  updateLanguageLinks();
  markCurrentClause();
});
addEventListener("keydown", ({ key }) => { isTabbing = key === "Tab" || (isTabbing && !SCROLLING.has(key)); });
for (const kind of ["wheel", "touchmove", "pointerdown"]) {
  addEventListener(kind, () => { isTabbing = false; }, { passive: true });
}
addEventListener("focusin", trackReading);
for (const kind of ["pointerdown", "focusin"]) languages?.addEventListener(kind, updateLanguageLinks);
markCurrentClause();
trackReading();

// What is unfolded in the header closes when the reader goes on elsewhere, and with Escape.
function foldHeader(except) {
  for (const details of header.querySelectorAll("details[open]")) {
    if (!details.contains(except)) details.open = false;
  }
}
for (const kind of ["click", "focusin"]) addEventListener(kind, ({ target }) => foldHeader(target));
header.addEventListener("keydown", ({ key, target }) => {
  const details = target.closest("details[open]");
  if (key !== "Escape" || !details) return;
  details.open = false;
  details.querySelector("summary").focus();
});

// Copied text is as it was written: no soft hyphens or word joiners, plain spaces, absolute URLs, no controls.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!/[\u00ad\u00a0\u2060]/.test(selection.toString()) || document.activeElement.matches("input")) return;
  const box = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i += 1) box.append(selection.getRangeAt(i).cloneContents());
  for (const control of box.querySelectorAll(".clause > :not(:first-child), .folded__links")) control.remove();
  for (const link of box.querySelectorAll("a")) link.setAttribute("href", link.href);
  for (const block of box.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li")) block.append("\n");
  event.clipboardData.setData("text/plain", plain(box.textContent).replace(/\n{2,}/g, "\n").trim());
  event.clipboardData.setData("text/html", plain(box.innerHTML));
  event.preventDefault();
});

// Printed pages have no soft hyphens: paper is wide enough, and a PDF should be searchable. Nothing is folded.
const hyphenated = new Map();
let folded = [];

addEventListener("beforeprint", () => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.includes("\u00ad")) hyphenated.set(text, text.data);
    text.data = text.data.replaceAll("\u00ad", "");
  }
  folded = [...document.querySelectorAll("article details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const [text, data] of hyphenated) text.data = data;
  hyphenated.clear();
  for (const details of folded) details.open = false;
});

// The search dialog opens at once, so that no typed character is lost; Pagefind is loaded when the dialog is first opened.
// There is none where no page is written in the language.
const dialog = document.querySelector(".search");

async function openSearch() {
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input").select();
  try {
    const { loadPagefind } = await import("./search.js");
    await loadPagefind();
  } catch {
    dialog.querySelector(".search__count").textContent = labels.failed;
  }
}

document.querySelector(".search-button")?.addEventListener("click", openSearch);
addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  // The slash key, which on some keyboards (Russian, for example) writes a full stop.
  const slash = event.key === "/" || (event.key === "." && event.code === "Slash");
  if (dialog && slash && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    openSearch();
  }
});
dialog?.addEventListener("keydown", (event) => {
  // (In a search field, the browser would only empty the field.)
  if (event.key === "Escape") dialog.close();
});
dialog?.addEventListener("click", (event) => {
  // A click beside the dialog, on its button, or on a result, which may lead to another clause of the same page.
  if (event.target === dialog || event.target.closest("a, .search__close")) dialog.close();
});
