"""Attacks by the files of the site's own look."""

from __future__ import annotations

from itertools import cycle

from tests.hostile.attack import Attack, append, link, replace, write
from tests.hostile.sources.kinds import CONFIG, not_published, of_text, shown_as_text, stopped_at, unread

FOOTER = "footer-end.html"
_PLACES = cycle((FOOTER, "notice.html", "after-text.html"))
_UNEXPECTED, _INVALID = "override-unexpected", "addition-invalid"


def _in_look(name: str, path: str, content: str | bytes, stopped: str) -> Attack:
    """Return an attack by a file of the site's own look."""
    return Attack(f"look: {name}", (write(f"overrides/{path}", content),), stopped_at(f"overrides/{path}:1", stopped))


def _in_addition(name: str, html: str | bytes, stopped: str = _INVALID) -> Attack:
    """Return an attack by an addition; they are tried in each place in turn."""
    return _in_look(name, next(_PLACES), html, stopped)


_EVIL = "https://evil.example/"
_SCRIPT = "<script>alert(1)</script>"
# The numbers of no character, of control characters and of those for private use.
_NONE = ("0", "11", "27", "127", "x80", "x85", "xD800", "xE000", "xFFFE", "x1FFFF", "x110000")
_FOLDED = "<details><summary>x</summary>y</details>"
LOOK = [
    *(
        _in_look(f"a template named {path}", path, '{% extends "base.html" %}{{ cycler.__init__ }}', _UNEXPECTED)
        for path in (
            *("main.html", "base.html", "404.html", "own.html", "sitemap.xml", "sitemap.html", "a/b/c.html"),
            *("partials/header.html", "partials/footer.html", "partials/notice.html", "partials/own.html"),
            *("notice.html.html", "notice.xx.html", "notice.en.ru.html", "Notice.html", "notice.htm", "assets/a.html"),
        )
    ),
    *(
        _in_look(f"a file named {path}", path, "fetch('https://evil.example/')", _UNEXPECTED)
        for path in (
            *("assets/site.js", "assets/site.css", "assets/evil.css", "partials/theme.js", "partials/clause.css"),
            *("sw.js", "evil.htm", "evil.xhtml", "CNAME", "robots.txt", "x.py", "x.svg"),
        )
    ),
    not_published(
        Attack(
            "look: a hidden template", (write("overrides/.a/b.html", _SCRIPT),), "overrides/.a/b.html:1 file-unexpected"
        )
    ),
    not_published(
        Attack(
            "look: a folder behind a symbolic link",
            (link("overrides/partials", "/etc"),),
            "overrides/partials:1 symlink",
        )
    ),
    unread(
        Attack(
            "look: an addition behind a symbolic link",
            (link(f"overrides/{FOOTER}", "/etc/hostname"),),
            f"overrides/{FOOTER}:1 symlink",
        )
    ),
    _in_look(
        "a style that loads", "assets/brand.css", "body { background: url(https://evil.example/x.png) }", "style-unsafe"
    ),
    _in_look("a style that imports", "assets/brand.css", "@import 'https://evil.example/x.css';", "style-unsafe"),
    _in_look("a style that hides", "assets/brand.css", ".md-typeset h2 { display: none }", "style-unsafe"),
    _in_look("a style that writes", "assets/brand.css", "h1::after { content: 'We sell data' }", "style-unsafe"),
    *(
        _in_look(f"brackets without end: {bracket}", "assets/brand.css", bracket * 2_500, "style-unsafe")
        for bracket in ("a{b:(", "a{", "@media{")
    ),
    _in_look("HTML named as an image", "assets/x.png", _SCRIPT, "image-invalid"),
    _in_look(
        "an image with a script",
        "assets/x.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "svg-active",
    ),
    *(
        _in_addition(name, html)
        for name, html in {
            "a script": _SCRIPT,
            "a script of another site": f'<script src="{_EVIL}x.js"></script>',
            "a frame": f'<iframe src="{_EVIL}"></iframe>',
            "a form": f'<form action="{_EVIL}"></form>',
            "a button": '<button type="button">x</button>',
            "a redirect": f'<meta http-equiv="refresh" content="0;url={_EVIL}">',
            "a base": f'<base href="{_EVIL}">',
            "a style sheet of another site": f'<link rel="stylesheet" href="{_EVIL}x.css">',
            "a style sheet": "<style>p { display: none }</style>",
            "an event": '<p onclick="alert(1)">x</p>',
            "a style": '<p style="display:none">x</p>',
            "a class": '<p class="not-found">x</p>',
            "an id of the theme": '<p id="_content">x</p>',
            "a name of the theme": '<img name="currentScript" src="assets/icon.svg" alt="x">',
            "a hidden element": "<p hidden>x</p>",
            "a folded text": _FOLDED,
            "a drawing": '<svg viewbox="0 0 20 20"><path d="m0 0"/></svg>',
            "a box": "<div>x</div>",
            "an aside": "<aside>x</aside>",
            "an article": "<article>x</article>",
            "a heading": "<h1>We sell data</h1>",
            "an end of the footer": f"</div></footer>{_SCRIPT}<footer><div>",
            "an end of the page": "x</body></html>",
            "an element without an end": "<p>x <strong>y</p>",
            "an end without an element": "<p>x</p></strong>",
            "a paragraph in another one": "<p>a<p>b</p></p>",
            "a list in a paragraph": "<p><ul><li>a</li></ul></p>",
            "a link in a link": f'<p><a href="{_EVIL}">a<a href="{_EVIL}">b</a></a></p>',
            "a comment without an end": "<p>x</p><!-- ",
            "a comment of another program": f"<!--[if IE]>{_SCRIPT}<![endif]-->",
            "a tag without an end": "<p>x</p><a ",
            "tags without an end": "<a " * 6_000,
            "a declaration": f"<![CDATA[{_SCRIPT}]]>",
            "an instruction": "<?php x ?>",
            "an element in another case": "<SCRIPT>alert(1)</SCRIPT>",
            "an attribute without quotation marks": "<p><a href=https://policy.example/a>x</a></p>",
            "code in a link": '<p><a href="javascript:alert(1)">x</a></p>',
            "code in a link with an entity": '<p><a href="java&#115;cript:alert(1)">x</a></p>',
            "a page in a link": '<p><a href="data:text/html,x">x</a></p>',
            "a link without encryption": '<p><a href="http://policy.example/">x</a></p>',
            "a link to a number": '<p><a href="https://1.1.1.1/">x</a></p>',
            "a link that reports": f'<p><a href="https://policy.example/" ping="{_EVIL}">x</a></p>',
            "another policy for programs": f'<p><a href="{_EVIL}" rel="privacy-policy">x</a></p>',
            "a link that follows readers": '<p><a href="https://policy.example/?utm_source=x">x</a></p>',
            "an address twice": f'<p><a href="{_EVIL}" href="privacy.md">x</a></p>',
            "an image of another site": f'<p><img src="{_EVIL}x.png" alt="x"></p>',
            "an image with others": f'<p><img src="assets/icon.svg" srcset="{_EVIL}x.png 2x" alt="x"></p>',
            "a text too small to see": "<p>" + "<small>" * 40 + "x" + "</small>" * 40 + "</p>",
            "a text out of sight": "<ul><li>" * 40 + "x" + "</li></ul>" * 40,
            "a link without a text": '<p><a href="https://policy.example/a"></a></p>',
            "a link without a sign": '<p><a href="https://policy.example/a">&#8203;</a></p>',
            "a link with no text": '<p><a href="https://policy.example/"><img src="assets/icon.svg" alt=""></a></p>',
            "an attribute in another case": '<p><a HREF="https://policy.example/a">x</a></p>',
            "an element of a text in another case": "<P>x</P>",
            "a link without a text in another case": f'<A HREF="{_EVIL}"></A>',
            "paragraphs that push the policy out of sight": "<p>x</p>" * 2_000,
            "lines that push the policy out of sight": "x" + "<br>" * 3_900,
            "images that push the policy out of sight": '<img src="assets/icon.svg" alt="x">' * 50,
            "a text that pushes the policy out of sight": "Read. " * 400,
            "a text that is heard without end": f'<p><img src="assets/icon.svg" alt="{"Read. " * 400}"></p>',
            "a text beside a word without end": f'<p><abbr title="{"Read. " * 400}">x</abbr></p>',
            "a text in a false direction": '<p lang="en" dir="rtl">x</p>',
        }.items()
    ),
    *(
        shown_as_text(_in_addition(f"code of a template: {code}", f"<p>{code}</p>"))
        for code in ("{{ config }}", "{% include 'main.html' %}", "{# x #}")
    ),
    *(
        _in_look(f"a notice with {name}", "notice.html", html, _INVALID)
        for name, html in {
            "a comment without an end": "<p>x</p><!-- ",
            "an attribute without an end": '<p>x</p><a href="',
            "a text of a page": '<article class="md-content__inner md-typeset">x</article>',
            "the beginning of the text": '<article class="md-content__inner md-typeset">',
            "the end of the text": "</article>",
            "the end of the head": "</head><head>",
            "an end of itself": '</aside><aside class="md-grid md-typeset notice">',
        }.items()
    ),
    *(
        _in_look(
            f"a folded text beside {path}",
            path,
            f"</{element}>{_FOLDED}<{tag}>x",
            _INVALID,
        )
        for path, element, tag in (
            ("after-text.html", "div", 'div class="md-grid footer-end"'),
            ("footer-end.html", "div", 'div class="md-typeset after-text"'),
            ("notice.html", "aside", 'div class="md-grid footer-end"'),
        )
    ),
    _in_addition("a contact", "<p>Write to evil@evil.example.</p>", "contact-unlisted"),
    _in_addition("a contact in parts", "<p>evil<small>@</small>evil.example</p>", "contact-unlisted"),
    _in_addition("a contact in two lines", "<p>evil@<br>evil.example</p>", "contact-unlisted"),
    _in_addition(
        "a contact in an image", '<p><img src="assets/icon.svg" alt="evil@evil.example"></p>', "contact-unlisted"
    ),
    _in_addition("a contact in an abbreviation", '<p><abbr title="evil@evil.example">x</abbr></p>', "contact-unlisted"),
    *(
        Attack(
            f"look: a contact in {path} and {name}",
            (write(f"overrides/{path}", f"<p>{html}</p>"), change),
            f"overrides/{path}:1 contact-unlisted",
            f"overrides/{path}:1 output-contact-unlisted",
        )
        for name, change, path, html in (
            ("the copyright", append(CONFIG, "copyright: Write to evil@\n"), FOOTER, "evil.example"),
            ("the number in it", append(CONFIG, "copyright: Call +7 999\n"), FOOTER, "000-00-00"),
            (
                "a linked number in it",
                append(CONFIG, "copyright: 'Call <a href=\"https://policy.example/a\">+7 999</a>'\n"),
                FOOTER,
                "000-00-00",
            ),
            (
                "a label",
                write("docs/editorial/labels/en.yml", "feed_of_changes: Write to evil@\n"),
                FOOTER,
                "evil.example",
            ),
            *(
                (f"the name {name}", replace(CONFIG, "site_name: Policy", f"site_name: {name}"), path, html)
                for path, html, name in (
                    ("notice.html", "Write to evil@", "evil.example"),
                    ("notice.html", "Write to t.me/", "evil_bot"),
                    ("notice.html", "Call +7 999", "000-00-00"),
                    ("after-text.html", "Write to evil@", "evil.example"),
                )
            ),
            *(
                (f"a page that ends with {end}", append("docs/en/index.md", f"\n{end}\n"), "after-text.html", html)
                for end, html in (
                    ("Write to evil@", "evil.example"),
                    ("Write to t.me/", "evil_bot"),
                    ("Call +7 999", "000-00-00"),
                    ("| a | b |\n|---|---|\n| x | evil@ |", "evil.example"),
                    (f"Write to evil@ ![](../assets/icon.svg '{'a ' * 2_000}')", "evil.example"),
                )
            ),
        )
    ),
    *(
        Attack(
            f"look: a contact in {one} and {other}: {begin}",
            (write(f"overrides/{one}", f"<p>{begin}</p>"), write(f"overrides/{other}", f"<p>{end}</p>")),
            f"overrides/{other}:1 contact-unlisted",
            f"overrides/{one}:1 output-contact-unlisted",
        )
        for one, other, begin, end in (
            ("after-text.html", FOOTER, "Call +7 999", "000-00-00"),
            ("notice.html", FOOTER, "Call 8 (999)", "000-00-00"),
            ("notice.html", "after-text.html", "Write to evil@", "evil.example"),
            ("after-text.en.html", "footer-end.en.html", "Write to evil@", "evil.example"),
            ("after-text.html", "notice.html", "Telegram:", "evil_bot"),
            ("after-text.html", "notice.html", "t.me", "/evil_bot"),
        )
    ),
    *(
        Attack(
            f"look: a contact in the copyright and an addition: {begin} {end}",
            (append(CONFIG, f"copyright: '{begin}'\n"), write(f"overrides/{FOOTER}", f"<p>{end}</p>")),
            f"overrides/{FOOTER}:1 contact-unlisted",
            f"overrides/{FOOTER}:1 output-contact-unlisted",
        )
        for begin, end in (
            ("WhatsApp", "999 000 00 00"),
            ("Call us:", "999 000 00 00"),
            ("Call 007 999", "000-00-00"),
            ("Call 8 (999)", "000-00-00"),
            ("Write to evil (at)", "evil.example"),
            ("Write to evil (at) evil", "(dot) example"),
            ("Email evil at", "evil.example"),
            ("evil AT", "evil.example"),
            ("Write to evil at evil", "dot example"),
            ("Пишите: evil собака", "evil.example"),
            ("Phone (Moscow):", "999 000 00 00"),
            ("Call +7", "(Moscow) 999 000-00-00"),
            ("Call us:", "No. 999 000 00 00"),
            ("Phone:", "12.12.2026 99"),
            ("Phone:", "2026 2026 99"),
            ("Call us:", "999 000 00 00 daily"),
            ("Write to privacy@policy.example", "-evil.com"),
            ("Write to privacy@policy.example", ".evil.com"),
            ("Telegram @acme", "_evil"),
            ("Call +44", "7 495 000-00-00"),
            ("+7 999", "000</p><p>00</p><p>00"),
        )
    ),
    *(
        _in_addition(f"a half of a contact: {html}", html, "contact-unlisted")
        for html in (
            "<p>evil@</p><p>·</p><p>·</p><p>evil.example</p>",
            "<p>evil</p><p>@</p><p>x</p>",
            "<p>(at)</p>",
            "<p>Write to privacy@policy.example-<br>evil.com</p>",
            "<p>Call us:</p><p>999 000 00 00 daily</p>",
            "<p>SMS to</p><p>99900</p>",
            '<p><abbr title="Call +7 999">x</abbr> 000-00-00</p>',
            "<p>Write to evil@evil</p>",
            "<p>8 (999)</p><p>000-00-00</p>",
            '<p><abbr title="evil@">x</abbr> evil.example</p>',
            '<p><abbr title="+7 999">x</abbr></p><p>000-00-00</p>',
            '<p><img src="assets/icon.svg" alt="evil@"> evil.example</p>',
        )
    ),
    _in_addition("a letter", '<p><a href="mailto:evil@evil.example">x</a></p>', "contact-unlisted"),
    _in_addition("a messenger", '<p><a href="https://t.me/evil">Chat</a></p>', "contact-unlisted"),
    *(
        _in_addition(f"a link that names another site{how}", f"<p>{html}</p>", "link-text-misleading")
        for how, html in {
            "": f'<a href="{_EVIL}">bank.example</a>',
            " in parts": f'<a href="{_EVIL}"><b>bank</b>.example</a>',
            " with a small part": f'<a href="{_EVIL}">bank<small>.</small>example</a>',
            " with a part in a language": f'<a href="{_EVIL}">bank<span lang="en">.</span>example</a>',
            " with its beginning before the link": f'bank.<span lang="en"></span><a href="{_EVIL}">example</a>',
        }.items()
    ),
    _in_addition(
        "a link that begins as another", '<p><a href="https://policy.example.evil.example/">x</a></p>', "url-disguised"
    ),
    *(
        _in_addition(f"another policy {how}", f"<p>{html}</p>", "link-named-as-page")
        for how, html in {
            "by its title": f'<a href="{_EVIL}">Policy</a>',
            "with invisible characters": f'<a href="{_EVIL}">Po&#8203;li&shy;cy</a>',
            "with a small part": f'<a href="{_EVIL}">P<small>olicy</small></a>',
            "by an abbreviation": f'<a href="{_EVIL}"><abbr title="Policy">x</abbr></a>',
            "by an image": f'<a href="{_EVIL}"><img src="assets/icon.svg" alt="Policy"></a>',
            "in two links": f'<a href="{_EVIL}">Pol</a><a href="{_EVIL}">icy</a>',
            "with its end after the link": f'<a href="{_EVIL}">Pol</a>icy',
            "in two lines": f'<a href="{_EVIL}">Po<br>licy</a>',
            "with an accent": f'<a href="{_EVIL}">Pol\u00edcy</a>',
            "as a version": f'<a href="{_EVIL}">Version 9.9</a>',
            "as the original": f'<a href="{_EVIL}">Original</a>',
            "as its changes": f'<a href="{_EVIL}">Changes</a>',
            "as its feed": f'<a href="{_EVIL}">Feed of changes</a>',
            "as a language": f'<a href="{_EVIL}">RU</a>',
            "with a digit like a letter": f'<a href="{_EVIL}">P0licy</a>',
            "with a sign": f'<a href="{_EVIL}">Po_licy</a>',
            "with a stroke": f'<a href="{_EVIL}">P\u00f8licy</a>',
            "in the plural": f'<a href="{_EVIL}">The policies</a>',
            "in two links with a line between them": f'<a href="{_EVIL}">Po</a><br><a href="{_EVIL}">licy</a>',
            "with its beginning and a hyphen before the link": f'Po-<a href="{_EVIL}">licy</a>',
            "as a longer code of a language": f'<a href="{_EVIL}">RUS</a>',
            "as a flag": f'<a href="{_EVIL}">\U0001f1f7\U0001f1fa</a>',
            "as a translation": f'<a href="{_EVIL}">Russian translation</a>',
            "as its site": f'<a href="{_EVIL}">policy.<br>example</a>',
        }.items()
    ),
    Attack(
        "look: another policy below the name of a site in a network",
        (
            replace(CONFIG, "https://policy.example/legal/", "http://dev/"),
            write(f"overrides/{FOOTER}", '<p><a href="https://evil.dev/">Policy</a></p>'),
        ),
        f"overrides/{FOOTER}:1 link-named-as-page",
        f"overrides/{FOOTER}:1 output-address-unsafe",
    ),
    *(
        of_text(_in_addition(f"a false text in another language: {text}", f"<p>{html}</p>", "link-text-misleading"))
        for text, html in {
            "a language": '<a href="index.md" hreflang="ru" lang="ru">Русский</a>',
            "a code": '<a href="privacy.md">EN</a>',
            "the original": '<a href="privacy.md">Original</a>',
        }.items()
    ),
    *(
        # (Below a text, an address with two slashes leads to the file.)
        _in_look(f"an address of nothing: {html}", FOOTER, f"<p>{html}</p>", _INVALID)
        for html in (
            "<a href>x</a>",
            '<img src="" alt="x">',
            '<img src alt="x">',
            '<img src="privacy.md" alt="x">',
            '<img src="assets/icon.svg#x" alt="x">',
            '<img src="assets//icon.svg" alt="x">',
            '<img src="assets/icon.svg/" alt="x">',
            '<a href="assets//icon.svg">x</a>',
        )
    ),
    *(
        of_text(_in_addition(f"a link to no file: {address}", f'<a href="{address}">x</a>', "addition-link-broken"))
        for address in ("", "assets/icon.svg/", "assets/icon.svg#x", "assets/x.svg")
    ),
    _in_addition("a path out of the site", '<p><a href="../../x">x</a></p>', "addition-link-broken"),
    _in_addition("another path of the host", '<p><a href="/evil/">x</a></p>', _INVALID),
    _in_addition("a file that is too large", "<p>x</p>" * 3_000, _UNEXPECTED),
    _in_addition("elements nested too deep", "<em>" * 10_000 + "x" + "</em>" * 10_000, _UNEXPECTED),
    _in_addition("a NUL", "<p>\0</p>", _UNEXPECTED),
    _in_addition("a file that is no text", b"<p>\xff</p>", _UNEXPECTED),
    *(
        of_text(_in_addition(name, f"<p>{text}</p>", rule))
        for name, text, rule in (
            ("letters of mathematics", "𝗻𝗼𝘁", "character-unusual"),
            ("a text that is still to be written", "We keep it for [TODO: how long].", "placeholder"),
            *(
                (f"a reference with {len(zeros)} zeros: {base}", f"not&#{base}{zeros}{digits}; five", "bidi-character")
                for zeros in ("0" * 4, "0" * 5_000)
                for base, digits in (("x", "202E"), ("", "8238"))
            ),
            ("a text in soft hyphens", "wo&shy;rd another " * 8, "hidden-text"),
            ("an invisible text in parts", "x&#xFE07;<b>&#xFE05;</b>", "hidden-text"),
            *(
                (f"a reference to no character: {each}", f"not&#{each}; five days", "character-unusual")
                for each in _NONE
            ),
            ("marks that reorder", "not \u202e5 days", "bidi-character"),
            ("an invisible text", "x" + "".join(chr(0xE0000 + ord(each)) for each in "We sell it"), "hidden-text"),
        )
    ),
    *(
        of_text(_in_addition(f"{name} {where} {how}", html.format(text), rule))
        for name, characters, rule in (
            ("an override", "\u202e", "bidi-character"),
            ("an embedding", "\u202b", "bidi-character"),
            ("a mark", "\u200f", "bidi-character"),
            ("tags", "\U000e0041\U000e0042", "hidden-text"),
            ("variation selectors", "\ufe0f" * 8, "hidden-text"),
            ("a break within a word", "\u200b", "character-unusual"),
            ("a joiner within a word", "\u2060", "character-unusual"),
            ("a variant of a letter", "\ufe0f", "character-unusual"),
            ("an isolate without an end", "\u2068", "character-unusual"),
            ("an end of a line for some", "\u2028", "character-unusual"),
            ("soft hyphens", "\u00ad" * 40, "character-unusual"),
            ("a text of two signs", "\u2063\u2062" * 20, "character-unusual"),
            ("a sign for private use", "\ue000", "character-unusual"),
            *((f"a filler, {each:x},", chr(each), "character-unusual") for each in (0x115F, 0x2800, 0x3164)),
        )
        for how, text in {
            "as it is": f"not{characters} five days",
            "as a reference": f"not{''.join(f'&#{ord(each)};' for each in characters)} five days",
        }.items()
        for where, html in {
            "in a text": "<p>{}</p>",
            "of an image": '<p><img src="assets/icon.svg" alt="{}"></p>',
            "of an abbreviation": '<p><abbr title="{}">x</abbr></p>',
        }.items()
    ),
]
