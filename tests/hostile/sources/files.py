"""Attacks by other files: beside the pages, `security.txt`, and those of the legal team."""

from __future__ import annotations

from dataclasses import replace as replace_fields

from tests.hostile.attack import Attack, BuildStep, append, link, replace, write
from tests.hostile.sources.kinds import CONFIG, PAGE, PNG, animated_png, of_text, shown_as_text, stopped_at, unread


def _file(name: str, path: str, content: str | bytes, stopped: str) -> Attack:
    """Return an attack that adds a file."""
    return Attack(f"file: {name}", (write(path, content),), stopped_at(f"{path}:1", stopped))


def _of_security_txt(attack: Attack) -> Attack:
    return replace_fields(attack, unrefused="a text for people, which no browser loads")


_OTHER_PAGE = "---\ntitle: More\ndescription: More about it.\n---\n\n# More { #more }\n\nText.\n"
FILES = [
    _file("another text that programs look for", "docs/.well-known/assetlinks.json", "[]", "file-unexpected"),
    _file("a proof for a certificate", "docs/.well-known/acme-challenge/x", "x", "file-unexpected"),
    _file("a page of HTML", "docs/evil.html", "<script>", "file-unexpected"),
    _file("a page of HTML among images", "docs/assets/evil.html", "<script>", "file-unexpected"),
    _file("an old suffix of HTML", "docs/assets/evil.htm", "<script>", "file-unexpected"),
    replace_fields(
        _file("a phone number as the name of a page", "docs/en/+79991112233.md", _OTHER_PAGE, "contact-unlisted"),
        refused="docs/en/+79991112233.md:1 output-contact-unlisted",
    ),
    _file("an address as the name of a page", "docs/en/x@evil.example.md", _OTHER_PAGE, "contact-unlisted"),
    _file("a service worker", "docs/sw.js", "x", "file-unexpected"),
    _file("a program", "docs/assets/evil.exe", b"MZ", "file-unexpected"),
    unread(_file("attributes of git beside pages", "docs/.gitattributes", "*.md -diff", "file-unexpected")),
    unread(_file("attributes of git beside lists", "docs/editorial/.gitattributes", "*.yml -diff", "file-unexpected")),
    unread(_file("a hidden folder", "docs/en/.github/x.md", "x", "file-unexpected")),
    unread(_file("pages of another repository", "docs/en/old/.git", "gitdir: ../x\n", "file-unexpected")),
    unread(
        _file("attributes of git beside texts for programs", "docs/.well-known/.gitattributes", "x", "file-unexpected")
    ),
    unread(_file("attributes of git beside templates", "overrides/.gitattributes", "* -diff", "file-unexpected")),
    _file("a compressed image", "docs/assets/evil.svgz", b"\x1f\x8b", "file-unexpected"),
    unread(Attack("file: the pages behind a symbolic link", (link("docs", "overrides"),), "docs:1 symlink")),
    _file("HTML named as an image", "docs/assets/evil.png", "<script>alert(1)</script>", "image-invalid"),
    _file("HTML named as a photograph", "docs/assets/evil.jpg", "<!doctype html>", "image-invalid"),
    _file("HTML named as a document", "docs/assets/evil.pdf", "<!doctype html>", "document-unsafe"),
    _file("HTML in an image", "docs/assets/evil.gif", b"GIF89a/*<script>alert(1)</script>*/", "image-invalid"),
    _file("an animated image", "docs/assets/evil.png", animated_png(), "image-invalid"),
    _file("a huge image", "docs/assets/evil.png", PNG + b"x" * 20000000, "image-invalid"),
    _file(
        "a script in an image",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "svg-active",
    ),
    _file(
        "an event in an image",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
        "svg-active",
    ),
    _file("an image that is HTML", "docs/assets/evil.svg", '<svg xmlns="http://www.w3.org/1999/xhtml"/>', "svg-active"),
    _file(
        "an image with an entity",
        "docs/assets/evil.svg",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg/>',
        "svg-active",
    ),
    _file(
        "an image that loads another",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/"/></svg>',
        "svg-active",
    ),
    unread(Attack("file: a symbolic link", (link("docs/assets", "/etc"),), "docs/assets:1 symlink")),
    unread(
        Attack("file: a page that is a symbolic link", (link("docs/en/x.md", "/etc/passwd"),), "docs/en/x.md:1 symlink")
    ),
    Attack(
        "file: reports behind a symbolic link",
        (link(".cache", "docs"), append("mkdocs.yml", "# (read anew)\n")),
        ".cache:1 symlink",
        refused_by=BuildStep.LOADING,
    ),
    Attack(
        "file: another configuration behind a symbolic link",
        (write("other.yml", "site_name: Other\n"), link(CONFIG, "other.yml")),
        f"{CONFIG}:1 symlink",
        refused_by=BuildStep.LOADING,
    ),
    Attack(
        "file: an embedded bare repository",
        (
            *(write(path, "") for path in ("HEAD", "objects/x", "refs/x")),
            append("mkdocs.yml", "# (read anew)\n"),
        ),
        "HEAD:1 embedded-bare-repository",
    ),
    _file("a domain", "docs/CNAME", "evil.example", "file-unexpected"),
    unread(_file("a page outside of the languages", "docs/evil.md", "# A\n", "page-outside-languages")),
    _file("in the place of the search", "docs/assets/pagefind/pagefind.png", b"x", "image-invalid"),
    unread(_file("a page with another suffix", "docs/en/evil.markdown", "<script>", "file-unexpected")),
    _file("a page with a suffix in capitals", "docs/en/evil.MD", "<script>", "file-unexpected"),
    unread(_file("a page that cannot be read", "docs/en/evil.md", b"\xff\xfe", "unreadable")),
    unread(_file("a page in the place of another", "docs/en/Privacy.md", "# A { #a }\n", "front-matter-missing")),
    unread(
        _file("a page in the place of the images", "docs/en/assets/index.md", "# A { #a }\n", "front-matter-missing")
    ),
    unread(_file("a name that reads backwards", "docs/en/a\u202egpj.md", "# A { #a }\n", "name-unsuitable")),
    _file("a font", "docs/assets/evil.woff2", b"wOF2", "file-unexpected"),
    _file("a script in a document", "docs/assets/evil.pdf", b"%PDF-1.7 /JavaScript (x)", "document-unsafe"),
    _file("an image of another type", "docs/assets/evil.png", b"GIF89a", "image-invalid"),
    Attack(
        "file: the host of another site",
        (replace(CONFIG, "contacts: [", "publish: [CNAME]\n      contacts: ["), write("docs/CNAME", "evil.example\n")),
        "docs/CNAME:1 published-file-invalid",
    ),
    _file(
        "a contact in an image",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>evil@evil.example</title></svg>',
        "contact-unlisted",
    ),
    _file(
        "a text in the fonts of each reader",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>',
        "svg-active",
    ),
    _file("an image that is a program", "docs/assets/evil.gif", b"GIF89a/*x*/=1;alert(1)", "image-invalid"),
]
_TXT = "docs/.well-known/security.txt"
SECURITY = [
    Attack(
        "security.txt: a contact of a stranger",
        (replace(_TXT, "https://github.com/acme/privacy", "mailto:evil@evil.example"),),
        "docs/.well-known/security.txt:1 security-contact-unlisted",
    ),
    *(
        Attack(f"security.txt: {name} in two comments", (append(_TXT, text),), f"{_TXT}:3 contact-unlisted")
        for name, text in {
            "an address": "# Write to evil@\n# evil.example\n",
            "a phone number": "# Call +7 999\n#\n#\t000-00-00\n",
        }.items()
    ),
    _of_security_txt(
        Attack(
            "security.txt: one more contact",
            (append(_TXT, "Contact: https://evil.example/\n"),),
            "docs/.well-known/security.txt:3 security-contact-unlisted",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: no contact",
            (replace(_TXT, "Contact:", "# Contact:"),),
            "docs/.well-known/security.txt:1 security-contact-missing",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: expired",
            (replace(_TXT, "2027-06-01", "2026-06-01"),),
            "docs/.well-known/security.txt:2 security-expiry-wrong",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: never expires",
            (replace(_TXT, "2027-06-01", "2099-06-01"),),
            "docs/.well-known/security.txt:2 security-expiry-wrong",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: no date",
            (replace(_TXT, "Expires:", "# Expires:"),),
            "docs/.well-known/security.txt:1 security-expiry-wrong",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: not a date",
            (replace(_TXT, "2027-06-01T00:00:00Z", "tomorrow"),),
            "docs/.well-known/security.txt:2 security-field-invalid",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: two dates",
            (append(_TXT, "Expires: 2027-06-01T00:00:00Z\n"),),
            "docs/.well-known/security.txt:3 security-field-invalid",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: an encryption key of a stranger",
            (append(_TXT, "Encryption: http://evil.example/key\n"),),
            "docs/.well-known/security.txt:3 security-field-invalid",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: another field",
            (append(_TXT, "Contacts: mailto:evil@evil.example\n"),),
            "docs/.well-known/security.txt:3 security-field-invalid",
        )
    ),
    _of_security_txt(
        Attack(
            "security.txt: HTML",
            (write(_TXT, "<script>alert(1)</script>\n"),),
            "docs/.well-known/security.txt:1 security-contact-missing",
        )
    ),
]
EDITORIAL = [
    Attack(
        "versions: a contact in the reason of a correction",
        (
            append(
                "docs/editorial/versions.yml",
                "- {document: privacy, correction: 1, reasons: {en: evil@evil.example}}\n",
            ),
        ),
        "docs/editorial/versions.yml:4 contact-unlisted",
        "docs/editorial/versions.yml:4 editorial-name-missing",
        refused_by=BuildStep.READING,
    ),
    shown_as_text(
        Attack(
            "labels: HTML",
            (write("docs/editorial/labels/en.yml", "contact: <b>x</b>\n"),),
            "docs/editorial/labels/en.yml:1 configured-markup",
        )
    ),
    Attack(
        "labels: a contact",
        (write("docs/editorial/labels/en.yml", "contact: evil@evil.example\n"),),
        "docs/editorial/labels/en.yml:1 contact-unlisted",
    ),
    Attack(
        "labels: code in a tag",
        (write("docs/editorial/labels/en.yml", "contact: !!python/name:os.system x\n"),),
        "docs/editorial/labels/en.yml:1 yaml-tag-unknown",
        refused_by=BuildStep.READING,
    ),
    Attack(
        "labels: a contact that nobody sees",
        (write("docs/editorial/labels/en.yml", 'contact: "\\u200b"\n'),),
        "docs/editorial/labels/en.yml:1 label-invisible",
        refused_by=BuildStep.READING,
    ),
    of_text(
        Attack(
            "labels: letters of mathematics",
            (write("docs/editorial/labels/en.yml", "contact: 𝗖𝗼𝗻𝘁𝗮𝗰𝘁\n"),),
            "docs/editorial/labels/en.yml:1 character-unusual",
        )
    ),
    Attack(
        "exceptions: an unsuppressible rule",
        (
            write("docs/editorial/exceptions.yml", "- {rule: url-unsafe, where: privacy, reason: ours}\n"),
            append(PAGE, "\n[a](http://evil.example/)\n"),
        ),
        "docs/editorial/exceptions.yml:1 suppression-not-allowed",
        "docs/en/privacy.md:14 output-address-unsafe",
    ),
]
