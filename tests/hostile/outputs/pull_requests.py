"""Pull requests that pass the build itself, so that only the output check stops them."""

from __future__ import annotations

from tests.hostile.attack import Attack, Change, append, replace, write
from tests.hostile.outputs.images import IMAGES
from tests.hostile.outputs.rules import (
    ADDRESS,
    ATTRIBUTE,
    CONTACT,
    ELEMENT,
    HIDDEN,
    INVALID,
    STYLE,
    UNCLEAR,
    UNLISTED,
)
from tests.project import Project


def _page(name: str, text: str, rule: str, line: int = 8) -> Attack:
    """Return an attack by a new page, which passes the build; its text begins in line 8."""
    page = name.replace(" ", "-")
    front_matter = "---\ntitle: {0}\ndescription: {0}.\n---\n\n# {0} {{ #top }}\n\n"
    changes = [
        write(f"docs/{language}/{page}.md", f"{front_matter.format(title)}{text}\n")
        for language, title in (("en", "Page"), ("ru", "Страница"))
    ]
    return Attack(f"page: {name}", tuple(changes), refused=f"docs/en/{page}.md:{line} {rule}")


def _look(name: str, path: str, content: str | bytes, rule: str, line: int = 1) -> Attack:
    """Return an attack by a file of the site's own look."""
    return Attack(f"look: {name}", (write(f"overrides/{path}", content),), refused=f"overrides/{path}:{line} {rule}")


_LISTED = "CNAME, robots.txt, google0123456789abcdef.html, .well-known/gpc.json"


def _published(name: str, path: str, content: str, rule: str, line: int = 1) -> Attack:
    """Return an attack by a file that the configuration lists."""

    def listed(site: Project) -> None:
        if "publish: [" not in site.read("mkdocs.yml"):
            site.replace("mkdocs.yml", "contacts: [", f"publish: [{_LISTED}]\n      contacts: [")

    return Attack(
        f"listed: {name}",
        (Change("mkdocs.yml", listed), write(f"docs/{path}", content)),
        refused=f"docs/{path}:{line} {rule}",
    )


# Contacts as links, and some as text; more forms of these are those of `tests/unit/test_contacts.py`.
_CONTACTS = """
evil＠evil.example
evil (at) evil.example
`@evil_bot`
@evil_bot
Call +7/999/000/00/00.
t.me/evil_bot
[Write](https://t.me/evil_bot)
[Write](https://evilbot.t.me/)
[Write](https://wa.me/79990000000)
[Write](https://chat.whatsapp.com/AbC)
[Call](tel:79990000000)
[Call](TEL:+7-999-000-00-00)
[Write](mailto:privacy@policy.example?subject=to%20evil@evil.example)
[Write](mailto:evil%40evil.example)
[Write](https://mail.google.com/mail/?view=cm&to=evil@evil.example)
[Write](https://telegram.im/@evil)
[Fill in](https://docs.google.com/forms/d/e/x/viewform)
Call +7 495 000-00-00-89.
Call +49 500 00000.
[Call](tel:+749500000008)
[Call](tel:0000000)
[Call](tel:+74950000000;isub=evil)
[Chat](https://acme.t.me/evil)
""".strip().splitlines()
# Those whose source is written otherwise than they are read, so that only the page is known.
_WRITTEN_OTHERWISE = (
    "evil&#64;evil.example",
    "evil&commat;evil.example",
    "evil*@*evil.example",
    "ev**il@evil**.example",
    "evil – at – evil – dot – example",
)
_FILES = [
    *IMAGES,
    _page("a hidden paragraph", "We sell data.\n{: hidden }", ATTRIBUTE, 9),
    _page("a hidden heading", "## We sell data { #sell hidden }\n\nA.", ATTRIBUTE),
    _page("a styled paragraph", "We sell data.\n{: style='display:none' }", ATTRIBUTE, 9),
    _page("an event", "[A](https://policy.example/){ onmouseover='alert(1)' }", ATTRIBUTE),
    _page("a class that hides", "We sell data.\n{: .md-skip }", ATTRIBUTE, 9),
    _page("a class of the theme", "We sell data.\n{: .search }", ATTRIBUTE, 9),
    _page("a class that hides beside the original", "We sell data.\n{: .beside__language }", ATTRIBUTE, 9),
    _page("a class that hides a link", "[We sell data](index.md){ .clause__original }", ATTRIBUTE),
    _page("a ping", "[A](https://policy.example/){ ping='https://evil.example/' }", ATTRIBUTE),
    _page("a target", "[A](https://policy.example/){ target=x }", ATTRIBUTE),
    _page("another address in braces", "[A](https://policy.example/){ href='https://evil.example/' }", ATTRIBUTE),
    _page("another description in braces", "![A](../assets/icon.svg){ alt='We sell data' }", ATTRIBUTE),
    _page("another label", "[A](https://policy.example/){ aria-label='B' }", ELEMENT),
    _page("an image by size", "![A](../assets/icon.svg){ srcset='https://evil.example/a.png' }", ATTRIBUTE),
    _page("an image that nobody sees", "![We sell data](../assets/icon.svg){ width=1 height=1 }", ATTRIBUTE),
    _page("an event of an image", "![A](../assets/icon.svg){ onerror='alert(1)' }", ATTRIBUTE),
    _page("a box that hides", '!!! note md-skip "A"\n    We sell data.', ATTRIBUTE),
    _page("a box of no type", '!!! hidden "A"\n    We sell data.', ATTRIBUTE),
    _page("code", "[A](javascript:alert%281%29)", ADDRESS),
    _page("encoded code", "[A](&#106;avascript:alert%281%29)", ADDRESS),
    _page("data", "[A](data:text/html,x)", ADDRESS),
    _page("a link that is not encrypted", "[A](http://evil.example/)", ADDRESS),
    _page("a link with a name", "[A](https://policy.example@evil.example/)", ADDRESS),
    _page("a link without a scheme", "[A](//evil.example/)", ADDRESS),
    _page("a link with escaped dots and backslashes", r"[A](..\..\evil)", ADDRESS),
    _page("an image of another site", "![A](https://evil.example/a.png)", ADDRESS),
    _page("a link by reference", "[A][a]\n\n[a]: javascript:alert", ADDRESS, 10),
    _page("a contact", "Write to <evil@evil.example>.", CONTACT),
    _page(
        "a site in a letter", "[Write](mailto:privacy@policy.example?subject=https%3A%2F%2Fevil.example%2F)", ADDRESS
    ),
    _page("a shortened address", "[A](https://bit.ly/evil)", ADDRESS),
    _page("a site named as its host", "[github.io](https://evil.github.io/)", ADDRESS),
    _page("a contact in the text", "Write to evil@evil.example.", CONTACT),
    _page("a contact behind a link", "[Write](mailto:evil@evil.example)", CONTACT),
    _page(
        "a letter that is written for the readers", "[Write](mailto:privacy@policy.example?body=I%20agree.)", ADDRESS
    ),
    _page("a contact in the copy", "[Write](mailto:privacy@policy.example?bcc=evil@evil.example)", ADDRESS),
    _page("a phone number", "Call +7 999 000-00-00.", CONTACT),
    *(_page(f"a contact in another form {number}", each, CONTACT) for number, each in enumerate(_CONTACTS)),
    *(_page(f"a hidden contact {number}", each, CONTACT, 1) for number, each in enumerate(_WRITTEN_OTHERWISE)),
    _look("colors that hide", "assets/brand.css", ":root{--a:b}\n#requests{display:none}\n", STYLE, 2),
    _look("an image of another type", "assets/x.png", "<svg/>\n", INVALID),
    _look(
        "an image with a script",
        "assets/x.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>\n",
        ELEMENT,
        2,
    ),
    _published("the host of another site", "CNAME", "evil.example\n", ADDRESS),
    _published("a page instead of a proof", "google0123456789abcdef.html", "<script>x</script>\n", INVALID),
    _published("a sitemap of another site", "robots.txt", "Sitemap: https://evil.example/x.xml\n", ADDRESS),
    _published("data that are none", ".well-known/gpc.json", "<p>x</p>\n", INVALID),
    Attack(
        "security.txt: another contact",
        (write("docs/.well-known/security.txt", "Contact: mailto:evil@evil.example\n"),),
        refused="docs/.well-known/security.txt:1 output-contact-unlisted",
    ),
]
_AROUND_THE_TEXT = [
    Attack(
        "configuration: a style in the copyright",
        (append("mkdocs.yml", "copyright: '<b style=\"position:fixed\">x</b>'\n"),),
        refused="mkdocs.yml:18 output-element-unknown",
    ),
    Attack(
        "configuration: a contact in a title of the menu",
        (replace("mkdocs.yml", "[index.md, privacy.md]", "[index.md, {evil@evil.example: privacy.md}]"),),
        refused="mkdocs.yml:5 output-contact-unlisted",
    ),
    Attack(
        "configuration: another policy in the menu",
        (replace("mkdocs.yml", "example: privacy.md}]", "example: privacy.md}, {Policy: 'https://evil.example/p/'}]"),),
        refused="mkdocs.yml:5 output-address-unsafe",
    ),
    Attack(
        "labels: a contact",
        (write("docs/editorial/labels/en.yml", "contact: Write to bad@evil.example\n"),),
        refused="docs/editorial/labels/en.yml:1 output-contact-unlisted",
    ),
]
# On a page that is not written as the build writes, nothing else is found.
_UNCLEAR = [
    _look("a comment in an addition", "footer-end.html", "<p>x</p>\n<!-- x -->\n", UNCLEAR, 2),
    Attack(
        "configuration: a link in the copyright that does not end",
        (append("mkdocs.yml", "copyright: '<a href=\"https://evil.example/\">x'\n"),),
        refused=f"mkdocs.yml:18 {UNCLEAR}",
    ),
]


def _extension(name: str, extension: str, text: str, rule: str, line: int = 8) -> Attack:
    """Return an attack by a Markdown extension that the check of the configuration does not permit."""
    page = _page(name, text, rule, line)
    changes = (replace("mkdocs.yml", "superfences, tables, toc]", f"superfences, tables, {extension}]"), *page.changes)
    return Attack(f"extension: {name}", changes, refused=page.refused)


# (A build does not load these configurations, so that they are tried on the output check alone.)
UNLOADED = [
    _extension("hidden html", "md_in_html", "<div markdown hidden>\nWe sell data.\n</div>", ATTRIBUTE),
    _extension("hidden text", "legacy_attrs", "We sell data.{@hidden=1}", ATTRIBUTE),
    Attack(
        "configuration: a template that is a program",
        (
            replace("mkdocs.yml", "font: false", "font: false, static_templates: [sw.js]"),
            write("overrides/sw.js", "onfetch = 1\n"),
        ),
        refused="overrides/sw.js:1 override-unexpected",
    ),
    Attack(
        "configuration: all files of the project",
        (replace("mkdocs.yml", "custom_dir: overrides", "custom_dir: ."),),
        refused="docs/editorial/approvals.yml:1 override-unexpected",
    ),
    Attack(
        "configuration: the lists of the legal team",
        (replace("mkdocs.yml", '"/editorial/', '"!/editorial/'),),
        refused=f"docs/editorial/versions.yml:1 {UNLISTED}",
    ),
    Attack(
        "configuration: a site at which anybody may have another",
        (
            replace("mkdocs.yml", "contacts: [", "contacts: ['https://co.uk/', "),
            replace("docs/.well-known/security.txt", "Expires:", "Policy: https://evil.co.uk/\nExpires:"),
        ),
        refused=f"docs/.well-known/security.txt:2 {ADDRESS}",
    ),
]
_ROBOTS = _published("a rule for robots", "robots.txt", "User-agent: *\nDisallow: /legal/privacy/\n", HIDDEN, 2)
# Pull requests that are tried together, as they have no file and no place in common.
GROUPS = [_FILES, _AROUND_THE_TEXT, [_ROBOTS], *([attack] for attack in _UNCLEAR)]
ATTACKS = [attack for group in GROUPS for attack in group]
