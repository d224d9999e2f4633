// What the pages can do beyond their text. Without any of this they are complete.

const words = document.querySelector("#_words").dataset;
const root = document.documentElement;

// Colors: as the system has them, light or dark. Only a choice is remembered.
const THEMES = ["system", "light", "dark"];
const themeButton = document.querySelector(".theme-button");

function showTheme(theme) {
  root.dataset.theme = theme;
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
    // Where nothing may be stored, the choice holds for this page.
  }
});
showTheme(THEMES.includes(root.dataset.theme) ? root.dataset.theme : "system");

const plain = (text) => text.replaceAll("\u00ad", "").replaceAll("\u00a0", " ");

// A button beside every clause copies the link to it.
const status = document.createElement("p");
status.className = "status";
status.setAttribute("role", "status");
document.body.append(status);
let silence = 0;

function say(text) {
  clearTimeout(silence);
  status.textContent = text;
  silence = setTimeout(() => { status.textContent = ""; }, 4000);
}

for (const link of navigator.clipboard ? document.querySelectorAll(".clause__link") : []) {
  const heading = link.parentElement.querySelector("[id]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "clause__copy";
  button.title = words.copy.replace("{title}", () => plain(heading.textContent));
  button.setAttribute("aria-label", button.title);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      say(words.copied);
    } catch {
      say(link.href); // to be copied by hand
    }
  });
  link.parentElement.append(button);
}

// The contents follow the reader, and the language switch goes to the clause that is being read.
const clauses = [...document.querySelectorAll("article [id]:is(h1, h2, h3, h4, h5, h6)")];

function currentClause() {
  const line = innerHeight / 4;
  const target = document.querySelector("article :target");
  if (scrollY === 0 && !target) return clauses[0];
  if (target && target.getBoundingClientRect().top >= 0 && target.getBoundingClientRect().top < innerHeight) return target;
  if (scrollY + innerHeight >= root.scrollHeight - 1 && scrollY > 0) return clauses.at(-1);
  return clauses.findLast((clause) => clause.getBoundingClientRect().top <= line);
}

function follow() {
  const id = currentClause()?.id;
  for (const link of document.querySelectorAll(".contents a")) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let following = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(following);
  following = requestAnimationFrame(follow);
}, { passive: true });
addEventListener("hashchange", follow);
follow();

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", () => {
    const clause = currentClause();
    link.hash = clause && clause !== clauses[0] ? clause.id : "";
  });
}

// What is copied is the text as it was written: whole words, plain spaces, whole addresses, no controls.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!/[\u00ad\u00a0]/.test(selection.toString()) || document.activeElement.matches("input")) return;
  const box = document.createElement("div");
  for (let i = 0; i < selection.rangeCount; i += 1) box.append(selection.getRangeAt(i).cloneContents());
  for (const control of box.querySelectorAll(".clause > :not(:first-child)")) control.remove();
  for (const link of box.querySelectorAll("a")) link.setAttribute("href", link.href);
  for (const block of box.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li")) block.append("\n");
  event.clipboardData.setData("text/plain", plain(box.textContent).replace(/\n{2,}/g, "\n").trim());
  event.clipboardData.setData("text/html", plain(box.innerHTML));
  event.preventDefault();
});

// Paper is wide enough for whole words, and a PDF should be searchable.
const broken = new Map();

addEventListener("beforeprint", () => {
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.includes("\u00ad")) broken.set(text, text.data);
    text.data = text.data.replaceAll("\u00ad", "");
  }
});
addEventListener("afterprint", () => {
  for (const [text, data] of broken) text.data = data;
  broken.clear();
});

// Search is loaded when it is first opened.
const searchButton = document.querySelector(".search-button");

async function openSearch() {
  const { open } = await import("./search.js");
  open(words);
}

searchButton.addEventListener("click", openSearch);
addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  // The key of the slash, which on a Russian keyboard writes a full stop.
  const slash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
  if (slash && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    openSearch();
  }
});
