"""Markup that is unsupported or incomplete and so appears in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from policysite.config.supported_extensions import BOX_TYPES
from policysite.corpus import Block, Page, subjects
from policysite.corpus.headings import number_of, unnumbered
from policysite.corpus.placeholders import PLACEHOLDER
from policysite.corpus.relative_links import target
from policysite.findings.rule import Aspect
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import COMMAS, STOPS
from policysite.lint.advised_edits import with_advised_edit, with_advised_line
from policysite.lint.context import Context
from policysite.lint.page_text import hits_in_text
from policysite.lint.rule import Hit, broken_aspects, hit, hit_at, page_rule
from policysite.lint.rules import footnotes
from policysite.lint.rules.urls import ADDRESS, is_swapped, links_of

# The extension of Markdown for definitions.
_DEFINITIONS = "def_list"
# That for boxes to tick, which begin items.
_TASKS = "pymdownx.tasklist"
# The sign of a definition directly before its first word, or another in its place; `:smile:` is an emoji.
_BROKEN_DEFINITION = re.compile(r"(?<=\n)(?::[«“„]?[^\W\d_]+(?![\w:+-])|[;：](?=\s+\w))")
_IN_BRACKETS = re.compile(r"\[[^\W\d^][^\[\]]*\]")
# A link whose parts are swapped.
_SWAPPED = rf"[({{](?P<first>{ADDRESS}[^\s(){{}}]*)[)}}]\[(?P<second>(?!\d+\])[^\[\]]+)\]"
# A text in brackets with an address after it, but not as in `[text](address)`.
_BESIDE = (
    r"(?!\[[^\[\]]+\]\()(?P<text>\[[^\[\]]+\]|[\[({][^\[\](){}]+[\])}])(?P<space>\s*)(?P<open>[(\[{<«\"“„]?)\s*"
    rf"(?P<address>{ADDRESS}[^\s()\[\]{{}}<>«»\"“”„]*(?:\s+\"[^\"\n]*\")?)\s*(?P<close>[)\]}}>»\"”“]?)"
)
# A link by a name that has no address; notes are no links: `[6][7]`.
_NAMED = r"\[(?P<title>[^\W\d][^\[\]]*)\]\[(?P<name>[^\W\d][\w-]*)?\]"
# A text whose second bracket is lost, before its address.
_UNCLOSED = rf"\[(?P<unclosed>[^\W\d][^\[\]()\n]*)\((?P<address_of_it>{ADDRESS}[^\s()]*)\)(?![^\[\]\n]*\])"
# An address of a page or a clause of this site in the text, perhaps after words in quotation marks.
_IN_ROUND = (
    r"(?P<quoted>[«“„\"][^«»“”„\"\n]+[»”“\"])?\s?"
    r"(?<!\])\((?P<address_in_round>[\w./-]+\.md(?:#[\w-]+)?|#[A-Za-z][\w-]*)\)"
)
_LINK = re.compile(rf"{_SWAPPED}|{_BESIDE}|{_NAMED}|{_UNCLOSED}|{_IN_ROUND}|\]\((?=\S)(?:{ADDRESS}[^\s()]*)?")
# A link with backslashes: those of a converter, or in place of slashes.
_BACKSLASHED = re.compile(r"\\?\[(?P<text>[^\[\]\\]+)\\?\](?P<escape>\\)?\((?P<address>[^\s()]+?)(?(escape)\\)\)")
_ESCAPE = re.compile(r"\\(?=[#._-])")
# A link as a field of Word, and the word that it is to be made from, if there is only one before the next sign.
_FIELD_OF_WORD = re.compile(
    r"HYPERLINK\s+[\"“”„«](?P<address>[^\s\"“”„«»]+)[\"“”»](?:\s+(?P<text>[^\W_]+(?:-[^\W_]+)*)(?=[,;:.?!)]|$))?",
    re.MULTILINE,
)
# Asterisks after a word, or before the words of a note, are footnote marks: `30 дней**`. Only opening ones are markup.
_EMPHASIS = re.compile(
    r"(?<![^\s«“\"(\[—–-])\*{2,3}(?=[^\W_]|[«“\"(])"
    r"|(?<![\w*])(?<!\d )(?P<stars>\*{1,3}) [^*\n]*[^*\s\d] ?(?P=stars)(?!\*)"
)
# The asterisks before words, and after them.
_OPENING, _CLOSING = re.compile(r"(?<!\\)\*+$"), re.compile(r"\*+")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#№.][A-Za-z][\w-]*|[\w-]+=[\"'“”„«])[^{}\n]*\}?")
# A heading without its `##`, perhaps in bold type, with a sign before it, or with what its key types in another layout.
_HEADING_TEXT = re.compile(
    r"(?:[^\w\s*\\#№＃](?=[#№＃]))?(?P<signs>(?:\\?[#№＃])*)\s*(?P<marks>\*\*|__|)(?P<text>[^\W_].*?\S)(?P=marks)"
    r"\s*(?P<braces>\{:?\s*[#№](?P<id>[A-Za-z][\w-]*)[^{}]*\})\s*"
)
# The sign of a heading within a text.
_MARKER_WITHIN = re.compile(r"\s+(?P<marker>#{1,6})\s+")
# The end of a link, and attributes that it may have.
_END_OF_LINK = re.compile(rf"(?:\]\([^()]*|\({ADDRESS}[^\s()]*)\)$")
_OF_LINK = re.compile(r"\{:?(?:\s*(?:hreflang|title)=\"[^\"]*\")+\s*\}")
_SIGNS_OF_BOX = r"(?:!!!|\?\?\?\+?)"
# A box whose title has other quotation marks, or whose first sign is repeated too seldom or too often.
_BOX = (
    rf"(?P<signs>{_SIGNS_OF_BOX}|!{{1,4}}) ?(?P<type>{'|'.join(BOX_TYPES)})"
    r"(?: *[\"'“”„«](?P<title>[^\n]+)[\"'“”»])?"
)
# Quotation marks that are typed as two commas, accents or apostrophes.
_QUOTED = r"(?<!\w)(?:,,|``|‘‘)(?=[^\W_])[^`‘’'\n]+(?:‘‘|’’|'')(?!\w)"
# It separates nothing; as part of front matter it has three signs.
_LINE_OF_SIGNS = r"^(?:={3,}|\+{3,})$"
_OTHER = re.compile(
    "|".join(
        (
            # At the start of a line: boxes, directives, snippets, tables, abbreviations, definitions.
            rf"^{_SIGNS_OF_BOX} ?[\w\"][^\n]*",
            rf"^{_BOX}$",
            r"^=== \"[^\n]*",
            r"^(?::::|/{3,} ?\w|\.\. [\w-]+::|-+8<-+)[^\n]*",
            r"^\[![A-Za-z]+\]",
            r"^\+(?:[-=]+\+)+$",
            r"^\*\[[^\]\n]+\](?: *[:;：.,–—-])?",
            r"(?<=\n): +(?=\S)",
            r"^\{:[a-z_]+\}",
            r"^> ?\w",
            _LINE_OF_SIGNS,
            r"^(?:h[1-6]\. |={2,6} )(?=\w)",
            r"^(?i:\[toc\]|\{toc\b[^{}\n]*\})$",
            # Templates, without the names of what is to be written, which are placeholders; comments.
            # (No pattern reads past its own opening again, so a long text takes no longer.)
            r"\{%[^{}\n]*%\}",
            r"%%[^%\n]*[^\s%]%%",
            r"<%[^<>\n]*%>",
            r"<![–—][^\n]*",
            # Other programs hide a text that begins like a tag or an instruction.
            r"^<[?!/]?[A-Za-z][^\n]*",
            # Notes within the text, links of wikis, emoji, tags of forums.
            r"\^\[[^\[\]\n]+\]",
            r"\[\[[^\[\]\n]+\]\]",
            r"(?<![\w:/]):(?:[a-z][a-z0-9_-]+|[+-]1):(?![\w:/])",
            r"\[/(?:b|i|u|s|url|img|quote|code|color|size|list)\]",
            # Deleted, inserted, marked and bold text, indexes, formulas, line breaks.
            r"~~[^~\n]+~~",
            r"(?<![\w+])\+\+[^\s+](?:[^+\n]*[^\s+])?(?:\+[^\s+]+)*\+\+(?![\w+])",
            r"\^\^[^^\n]+\^\^",
            r"(?<!=)==[^=\n]+==(?!=)",
            _QUOTED,
            r"\{(?:\+\+|--|==|>>)",
            r"'{3}[^'\n]+'{3}",
            r"(?<=[^\W\d_])~[^\s~]{1,9}~",
            r"(?<=\w)\^[^\s^]{1,9}\^",
            r"\$\$[^$]+\$\$",
            r"(?<![\w$/])\$(?=[A-Za-z\\])[^$\n]{0,60}(?<=\S)\$(?![\w$])",
            r"\\$",
        )
    ),
    re.MULTILINE,
)
_STRUCK = "~~"
# Words between signs that mark or quote them, or make a link of them, unless that would be to a table of contents; and
# a word that the sign of a quotation precedes where none can be.
_MARKED = re.compile(
    r"(?P<signs>==|\+\+|\^\^)(?P<words>.+)(?P=signs)|(?:,,|``|‘‘)(?P<quoted>.+)(?:‘‘|’’|'')"
    r"|\[\[(?!_*(?i:toc)_*\])(?P<title>[^|]+)\]\]|> ?(?P<word>\w)"
)
# A sign at one end of words only, with the letter beside it. Underscores may be part of a name in Latin letters.
_UNENDED = re.compile(
    rf"(?<![\w`])(?!{_QUOTED})`{{1,3}}\w|\w`{{1,3}}(?![\w`])|(?<!\w)_{{1,2}}[^\W\d_A-Za-z]|[^\W\d_A-Za-z]_{{1,2}}(?!\w)"
)
# A box to tick, with the signs that people type into it; other letters in round brackets may be numerals.
_TASK = re.compile(r"(?:\[ ?(?P<mark>[xXхХvV+√✓✔]?) ?\]|\( ?(?P<mark_in_round>[xXхХ]?) ?\)) ?")


@page_rule(aspect=Aspect.LINKS, advises=True)
def link_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """A link is written wrongly: with a space before its address, wrong brackets, a mere name, or as Word writes it."""
    for found in hits_in_text(page, _FIELD_OF_WORD, headings=True):
        written = found.params["text"]
        field = _FIELD_OF_WORD.match(written)
        right = f"[{field['text']}]({field['address']})" if field and field["text"] else ""
        yield with_advised_edit(found, page, written, right)
    for found in hits_in_text(page, _LINK, headings=True, with_urls=True):
        yield from _unread_link(found, page, context)
    for each in links_of(page):
        text, address = each.link.text, each.link.address
        if each.link.is_image and _is_of_site(address, page, context):
            yield _rewritten(each.hit(text=f"![{text}]({address})"), page, f"![{text}](", f"[{text}](")
        elif is_swapped(each.link) or (_IN_BRACKETS.fullmatch(text) and not PLACEHOLDER.fullmatch(text)):
            written = f"[{text}]({address})"
            right = f"[{address}]({text})" if is_swapped(each.link) else f"{text}({address})"
            yield _rewritten(each.hit(text=written), page, written, right)


def _unread_link(found: Hit, page: Page, context: Context) -> Iterator[Hit]:
    """Yield a hit about what may be a link that Markdown reads as a text, if it is one, with the right link."""
    # (The text lacks the brackets of an address that is a link of its own.)
    source = page.source[found.line - 1]
    of_line = (each for each in _BACKSLASHED.finditer(source) if "\\" in each[0])
    if backslashed := next((each for each in of_line if each.start() < found.column <= each.end()), None):
        address = _ESCAPE.sub("", backslashed["address"]).replace("\\", "/")
        found = replace(found, params={"text": backslashed[0]})
        yield _rewritten(found, page, backslashed[0], f"[{backslashed['text']}]({address})")
        return
    parts = _LINK.match(source, found.column - 1) or _LINK.match(found.params["text"])
    if parts is None or parts.lastgroup is None:
        yield _closed(found, page)
    elif parts["title"]:
        address = _address_of(parts["name"] or parts["title"], page, context)
        yield with_advised_edit(found, page, parts[0], f"[{parts['title']}]({address})" if address else "")
    elif parts["unclosed"]:
        yield _rewritten(found, page, parts[0], f"[{parts['unclosed']}]({parts['address_of_it']})")
    elif parts["address_in_round"]:
        if _is_of_site(parts["address_in_round"], page, context):
            right = f"[{parts['quoted'][1:-1]}]({parts['address_in_round']})" if parts["quoted"] else ""
            yield with_advised_edit(found, page, parts[0], right)
    elif parts["first"] or _is_link(parts, page):
        text, address = parts["second"] or parts["text"][1:-1], (parts["first"] or parts["address"]).strip()
        # (A period after it ends the sentence.)
        end = "" if parts["first"] or parts["close"] else address[len(address.rstrip(STOPS + COMMAS)) :]
        yield with_advised_edit(found, page, parts[0], f"[{text}]({address.removesuffix(end)}){end}")


def _is_of_site(address: str, page: Page, context: Context) -> bool:
    """True if an address leads to a page of this site, or, without naming one, to a clause of its own page."""
    there = target(address, page, context.corpus)
    is_own = address.startswith("#")
    return bool(address and there and there.page) and (not is_own or page.has_element(address[1:]))


def _rewritten(found: Hit, page: Page, written: str, right: str) -> Hit:
    """Return a hit in a link, all of which is damaged, with the advice to write it otherwise."""
    column = page.source[found.line - 1].find(written, max(found.column - 1 - len(written), 0)) + 1
    damaged = range(column, column + len(written)) if column else found.damaged
    return with_advised_edit(replace(found, damaged=damaged), page, written, right, column)


def _is_link(parts: re.Match[str], page: Page) -> bool:
    """True if a text in brackets and the address after it are a link with wrong brackets, or with a space in it."""
    text, opening, address = parts["text"], parts["open"], parts["address"]
    brackets = text[0] + text[-1]
    if not opening or opening not in "([{":  # what follows a number in brackets is perhaps the address of a note
        is_text = brackets == "[]" and not text[1].isdigit() and not parts["space"]
        return is_text and (opening == "<" or address.startswith("http"))
    if not parts["close"] or (opening == "{" and address.startswith("#") and not page.has_element(address[1:])):
        return False
    return brackets != "()" or (opening != "(" and not parts["space"])


def _address_of(name: str, page: Page, context: Context) -> str:
    """Return the address of the clause or the page that a link on a page names; empty if none has a similar name."""
    if page.has_element(name):
        return f"#{name}"
    is_page = context.corpus.page(page.language, name) is not None
    return context.suggestions.for_link(page, name if is_page else f"#{name}", image=False)


def _closed(found: Hit, page: Page) -> Hit:
    """Return a hit at a link with the advice to close the bracket after its address, if it is clear where that ends."""
    written = found.params["text"].rstrip(STOPS + COMMAS)
    address = written.rstrip("]}>")
    rest = page.source[found.line - 1][found.column - 1 + len(written) :]
    is_clear = address.startswith("](") and len(address) > len("](") and ")" not in rest.partition("(")[0]
    return with_advised_edit(found, page, written, f"{address})" if is_clear else "")


@page_rule(advises=True)
def emphasis_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Asterisks for emphasis are written wrongly and appear in the text."""
    yield from (found for block in page.blocks() for found in _unevenly_marked(page, block))
    for found in hits_in_text(page, _EMPHASIS, headings=True):
        written = found.params["text"]
        words = written.strip("*")
        stars = (len(written) - len(words)) // 2
        right = written[:stars] + words.strip() + written[-stars:] if words else ""
        is_open = not words and written not in page.source[found.line - 1][found.column - 1 + len(written) :]
        if is_open:  # sentences are not told apart at the asterisks
            found = _breaking(found, page, Aspect.STRUCTURE)
        yield with_advised_edit(found, page, written, right)


def _unevenly_marked(page: Page, block: Block) -> Iterator[Hit]:
    """Yield a hit at words with one more asterisk on one side, which appears in the text: `**words*`."""
    for span in (each for each in block.spans if each.tag in ("em", "strong")):
        words = block.text[span.start : span.end]
        line, column = page.position(block, span.start)
        before, source = page.source[line - 1][: column - 1], page.source[line - 1][column - 1 :]
        opening, closing = _OPENING.search(before), _CLOSING.match(source.removeprefix(words))
        is_shown = block.text[: span.start].endswith("*") or block.text.startswith("*", span.end)
        if is_shown and opening and closing and abs(len(opening[0]) - len(closing[0])) == 1:
            written, signs = opening[0] + words + closing[0], max(opening[0], closing[0])
            found = hit_at(page.path, line, column - len(opening[0]), damaged=len(written), text=written)
            yield with_advised_edit(found, page, written, signs + words + signs)


def _breaking(found: Hit, page: Page, aspect: Aspect) -> Hit:
    """Return a hit that breaks an aspect of its clause."""
    return replace(found, breaks=found.breaks | broken_aspects(page, found.line, aspect))


@page_rule(advises=True)
def attributes_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Attributes in braces are at a position where they have no effect; `corpus` checks those of headings."""
    for found in (each for each in _attributeshits_in_text(page) if not _heading_without_marker(page, each, context)):
        written = found.params["text"]
        line = page.source[found.line - 1][: found.column - 1]
        before = line.rstrip()
        is_of_link = _OF_LINK.fullmatch(written) and _END_OF_LINK.search(before)
        wrong = before[-1:] + line[len(before) :] + written
        right = before[-1:] + (written if is_of_link else "")
        is_clear = written.endswith("}") and not _MARKER_WITHIN.search(before)
        yield with_advised_edit(found, page, wrong, right if is_clear else "", len(before))


@page_rule(advises=True)
def heading_marker_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A line alone in a paragraph ends with an id, as a heading does, but does not begin with `##`."""
    headings = (_heading_without_marker(page, found, context) for found in _attributeshits_in_text(page))
    yield from filter(None, headings)


def _attributeshits_in_text(page: Page) -> Iterator[Hit]:
    """Yield a hit for each text in braces that looks like attributes; they may belong to the heading above."""
    for found in hits_in_text(page, _ATTRIBUTES, headings=False):
        yield replace(found, rests_on=frozenset({subjects.line(page.path, found.line)}))


def _heading_without_marker(page: Page, found: Hit, context: Context) -> Hit | None:
    """Return a hit about attributes as one about the heading that they end, if it lacks only its `##`."""
    source, above = page.source[found.line - 1], page.clause_at(found.line)
    written = _HEADING_TEXT.fullmatch(source)
    block = next((each for each in above.blocks if each.line == found.line), None) if above else None
    if above is None or block is None or written is None or page.has_element(written["id"]):
        return None
    below = next(filter(str.strip, page.source[found.line :]), "")
    is_alone = block.line == block.last_line and not below.lstrip()[:1].isdigit()
    is_numbered = block.kind == "item" and number_of(written["text"]) != ()
    if (
        not is_alone
        or not (is_numbered or (block.kind == "paragraph" and not block.inside))
        or written["text"].endswith(tuple(STOPS))
    ):
        return None
    pages = (*context.corpus.documents[page.name].pages.values(), *context.corpus.frozen_pages())
    same = (each.clause(written["id"]) for each in pages if each.has_clause(written["id"]))
    signs = len(written["signs"].replace("\\", ""))
    level = next((each.level for each in same), signs or max(above.level, 2))
    # (Its text seems to belong to the clause above it, in which the other languages have less.)
    own, before = (subjects.clause(page.subject, each) for each in (written["id"], above.id))
    title, marker = written["text"], subjects.marker(page.path, found.line)
    if is_numbered and not any(number_of(each.title) for each in page.clauses):
        title = unnumbered(title)
    if joined := _MARKER_WITHIN.search(title):  # the heading goes on from the text above it
        level, title = len(joined["marker"]), title[joined.end() :]
    line = f"{'#' * level} {title} {written['braces'].replace('№', '#', 1)}"
    heading = with_advised_line(found, f"{written['text'][: joined.start()]}\n\n{line}" if joined else line)
    return replace(heading, breaks=found.breaks | {subjects.ids(page.subject), own, before, marker})


@page_rule(advises=True)
def markup_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Constructs of other dialects, or of extensions that are not in `mkdocs.yml`, appear in the text."""
    yield from _unsupported(page, context)
    yield from _unended(page)
    if _DEFINITIONS in context.settings.extensions:
        for found in hits_in_text(page, _BROKEN_DEFINITION, headings=False):
            written = found.params["text"]
            right = f":   {written[1:]}" if written[1:] else ":"
            yield with_advised_edit(_breaking(found, page, Aspect.STRUCTURE), page, written, right)
    yield from _tasks_and_notes(page, context)


def _unsupported(page: Page, context: Context) -> Iterator[Hit]:
    patterns = [_OTHER] if footnotes.EXTENSION in context.settings.extensions else [_OTHER, footnotes.REFERENCE]
    for found in chain.from_iterable(hits_in_text(page, pattern, headings=True) for pattern in patterns):
        written = found.params["text"]
        if re.fullmatch(_LINE_OF_SIGNS, written):
            yield replace(found, params={**found.params, "example": ""}, advised={found.line: None})
        elif written.startswith(_STRUCK):
            yield _without_struck(found, page)
        elif box := _box(written, context):
            yield with_advised_edit(_breaking(found, page, Aspect.STRUCTURE), page, written, box)
        elif (marked := _MARKED.fullmatch(written)) and marked["quoted"]:
            opening, closing, *_ = lexicon_of(page.language)["quotes"] or ("“", "”")
            found = replace(found, damaged=range(found.column - 1, found.damaged.stop))  # a space may be before commas
            yield with_advised_edit(found, page, written, f"{opening}{marked['quoted']}{closing}")
        else:
            right = marked[marked.lastgroup or 0] if marked else _abbreviation(written, context)
            yield with_advised_edit(found, page, written, right)


def _unended(page: Page) -> Iterator[Hit]:
    """Yield hits at signs for code or emphasis at one end of words only."""
    for found in hits_in_text(page, _UNENDED, headings=True):
        written = found.params["text"]
        signs = written.strip(written.strip("`_"))
        # (Beside letters of East Asia, two of them emphasize nothing, either.)
        if len(re.findall(rf"(?<![`_]){signs}(?![`_])", page.source[found.line - 1])) % 2:
            yield with_advised_edit(found, page, written, written.strip("`_"))


def _tasks_and_notes(page: Page, context: Context) -> Iterator[Hit]:
    for block in page.blocks():
        match = _TASK.match(block.text) if block.kind == "item" and not block.marker else None
        if match is not None:
            right = (
                f"[{'x' if match['mark'] or match['mark_in_round'] else ' '}] "
                if _TASKS in context.settings.extensions
                else ""
            )
            yield with_advised_edit(hit(page, block, text=match[0].strip()), page, match[0], right)
        for link in block.links:
            if link.text.startswith("^"):  # a footnote; without the extension its definition is a link reference
                yield hit(page, block, link.start, text=f"[{link.text}]", example="")


def _abbreviation(written: str, context: Context) -> str:
    """Return the beginning of an abbreviation with its colon; empty if it has one, or the site has no abbreviations."""
    match = re.match(r"\*\[[^\]]+\]", written)
    is_right = match is None or written == f"{match[0]}:" or "abbr" not in context.settings.extensions
    return "" if match is None or is_right else f"{match[0]}:"


def _without_struck(found: Hit, page: Page) -> Hit:
    """Return a hit at words that are struck out with the advice to write the line without them, and one space less."""
    written, source = found.params["text"], page.source[found.line - 1]
    before = source[: found.column - 1].rstrip()
    spaces, rest = source[len(before) : found.column - 1], source[found.column - 1 + len(written) :]
    is_apart = before and spaces and not rest[:1].isalnum()
    last = before[-1:]
    found = _breaking(found, page, Aspect.NUMBERS)
    return with_advised_edit(found, page, f"{last}{spaces}{written}", last if is_apart else "", len(before))


def _box(written: str, context: Context) -> str:
    """Return the first line of a box as it should be; empty if a line is none, or the site has no such boxes."""
    box = re.fullmatch(_BOX, written)
    if box is None:
        return ""
    is_admonition = box["signs"].startswith("!")
    if ("admonition" if is_admonition else "pymdownx.details") not in context.settings.extensions:
        return ""
    title = f' "{box["title"]}"' if box["title"] else ""
    return f"{'!!!' if is_admonition else box['signs']} {box['type']}{title}"
