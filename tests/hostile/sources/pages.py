"""Attacks by pages: new ones, and changes of those that are there."""

from __future__ import annotations

import re

from tests.hostile.attack import Attack, Change, append, replace, write
from tests.hostile.sources.kinds import CONFIG, PAGE, not_published, of_text, unread


def _in_page(name: str, text: str, stopped: str, *more: Change) -> Attack:
    """Return an attack by a new page, whose text begins in line 8; `stopped` may begin with another line."""
    path = f"{re.sub('[^a-z]+', '-', name.lower())}.md"
    page = f"---\ntitle: Page\ndescription: A page.\n---\n\n# Page {{ #page }}\n\n{text}\n"
    changes = tuple(write(f"docs/{language}/{path}", page) for language in ("en", "ru"))
    return Attack(f"page: {name}", (*changes, *more), f"docs/en/{path}:{stopped if ' ' in stopped else f'8 {stopped}'}")


# Pages that can be tried together, as they have no file in common.
PAGES = [
    _in_page("a script", "<script>alert(1)</script>", "raw-html"),
    _in_page("an element in a line", "We keep <b hidden>no</b> requests.", "raw-html"),
    _in_page("a frame", '<iframe src="https://evil.example/"></iframe>', "raw-html"),
    _in_page("a form", '<form action="https://evil.example/"><input></form>', "raw-html"),
    _in_page("a redirect", '<meta http-equiv="refresh" content="0;url=https://evil.example/">', "raw-html"),
    _in_page("a base", '<base href="https://evil.example/">', "raw-html"),
    _in_page("a comment", "<!-- hidden -->", "raw-html"),
    _in_page("an instruction", "<?php x ?>", "raw-html"),
    _in_page("a hidden paragraph", "We do not.\n{ hidden }", "9 attribute-unexpected"),
    _in_page("a style", "We do not.\n{ style=display:none }", "9 attribute-unexpected"),
    _in_page("an attribute of the program", "We do not.\n{ data-policysite-line=x }", "9 attribute-unexpected"),
    _in_page("a class", "We do not.\n{ .md-skip }", "9 attribute-unexpected"),
    _in_page("a class without a value", "We do not.\n{ class }", "9 attribute-unexpected"),
    _in_page("an event", "[a](https://policy.example/){ onclick=alert(1) }", "attribute-unexpected"),
    *(
        _in_page(
            f"a language of a link that is none: {value}",
            f"[a](https://policy.example/){{ hreflang={value} }}",
            "attribute-unexpected",
        )
        for value in ("'x y'", "en_US", "'a><b'")
    ),
    _in_page("a ping", "[a](https://policy.example/){ ping=https://evil.example/ }", "attribute-unexpected"),
    _in_page("an id that clobbers", "## A { #_content }\n\nB.", "id-invalid"),
    _in_page("an id of the theme", "## A { #_changes }\n\nB.", "id-invalid"),
    _in_page("an id of a footnote", "## A { #fn:1 }\n\nB.", "id-invalid"),
    _in_page("a reference in an id", "## A { #&#114;equests }\n\nB.", "id-invalid"),
    _in_page("a tag in an id", "## A { #d<b>ata }\n\nB.", "id-invalid"),
    *(
        _in_page(f"a note of the site: {name}", f"We sell it.\n{{ .{name} }}", "9 attribute-unexpected")
        for name in ("based-on", "feed", "period", "prevails", "unapproved", "untranslated", "wording")
    ),
    *(
        _in_page(
            f"what only the site writes: {name}",
            f"[not](https://policy.example/){{ {attributes} }}",
            "attribute-unexpected",
        )
        for name, attributes in {
            "a label": "hreflang=en title=yes aria-label=yes",
            "a version": "rel=latest-version",
            "a feed": "type=application/atom+xml",
            "an address in print": "data-url=https://policy.example/a",
            "a link of a clause": ".clause__link",
        }.items()
    ),
    *(
        of_text(_in_page(f"a hidden text in {name}", f"We do not{text} sell.", "hidden-text"))
        for name, text in {
            "selectors by references": "&#xFE07;&#xFE05;" * 15,
            "rarer selectors by references": "&#xE0157;&#xE0101;" * 15,
            "tags by references": "&#xE0041;&#xE0042;",
            "references with characters between them": "&#xFE07;\u200b&#xFE05;",
            "signs by references": "&#x2063;&#x2062;" * 20,
            "soft hyphens by references": "&shy;" * 40,
            "signs between letters": "&#x200b;a&#x200c;" * 5,
            "signs of two kinds between words": "&#x200b; a&#x200c; b" * 9,
            "a few signs in each line": "&#x2063;&#x2062;&#x2063;\nword" * 9,
            "spaces of two widths": "&hairsp;&thinsp;" * 20,
            "soft hyphens and spaces": "&shy;&nbsp;" * 20,
        }.items()
    ),
    *(
        _in_page(
            f"a contact in two headings: {begin}",
            f"## {begin} {{ #a }}\n\n{'We keep it. ' * 40}\n\n## {end} {{ #b }}\n\nB.",
            "contact-unlisted",
        )
        for begin, end in (("Write to evil@", "evil.example"), ("Call 8 (999)", "000-00-00"))
    ),
    *(
        of_text(_in_page(f"a reference to no character: {each}", f"We do not&#{each}; sell.", "character-unusual"))
        for each in ("0", "11", "27", "127", "x80", "x85", "xD800", "xE000", "xFFFE", "x1FFFF", "x110000")
    ),
    *(
        of_text(_in_page(f"a sign without a shape: {each}", f"We do not&#x{each}; sell.", "character-unusual"))
        for each in ("13430", "600", "110BD", "1D159")
    ),
    of_text(_in_page("a sign in place of a lost one", "We do not\ufffd sell.", "character-unusual")),
    _in_page("another direction", "We keep it 10 - 5.\n{ dir=rtl }", "9 attribute-unexpected"),
    _in_page("another language", "We keep it.\n{ lang=ar }", "9 attribute-unexpected"),
    _in_page(
        "a title of a box that has none",
        '!!! note ""\n    We sell.\n    { .admonition-title }',
        "10 attribute-unexpected",
    ),
    *(
        _in_page(
            name,
            f"We keep it.[^1]\n\n[^1]: By law. {link}{{ .footnote-backref }} We sell it.",
            "10 attribute-unexpected",
        )
        for name, link in {
            "a text behind a link back": "[](index.md)",
            "a text in a link back": "[We sell it](#fnref:1)",
            "a link back to another site": "[\u21a9](https://policy.example/)",
            "a link back that is none": "`x`",
        }.items()
    ),
    *(
        of_text(_in_page(f"a footnote that nothing refers to, {name}", f"We keep it.\n\n{text}", stopped))
        for name, text, stopped in (
            ("in an item", "- a\n- [^1]: We sell it.", "11 footnote-unused"),
            ("in an item of a quotation", "> 1. a\n> 2. [^1]: We sell it.", "11 footnote-unused"),
            ("in a numbered clause", "1.1. a\n1.2. [^1]: We sell it.", "11 footnote-unused"),
        )
    ),
    _in_page("a box that is hidden", '!!! note md-skip ""\n    We do not.', "box-type-unknown"),
    _in_page("a box of no type", "!!! hidden\n    We do not.", "box-type-unknown"),
    _in_page("a link that runs code", "[a](javascript:alert(1))", "url-unsafe"),
    _in_page("a link that runs code, encoded", "[a](&#106;avascript&colon;alert(1))", "url-unsafe"),
    _in_page("a link that runs code, with a tab", "[a](java\tscript:alert(1))", "url-with-space"),
    _in_page("a link with data", "[a](data:text/html;base64,x)", "url-unsafe"),
    _in_page("a link of another scheme", "[a](ms-word:ofe|u|https://evil.example/)", "url-unsafe"),
    _in_page("a link without a scheme", "[a](//evil.example/)", "url-unsafe"),
    _in_page("a link with backslashes", "[a](\\\\evil.example/)", "url-unsafe"),
    _in_page("a link that is not encrypted", "[a](http://evil.example/)", "url-unencrypted"),
    _in_page("a link with a name", "[a](https://policy.example@evil.example/)", "url-disguised"),
    _in_page("a link in look-alike letters", "[a](https://pоlicy.example/)", "url-disguised"),
    _in_page("a link in look-alike letters, encoded", "[a](https://xn--plicy-3nf.example/)", "url-disguised"),
    *(
        _in_page(f"a link to a host that is {name}", f"[a](https://{host}/)", "url-disguised")
        for name, host in [
            ("a number", "3232235777"),
            ("a hexadecimal number", "0xC0A80101"),
            ("octal numbers", "0300.0250.1.1"),
            ("two numbers", "1.1"),
            ("four numbers", "192.168.1.1"),
            ("eight numbers", "[::1]"),
            ("circled numbers", "①②⑦.0.0.1"),
            ("no site", "localhost"),
            ("encoded", "policy%2eexample"),
        ]
    ),
    _in_page("a link to a host with a wide slash", "[a](https://policy.example／evil.example/)", "url-disguised"),
    _in_page("an image at half a host", "![a](https://[x/)", "url-disguised"),
    _in_page("a link to a port that is none", "[a](https://policy.example:99999/)", "url-disguised"),
    _in_page("a link with an encoded slash", "[a](https://policy.example/legal/..%2fevil/)", "url-disguised"),
    _in_page("a link to no contact", "[a](mailto:?subject=b)", "url-unsafe"),
    _in_page("a link to a host instead of a contact", "[a](mailto://evil@evil.example)", "url-unsafe"),
    _in_page(
        "a link with the path of a page as its text", "[/privacy/](https://evil.example/)", "link-text-misleading"
    ),
    _in_page(
        "a link with a number of a host as its text", "[192.0.2.1](https://evil.example/)", "link-text-misleading"
    ),
    *(
        _in_page(f"a text that reads as {name}", f"[{text}](https://evil.example/)", "link-text-misleading")
        for name, text in {
            "eight numbers of a host": "2001:db8::1",
            "two numbers of a host": "127.1",
            "a hexadecimal number of a host": "0x7f000001",
            "an address of a host without a dot": "http://localhost/",
            "a page of this site": "privacy.md",
            "a path of this site": "../privacy/",
            "a language of this site": "Русский",
        }.items()
    ),
    _in_page("a link to another path of the host", "[a](/evil/)", "url-outside-docs"),
    *(
        of_text(
            _in_page(f"a link without a sign: {name}", f"See [{sign}](https://policy.example/a).", "link-text-missing")
        )
        for name, sign in {"U+200B": "\u200b", "a reference": "&#8203;", "U+2800": "\u2800", "U+3164": "\u3164"}.items()
    ),
    of_text(_in_page("a heading without a sign", "## &#8203; { #a }\n\nx", "heading-empty")),
    _in_page("an image from elsewhere", "![a](https://evil.example/a.png)", "image-external"),
    _in_page("a text that is another address", "[bank.example](https://evil.example/)", "link-text-misleading"),
    _in_page(
        "a text with another address",
        "See [https://bank.example/login](https://evil.example/).",
        "link-text-misleading",
    ),
    _in_page(
        "a text with another address in it",
        "See [the page www.bank.example of the bank](https://evil.example/).",
        "link-text-misleading",
    ),
    *(
        _in_page(f"a text with another address, divided: {name}", text, "link-text-misleading")
        for name, text in {
            "two links": "[https://bank.](https://evil.example/)[example/login](https://evil.example/)",
            "the end is no link": "See [bank](https://evil.example/).example/login.",
            "the beginning is no link": "See bank.**[example/login](https://evil.example/)**.",
        }.items()
    ),
    _in_page(
        "a title that is another address",
        '[Contacts](https://evil.example/ "https://bank.example/")',
        "link-text-misleading",
    ),
    _in_page(
        "a reference that is another address", "[bank.example][a]\n\n[a]: https://evil.example/", "link-text-misleading"
    ),
    _in_page("a dot that is a word", "[bank dot example](https://evil.example/)", "link-text-misleading"),
    _in_page("a dot that is a reference", "[bank&#46;example](https://evil.example/)", "link-text-misleading"),
    _in_page(
        "an image that names another site",
        "[![bank.example](../assets/icon.svg)](https://evil.example/)",
        "link-text-misleading",
    ),
    _in_page(
        "a title of an image that names another site",
        '[![](../assets/icon.svg "bank.example")](https://evil.example/)',
        "link-text-misleading",
    ),
    of_text(
        _in_page(
            "a name of two addresses",
            "[A][a]\n\n[a]: https://policy.example/\n[A]: https://evil.example/",
            "11 reference-repeated",
        )
    ),
    of_text(_in_page("a text that is an address of this site", "[bank.example](index.md)", "link-text-misleading")),
    _in_page("an address that begins as another", "[Contacts](https://bank.example.evil.example/)", "url-disguised"),
    _in_page(
        "an address that begins as that of this site",
        "[Contacts](https://policy.example.evil.example/)",
        "url-disguised",
    ),
    _in_page(
        "an address that begins as a common one", "[Contacts](https://www.bank.com.evil.example/)", "url-disguised"
    ),
    _in_page(
        "a text with a contact that leads elsewhere",
        "[privacy@policy.example](https://evil.example/)",
        "link-text-misleading",
    ),
    *(
        _in_page(f"a text with {name} that leads elsewhere", f"[{text}](https://evil.example/)", "link-text-misleading")
        for name, text in {"a phone number": "+7 495 000-00-00", "a messenger": "@acme"}.items()
    ),
    of_text(_in_page("a whole word of another alphabet", "We рау for it.", "alphabets-mixed")),
    _in_page("a text above code", '``` py title="We sell"\nx\n```', "attribute-unexpected"),
    _in_page("a class beside the language of code", "``` py { .md-skip }\nx\n```", "attribute-unexpected"),
    _in_page("an attribute with a reference", "We do not.\n{ &#104;idden }", "attribute-unexpected"),
    _in_page(
        "a link around an image in a footnote",
        "A.[^1]\n\n[^1]: [![B](../assets/b.svg)](javascript:alert(1))",
        "10 url-unsafe",
    ),
    _in_page("a contact", "Write to <evil@evil.example>.", "contact-unlisted"),
    _in_page(
        "a contact suppressed by a comment",
        "<!-- policy allow contact-unlisted: it is ours -->\n\nWrite to <evil@evil.example>.",
        "suppression-not-allowed",
    ),
    _in_page("a contact behind a link", "[Write](mailto:evil@evil.example)", "contact-unlisted"),
    _in_page("a contact in the copy", "[Write](mailto:privacy@policy.example?bcc=evil@evil.example)", "url-unsafe"),
    *(
        _in_page(
            f"a letter that is written for the readers: {name}",
            f"[a](mailto:privacy@policy.example?{field})",
            "url-unsafe",
        )
        for name, field in {
            "its text": "body=I%20agree%20to%20the%20sale%20of%20my%20data.",
            "its text in capitals": "subject=Data&amp;BODY=I%20agree",
            "a long subject": f"subject={'I%20agree%20' * 10}",
            "a subject with another field": "subject=Data%0D%0ABcc:%20x",
            "a copy to a listed contact": "cc=privacy@policy.example",
        }.items()
    ),
    _in_page("a contact in the query", "[a](https://mail.example/?to=evil@evil.example)", "contact-unlisted"),
    _in_page(
        "a site in a letter",
        "[a](mailto:privacy@policy.example?subject=https%3A%2F%2Fevil.example%2F)",
        "contact-unlisted",
    ),
    *(
        _in_page(f"a page that stands for people, {name}", f"[a](https://{place})", "contact-unlisted")
        for name, place in {
            "a form": "forms.microsoft.com/r/evil",
            "a form on a subdomain": "evil.wufoo.com/forms/evil",
            "a profile": "m.facebook.com/evil",
            "a chat": "tawk.to/chat/evil",
            "a chat of a family": "invite.viber.com/?g2=evil",
            "a chat of a company": "evil.slack.com/archives/evil",
            "a request to a help desk": "evil.zendesk.com/hc/requests/new",
            "a profile on a server": "mastodon.social/@evil",
            "an appointment": "calendly.com/evil",
            "an archived chat": "web.archive.org/web/2026/https://t.me/evil",
        }.items()
    ),
    *(
        _in_page(f"a contact as an address of {scheme}", f"See {scheme}:{rest} for answers.", "contact-unlisted")
        for scheme, rest in {
            "skype": "evil?chat",
            "xmpp": "evil?message",
            "viber": "chat?number=evil",
            "irc": "//irc.evil.example/help",
            "matrix": "u/evil:evil.example",
        }.items()
    ),
    _in_page("a profile as text", "See vk.com/evilsupport.", "contact-unlisted"),
    _in_page("a shortened address", "[a](https://bit.ly/evil)", "url-disguised"),
    _in_page("a short number", "Text STOP to 55555.", "contact-unlisted"),
    *(
        _in_page(f"a contact in another form, {name}", text, "contact-unlisted")
        for name, text in {
            "in cells": "| evil@ | evil.example |\n| --- | --- |",
            "in emphasis and cells": "| **+44** 20 | 7946 0958 |\n| --- | --- |",
            "in items": "- evil@\n- evil.example",
            "in a footnote": "Write to evil[^1]evil.example.\n\n[^1]: @",
            "in two lines": "Write to evil@  \nevil.example.",
            "in lines within a word": "Write to e@ev  \nil.example.",
            "in four cells": "| e | @ | evil | .example |\n| --- | --- | --- | --- |",
            "in words in cells": "| e | at | evil | dot | example |\n| --- | --- | --- | --- | --- |",
            "in three items": "- e\n- @\n- evil.example",
            "with an image": "Write to e![@](../assets/icon.svg)evil.example.",
            "with an image without a text": "Write to e@ev![](../assets/icon.svg)il.example.",
            "beside a line": "evil@\n\n---\n\nevil.example",
            "in an address of a letter": "Copy mailto:evil%40evil.example.",
            "with an emoji for a sign": "Write to evil\U0001f4e7evil.example.",
            "with an arrow": "Write to evil@ → evil.example.",
            "with a place in brackets": "Phone (Moscow): 999 000 00 00.",
            "with a word for its number": "Call us: No. 999 000 00 00.",
            "in the text of a link": "[98765 43210](tel:+74950000000).",
            "in a phrase": "Call our team on 98765 43210.",
            "after a listed one": "Phone: +7 495 000-00-00, evenings: 98765 43210.",
            "in letters for digits": "Call +7 999 OOO-OO-OO.",
            "in keys": "Call +4\ufe0f\u20e34\ufe0f\u20e3 20 7946 0958.",
        }.items()
    ),
    _in_page("a contact below its head", "| a | Phone |\n| --- | --- |\n| b | 98765 43210 |", "10 contact-unlisted"),
    _in_page(
        "a contact in the column of a table",
        "| a | b |\n| --- | --- |\n| e@ | x |\n| evil.example | y |",
        "10 contact-unlisted",
    ),
    _in_page("a number below its head", "| a | Phone |\n| --- | --- |\n| b | 98765 43210 |", "10 contact-unlisted"),
    _in_page("a contact in a heading and below it", "### e@evil { #a }\n\n.example is ours.", "contact-unlisted"),
    _in_page("a phone number as a host", "Call www.+79990000000.", "contact-unlisted"),
    _in_page("a phone number", "Call +7 495 123-45-67.", "contact-unlisted"),
    _in_page("a contact in look-alike letters", "Write to privacy＠evil.example.", "character-unusual"),
    of_text(_in_page("struck letters", "We do n̶o̶t̶ sell.", "character-unusual")),
    of_text(_in_page("letters under many marks", "We do ǹ́̂̃ot sell.", "character-unusual")),
    of_text(_in_page("enclosed letters", "We do n⃝o⃝t⃝ sell.", "character-unusual")),
    of_text(_in_page("digits of another script", "We keep it for ٣ days.", "character-unusual")),
    of_text(_in_page("letters of mathematics", "We do 𝗻𝗼𝘁 sell.", "character-unusual")),
    of_text(_in_page("circled letters", "We do ⓝⓞⓣ sell.", "character-unusual")),
    of_text(_in_page("squared letters", "We do 🅽🅾🆃 sell.", "character-unusual")),
    of_text(_in_page("letters of flags", "We do 🇳 🇴 🇹 sell.", "character-unusual")),
    of_text(_in_page("small capitals", "We do ɴᴏᴛ sell.", "character-unusual")),
    of_text(_in_page("letters of another alphabet", "We do not ѕеll.", "alphabets-mixed")),
    of_text(_in_page("Roman numerals as letters", "We use ⅾⅰⅽ.", "character-unusual")),
    of_text(_in_page("a blank of Braille", "We do⠀not sell.", "character-unusual")),
    of_text(_in_page("a filler of Hangul", "We doㅤnot sell.", "character-unusual")),
    of_text(_in_page("a private character", "We do \ue000 sell.", "word-symbol")),
    of_text(_in_page("a character that is not assigned", "We do \u0378 sell.", "character-unusual")),
    of_text(_in_page("a word in single letters", "We do n-o-t sell.", "letters-spaced")),
    of_text(_in_page("numbers in reverse order by a reference", "We keep it for &rlm;30 - 5 days.", "bidi-character")),
    of_text(
        _in_page("numbers that are shown in reverse order", "We keep it for \u0627 30 - 5 days.", "numbers-reordered")
    ),
    of_text(_in_page("a number of letters", "We keep it for lO days.", "number-with-letter")),
    of_text(_in_page("the letter O as a digit", "We keep it for 3O days.", "number-with-letter")),
    of_text(_in_page("the letter l as a digit", "We keep it for l5 days.", "number-with-letter")),
    of_text(_in_page("a Cyrillic letter as a digit", "We keep it for З0 days.", "number-with-letter")),
    of_text(_in_page("letters between digits", "We pay 1,OOO euros.", "number-with-letter")),
    of_text(_in_page("text in another direction", "We do \u202enot\u202c sell.", "bidi-character")),
    of_text(_in_page("a text without shapes", "We sell.\U000e0041\U000e0042", "hidden-text")),
    not_published(
        _in_page("a text behind a black flag", "We keep it. \U0001f3f4\U000e0061\U000e0062\U000e007f", "hidden-text")
    ),
    _in_page("a link that runs code, as an address", "<javascript:alert(1)>", "raw-html"),
    _in_page("a link that runs code, in a definition", "[a][b]\n\n[b]: javascript:alert(1)", "url-unsafe"),
    _in_page(
        "a link that runs code, in an attribute", "[a](index.md){ href=javascript:alert(1) }", "attribute-unexpected"
    ),
    _in_page(
        "images for other screens",
        "![a](../assets/a.svg){ srcset=https://evil.example/a.png }",
        "link-target-missing",
    ),
    _in_page("a class of code", "``` { .python .md-skip }\nWe do not.\n```", "attribute-unexpected"),
    not_published(
        _in_page("a style of code", "``` { .python style=display:none }\nWe do not.\n```", "attribute-unexpected")
    ),
    _in_page("HTML in a footnote", "A.[^1]\n\n[^1]: <b hidden>B</b>", "10 raw-html"),
    _in_page("a box of two types", "!!! note inline\n    We do not.", "box-type-unknown"),
    _in_page("a link outside", "[a](../../mkdocs.yml)", "url-outside-docs"),
    not_published(_in_page("a link to what is not published", "[a](../editorial/approvals.yml)", "url-unpublished")),
    *(
        _in_page(f"a link to {name}", f"[a](https://{host}/)", "url-disguised")
        for name, host in {
            "a host with a digit as a letter": "po1icy.example",
            "a host with two letters as one": "www.policy.exarnple",
            "a host with a hyphen as a dot": "policy-example.evil.example",
            "another site through a third": "search.example/url?q=https://evil.example",
            "another site through a third, without a scheme": "search.example/away.php?to=evil.example",
            "another site through a third, without a field": "search.example/?https://evil.example",
            "another site in a path": "search.example/https://evil.example",
            "another site as a fast page": "search.example/amp/s/evil.example",
            "another site, translated": "evil-example.translate.goog",
            "a shortener of the longer list": "spoo.me/evil",
            "another site through a third, encoded": "search.example/url?a=b&q=https%253A%252F%252Fevil.example",
        }.items()
    ),
    _in_page("a footnote in a link", "[a[^1]](https://policy.example/)\n\n[^1]: B.", "link-in-link"),
    _in_page("a footnote with a space in its name", "a[^b c]\n\n[^b c]: D.", "10 footnote-name-unsuitable"),
    _in_page("a link from the site to its host", "[a](https://policy.example/legal/../evil)", "url-disguised"),
    _in_page("a link to a folder without a name", "[a](https://policy.example/legal//evil/)", "url-disguised"),
    _in_page("a link from it, encoded", "[a](https://policy.example/legal/%2e%2e/evil)", "url-disguised"),
    _in_page(
        "a text that is another path", "[https://host.example/good](https://host.example/evil)", "link-text-misleading"
    ),
    _in_page(
        "a link that is tracked by an encoded name", "[a](https://policy.example/?utm%5Fsource=b)", "tracking-parameter"
    ),
    _in_page(
        "a link that is tracked behind a semicolon",
        "[a](https://policy.example/?a=b;utm_source=b)",
        "tracking-parameter",
    ),
    _in_page(
        "a link that is tracked in its fragment", "[a](https://policy.example/#utm_source=b)", "tracking-parameter"
    ),
    _in_page("a tracked link", "[a](https://policy.example/?utm_source=b)", "tracking-parameter"),
    _in_page("a link to a port in another name", "[policy.example:443](https://evil.example/)", "link-text-misleading"),
    _in_page(
        "a text with a name before the name",
        "[https://bank.example@evil.example/](https://evil.example/)",
        "link-text-misleading",
    ),
    of_text(_in_page("a Greek question mark", "We keep it; we sell it.", "character-unusual")),
    unread(_in_page("a page that takes minutes", "<!-- " * 2000, "page-timeout")),
]
CHANGED_PAGES = [
    Attack(
        "page: a tab that is shown before the first",
        (
            replace(CONFIG, "[admonition,", "[pymdownx.tabbed: {alternate_style: true}, admonition,"),
            append(PAGE, '\n=== "A"\n\n    We keep it.\n\n===+ "B"\n\n    We sell it.\n'),
        ),
        "docs/en/privacy.md:18 tab-preselected",
    ),
    of_text(
        Attack(
            "page: a Cyrillic letter as a digit, in Russian",
            (append("docs/ru/privacy.md", "\nМы храним его 1О дней.\n"),),
            "docs/ru/privacy.md:14 number-with-letter",
        )
    ),
    of_text(
        Attack(
            "page: marks in its title",
            (replace(PAGE, "title: Policy", "title: P̶olicy"),),
            "docs/en/privacy.md:2 character-unusual",
        )
    ),
    of_text(
        Attack(
            "page: numbers in reverse order in its title",
            (replace(PAGE, "title: Policy", "title: Policy \u200f30 - 5"),),
            "docs/en/privacy.md:2 bidi-character",
        )
    ),
    of_text(
        Attack(
            "page: letters of mathematics in its description",
            (replace(PAGE, "How we", "𝗛𝗼𝘄 we"),),
            "docs/en/privacy.md:3 character-unusual",
        )
    ),
    Attack(
        "page: a contact in its description",
        (replace(PAGE, "How we treat requests.", "Write to evil@evil.example."),),
        "docs/en/privacy.md:3 contact-unlisted",
    ),
    unread(
        Attack(
            "page: text in another direction in its title, by an escape",
            (replace(PAGE, "title: Policy", 'title: "Policy \\u202e x"'),),
            "docs/en/privacy.md:2 front-matter-character-forbidden",
        )
    ),
    unread(
        Attack(
            "page: another template",
            (replace(PAGE, "title: Policy", "title: Policy\ntemplate: evil.html"),),
            "docs/en/privacy.md:3 front-matter-unknown",
        )
    ),
    unread(
        Attack(
            "page: code in its metadata",
            (replace(PAGE, "title: Policy", "title: !!python/object/apply:os.system [id]"),),
            "docs/en/privacy.md:2 front-matter-not-text",
        )
    ),
    unread(
        Attack(
            "page: unknown metadata",
            (replace(PAGE, "title: Policy", "title: Policy\nhide: [toc]"),),
            "docs/en/privacy.md:3 front-matter-unknown",
        )
    ),
    unread(
        Attack(
            "page: the changes of a released version",
            tuple(
                write(f"docs/{language}/privacy/1.0/changes.md", "---\ntitle: A\ndescription: A.\n---\n\n# A { #a }\n")
                for language in ("en", "ru")
            ),
            "docs/en/privacy/1.0/changes.md:1 name-reserved",
        )
    ),
    of_text(
        Attack(
            "page: a released text without its version",
            tuple(
                replace(f"docs/{language}/privacy.md", 'version: "1.0"\neffective_date: 2026-11-22\n', "")
                for language in ("en", "ru")
            ),
            "docs/en/privacy.md:1 version-removed",
        )
    ),
    Attack(
        "page: a contact in a released version",
        (append("docs/en/privacy/1.0.md", "\nWrite to <evil@evil.example>.\n"),),
        "docs/en/privacy/1.0.md:1 frozen-copy-changed",
    ),
    Attack(
        "page: a script in a released version",
        (append("docs/en/privacy/1.0.md", "\n<script>alert(1)</script>\n"),),
        "docs/en/privacy/1.0.md:14 raw-html",
    ),
    Attack(
        "page: a contact in an abbreviation",
        (
            replace(CONFIG, "[admonition,", "[abbr, admonition,"),
            append(PAGE, "\nHTML.\n\n*[HTML]: evil@evil.example\n"),
        ),
        "docs/en/privacy.md:16 contact-unlisted",
    ),
]
