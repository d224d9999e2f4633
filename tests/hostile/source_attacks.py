"""Attacks on the sources: configuration, pages, files and the site's own look.

Each function makes attacks of one kind. Its argument `stopped` is the rule that stops the attack, if that is reported
where the attack begins; else the place and the rule.
"""

from __future__ import annotations

import re
from dataclasses import replace as replace_fields

from tests.hostile.attack import Attack, Change, SecondWall, append, link, replace, write

_CONFIG = "mkdocs.yml"
_PAGE = "docs/en/privacy.md"
_EXTENSIONS = "[admonition, attr_list, footnotes, pymdownx.superfences, tables, toc]"
# The rules that a build checks itself before it loads a configuration.
_UNLOADED = re.compile(
    "configuration-(?:environment|hooks|inherits|python|unreadable)|(?:extension|option|plugin)-.*"
    "|folder-unsuitable|language-unknown|site-url-unusable|theme-unsupported"
)
_PNG = b"\x89PNG\r\n\x1a\n"


def _place(usual: str, stopped: str) -> str:
    """Return the place and the rule of a finding, given its usual place."""
    return stopped if " " in stopped else f"{usual} {stopped}"


def _in_config(name: str, text: str, stopped: str, *more: Change) -> Attack:
    """Return an attack that adds lines to the configuration."""
    return Attack(f"configuration: {name}", (append(_CONFIG, text), *more), _place(f"{_CONFIG}:18", stopped))


def _changed(name: str, old: str, new: str, stopped: str, *more: Change) -> Attack:
    """Return an attack that changes the configuration; it is stopped at a line of it, or in another file."""
    place = f"{_CONFIG}:{stopped}" if stopped[0].isdigit() else stopped
    return Attack(f"configuration: {name}", (replace(_CONFIG, old, new), *more), place)


def _extensions(name: str, extensions: str, stopped: str, *more: Change) -> Attack:
    """Return an attack by other Markdown extensions."""
    changed = replace(_CONFIG, f"markdown_extensions: {_EXTENSIONS}", f"markdown_extensions: {extensions}")
    return Attack(f"extension: {name}", (changed, *more), _place(f"{_CONFIG}:17", stopped))


def _in_page(name: str, text: str, stopped: str) -> Attack:
    """Return an attack by a new page, whose text begins in line 8; `stopped` may begin with another line."""
    path = f"{re.sub('[^a-z]+', '-', name.lower())}.md"
    page = f"---\ntitle: Page\ndescription: A page.\n---\n\n# Page {{ #page }}\n\n{text}\n"
    changes = tuple(write(f"docs/{language}/{path}", page) for language in ("en", "ru"))
    return Attack(f"page: {name}", changes, f"docs/en/{path}:{stopped if ' ' in stopped else f'8 {stopped}'}")


def _file(name: str, path: str, content: str | bytes, stopped: str) -> Attack:
    """Return an attack that adds a file."""
    return Attack(f"file: {name}", (write(path, content),), _place(f"{path}:1", stopped))


def _in_theme(name: str, path: str, content: str | bytes, stopped: str, refused: str = "") -> Attack:
    """Return an attack by a file of the site's own look; `refused` if the built page does not show which file it is."""
    changes = (write(f"overrides/{path}", content),)
    return Attack(f"theme: {name}", changes, _place(f"overrides/{path}:1", stopped), refused)


def _of_text(attack: Attack) -> Attack:
    """Return an attack by what a text says, of which the output check knows nothing."""
    return replace_fields(attack, only_first="a text like any other, for a program that knows no language")


def _of_security_txt(attack: Attack) -> Attack:
    return replace_fields(attack, only_first="a text for people, which no browser loads")


def _with_second_wall(attack: Attack) -> Attack:
    """Return an attack with what refuses it if nobody has checked the sources."""
    is_unloaded = _UNLOADED.fullmatch(attack.stopped.partition(" ")[2])
    return replace_fields(attack, second_wall=SecondWall.LOADING) if is_unloaded else attack


def _shown_as_text(attack: Attack) -> Attack:
    return replace_fields(attack, only_first="templates escape it, so that readers see the signs that are written")


def _not_published(attack: Attack) -> Attack:
    return replace_fields(attack, only_first="nothing of it is published")


def _unread(attack: Attack) -> Attack:
    """Return an attack that a build refuses itself while it reads the pages, so that there is no output to check."""
    return replace_fields(attack, second_wall=SecondWall.READING)


def _unrendered(attack: Attack) -> Attack:
    """Return an attack that ends the build in the sandbox of the templates, so that there is no output to check."""
    return replace_fields(attack, second_wall=SecondWall.RENDERING)


def _endless(attack: Attack) -> Attack:
    """Return an attack that a build gives up to render."""
    return replace_fields(attack, second_wall=SecondWall.LIMIT)


_CONFIGURATION = [
    _in_config("a hook", "hooks: [x.py]\n", "configuration-hooks"),
    _in_config("code in a tag", "extra: {a: !!python/object/apply:os.system [id]}\n", "configuration-python"),
    _in_config(
        "code by a tag of its own prefix",
        "extra: {a: !<tag:yaml.org,2002:python/name:os.system> x}\n",
        "configuration-python",
    ),
    _in_config("an unlisted variable", "site_description: !ENV GITHUB_TOKEN\n", "configuration-environment"),
    _changed(
        "a secret in the list of variables",
        "[SITE_URL]",
        "[SITE_URL, GITHUB_TOKEN]",
        "18 configuration-environment",
        append(_CONFIG, "site_description: !ENV GITHUB_TOKEN\n"),
    ),
    _changed("a key in the list of variables", "[SITE_URL]", "[AWS_ACCESS_KEY_ID]", "2 configuration-environment"),
    _changed("a secret of the site in the list", "[SITE_URL]", "[SITE_TOKEN]", "2 configuration-environment"),
    _changed(
        "a secret behind a permitted variable",
        "!ENV [SITE_URL,",
        "!ENV [SITE_URL, NPM_AUTH,",
        "2 configuration-environment",
    ),
    _in_config("an inherited file outside", "INHERIT: ../base.yml\n", "configuration-inherits"),
    Attack(
        "configuration: a hook in an inherited file",
        (append(_CONFIG, "INHERIT: base.yml\n"), write("base.yml", "hooks: [x.py]\n")),
        "base.yml:1 configuration-hooks",
    ),
    Attack(
        "configuration: an extension in an inherited file",
        (append(_CONFIG, "INHERIT: base.yml\n"), write("base.yml", "markdown_extensions: [md_in_html]\n")),
        "base.yml:1 extension-unsupported",
    ),
    Attack(
        "configuration: a theme in an inherited file",
        (append(_CONFIG, "INHERIT: base.yml\n"), write("base.yml", "theme: {features: [navigation.instant]}\n")),
        "base.yml:1 option-unsupported",
    ),
    Attack(
        "configuration: an endless chain of files",
        (
            append(_CONFIG, "INHERIT: 0.yml\n"),
            *(write(f"{n}.yml", f"INHERIT: {n + 1}.yml\n") for n in range(300)),
            write("300.yml", "site_author: A\n"),
        ),
        "8.yml:1 configuration-inherits",
    ),
    _changed("another theme", "name: material", "name: readthedocs", "4 theme-unsupported"),
    _changed("a theme by a variable", "name: material", "name: !ENV [SITE_URL, material]", "4 theme-unsupported"),
    _changed("no theme but templates", "name: material", "name: null", "4 theme-unsupported"),
    _changed(
        "a template rendered to a file",
        "font: false",
        "static_templates: [sw.js]",
        "4 option-unsupported",
        write("overrides/sw.js", "onfetch = 1\n"),
    ),
    _changed("a feature of the theme", "font: false", "features: [navigation.instant]", "4 option-unsupported"),
    _changed("templates outside", "custom_dir: overrides", "custom_dir: ../overrides", "4 folder-unsuitable"),
    _changed(
        "templates behind a link",
        "custom_dir: overrides",
        "custom_dir: look",
        "4 folder-unsuitable",
        link("look", ".."),
    ),
    _changed("templates of the whole project", "custom_dir: overrides", "custom_dir: .", "4 folder-unsuitable"),
    _changed("templates in the pages", "custom_dir: overrides", "custom_dir: docs", "4 folder-unsuitable"),
    _changed(
        "templates in a hidden folder",
        "custom_dir: overrides",
        "custom_dir: .cache",
        "4 folder-unsuitable",
        write(".cache/assets/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ),
    _in_config("pages outside", "docs_dir: ../docs\n", "folder-unsuitable"),
    _in_config("pages at an absolute path", "docs_dir: /etc\n", "folder-unsuitable"),
    _in_config("pages behind a link", "docs_dir: pages\n", "folder-unsuitable", link("pages", "/etc")),
    _in_config("the whole project as pages", "docs_dir: .\n", "folder-unsuitable"),
    _in_config("the site outside", "site_dir: ../site\n", "folder-unsuitable"),
    _changed("a plugin of Material", "  - policy:\n", "  - privacy\n  - policy:\n", "13 plugin-unsupported"),
    _changed(
        "a plugin that reads other folders",
        "  - policy:\n",
        "  - material/projects\n  - policy:\n",
        "13 plugin-unsupported",
    ),
    _changed("a plugin that is not installed", "  - policy:\n", "  - macros\n  - policy:\n", "13 plugin-unknown"),
    _changed(
        "a plugin by a variable",
        "  - policy:\n",
        "  - !ENV [SITE_URL, privacy]\n  - policy:\n",
        "13 plugin-unsupported",
    ),
    _in_config("a script of its own", "extra_javascript: ['https://evil.example/x.js']\n", "option-unsupported"),
    _in_config("a style sheet of its own", "extra_css: ['https://evil.example/x.css']\n", "option-unsupported"),
    _in_config("a template among the pages", "extra_templates: [x.html]\n", "option-unsupported"),
    _in_config("a script in the copyright", "copyright: '<script>alert(1)</script>'\n", "configured-markup"),
    _in_config("an image in the copyright", "copyright: '<img src=x onerror=alert(1)>'\n", "configured-markup"),
    _in_config(
        "a redirect in the copyright",
        "copyright: '<meta http-equiv=refresh content=\"0;url=https://evil.example/\">'\n",
        "configured-markup",
    ),
    _in_config("a style in the copyright", "copyright: '<b style=\"position:fixed\">x</b>'\n", "configured-markup"),
    _in_config(
        "code behind a link of the copyright", "copyright: '<a href=\"javascript:alert(1)\">x</a>'\n", "url-unsafe"
    ),
    _in_config(
        "an unclosed tag in the copyright", "copyright: 'x <a href=\"https://evil.example/\"'\n", "configured-markup"
    ),
    _in_config("a comment in the copyright", "copyright: 'x <!-- '\n", "configured-markup"),
    _in_config(
        "a misleading link in the copyright",
        "copyright: '<a href=\"https://evil.example/\">bank.example</a>'\n",
        "link-text-misleading",
    ),
    _in_config(
        "a link in the copyright that begins as another",
        "copyright: '<a href=\"https://policy.example.evil.example/\">x</a>'\n",
        "url-disguised",
    ),
    _in_config("a contact in the copyright", "copyright: 'Write to evil@evil.example.'\n", "contact-unlisted"),
    _shown_as_text(
        _changed(
            "an element in a name of the site",
            "site_name: Политика",
            "site_name: '<b>Политика</b>'",
            "12 configured-markup",
        )
    ),
    _shown_as_text(
        _changed("the name of the site", "site_name: Policy", "site_name: 'Policy <script>'", "1 configured-markup")
    ),
    _changed("a copyright of a language", "site_name: Политика", "copyright: '<iframe src=x>'", "12 configured-markup"),
    _shown_as_text(
        _changed(
            "an element in a title of the menu",
            "[index.md, privacy.md]",
            "[{'<b>x</b>': index.md}, privacy.md]",
            "5 configured-markup",
        )
    ),
    _shown_as_text(
        _changed(
            "an element in a translated title",
            "site_name: Политика",
            "site_name: Политика, nav_translations: {a: '<i>b</i>'}",
            "12 configured-markup",
        )
    ),
    _changed(
        "a menu that runs code",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'javascript:alert(1)'}]",
        "5 menu-url-unsafe",
    ),
    _changed(
        "a menu that leads elsewhere by look-alike",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {policy.example: 'https://evil.example/'}]",
        "5 link-text-misleading",
    ),
    _changed(
        "a messenger in the menu",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Chat: 'https://t.me/evil'}]",
        "5 contact-unlisted",
    ),
    _changed(
        "another policy in the menu",
        "[index.md, privacy.md]",
        "[index.md, {Policy: 'https://evil.example/'}]",
        "5 link-named-as-page",
    ),
    _changed(
        "another contact in the menu",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {Contact us: 'https://evil.example/'}]",
        "5 link-named-as-page",
    ),
    _in_config(
        "another policy in the copyright",
        "copyright: '<a href=\"https://evil.example/\">policy</a>'\n",
        "link-named-as-page",
    ),
    _of_text(
        _changed(
            "an invisible change of direction in the name",
            "site_name: Policy",
            'site_name: "Policy \\u202eycilop"',
            "1 bidi-character",
        )
    ),
    _of_text(
        _changed("letters of mathematics in the name", "site_name: Policy", "site_name: 𝗣𝗼𝗹𝗶𝗰𝘆", "1 character-unusual")
    ),
    _of_text(
        _changed("letters of two alphabets in the name", "site_name: Policy", "site_name: Рolicy", "1 alphabets-mixed")
    ),
    _changed(
        "the address of another site",
        "https://policy.example/legal/'",
        "https://user@evil.example/'",
        "2 site-url-unusable",
    ),
    _changed(
        "editorial files published", '"/editorial/', '"!/editorial/', "docs/editorial/approvals.yml:1 file-unexpected"
    ),
    _changed(
        "hidden files published",
        '!/.well-known/"',
        '!.*"',
        "docs/.git/config:1 file-unexpected",
        write("docs/.git/config", "x"),
    ),
    _changed(
        "a pattern that takes hours",
        '"/editorial/',
        f'"/editorial/\\n/assets/{"*a" * 20}b',
        "3 option-invalid",
        write(f"docs/assets/{'a' * 200}.png", _PNG),
    ),
    _changed(
        "an identity of a stranger",
        "contacts: [",
        "publish: [.well-known/atproto-did]\n      contacts: [",
        "15 option-invalid",
        write("docs/.well-known/atproto-did", "did:plc:evil\n"),
    ),
    _in_config("a pattern of folders that takes hours", f"draft_docs: /{'**/a/' * 20}\n", "option-invalid"),
    _in_config("an unknown option", "extra_scripts: [x.js]\n", "option-unknown"),
    _changed(
        "our plugin switched off",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      enabled: false",
        "17 option-unknown",
    ),
    _not_published(
        _changed(
            "a protective rule switched off",
            "environment: [SITE_URL]",
            "environment: [SITE_URL]\n      rules: {contact-unlisted: off}  # ours",
            "17 rule-not-adjustable",
        )
    ),
    _changed(
        "a contact that runs code", "https://policy.example/contacts/", "javascript:alert(1)", "14 option-invalid"
    ),
    _changed(
        "a contact that is not encrypted",
        "https://policy.example/contacts/",
        "http://policy.example/contacts/",
        "14 option-invalid",
    ),
    _changed(
        "a menu that leads outside",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: ../../secret.txt}]",
        "5 menu-url-unsafe",
    ),
    _changed(
        "a menu that leads to another page by tracking",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://policy.example/?utm_source=x'}]",
        "5 tracking-parameter",
    ),
    _changed(
        "a menu that leads to another site of the host",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://policy.example/legal/../evil'}]",
        "5 menu-url-unsafe",
    ),
    _changed(
        "a contact with a blind copy",
        "https://policy.example/contacts/",
        "mailto:privacy@policy.example?bcc=evil@evil.example",
        "14 option-invalid",
    ),
    _changed("a contact that is nothing", "contacts: [privacy@policy.example]", "contacts: [~]", "15 option-invalid"),
    _changed(
        "a cache in place of a hook",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      links: {cache: .git/hooks/post-checkout}",
        "17 option-invalid",
    ),
    _changed(
        "a menu that leads to a number",
        "[index.md, privacy.md]",
        "[index.md, privacy.md, {x: 'https://1.1.1.1/'}]",
        "5 menu-url-unsafe",
    ),
    _changed("a language that is a path", "locale: en", "locale: ../en", "11 language-unknown"),
    _changed("a language that does not exist", "locale: en", "locale: xx", "11 language-unknown"),
    _changed(
        "a theme of a language",
        "site_name: Политика",
        "site_name: Политика, theme: {custom_dir: ..}",
        "12 folder-unsuitable",
    ),
    _changed(
        "a cache outside",
        "environment: [SITE_URL]",
        "environment: [SITE_URL]\n      links: {cache: ../../x.yml}",
        "17 option-invalid",
    ),
    _in_config("a file that is broken", "a: [\n", "mkdocs.yml:19 configuration-unreadable"),
    _in_config("two documents", "---\nhooks: [x.py]\n", "configuration-unreadable"),
    _in_config("a key that is computed", "!ENV [SITE_URL, hooks]: [x.py]\n", "configuration-unreadable"),
]

_EXTENSIONS = [
    _extensions("HTML with Markdown in it", "[md_in_html]", "extension-unsupported"),
    _extensions("HTML with Markdown in it, among extra", "[extra]", "extension-unsupported"),
    _extensions("attributes without braces", "[legacy_attrs]", "extension-unsupported"),
    _extensions("blocks of HTML", "[pymdownx.blocks.html]", "extension-unsupported"),
    _extensions("changed paths", "[pymdownx.pathconverter]", "extension-unsupported"),
    _extensions("files from elsewhere", "[{pymdownx.snippets: {base_path: /etc}}]", "extension-unsupported"),
    _extensions("encoded files from elsewhere", "[pymdownx.b64]", "extension-unsupported"),
    _extensions("code of the site", "[x:Extension]", "extension-unsupported", write("x.py", "")),
    _extensions("a text in every heading", "[{toc: {permalink: Do not agree}}]", "extension-option"),
    _extensions("a class in every heading", "[{toc: {permalink_class: md-skip}}]", "extension-option"),
    _extensions("a title of the contents", "[{toc: {title: Evil}}]", "extension-option"),
    _extensions("an option by a variable", "[{toc: {toc_depth: !ENV [SITE_URL, '2']}}]", "extension-option"),
    _extensions("code in an option", "[{toc: {slugify: !!python/name:os.system x}}]", "extension-option"),
    _extensions(
        "a formatter of code", "[{pymdownx.superfences: {custom_fences: [{name: x, class: y}]}}]", "extension-option"
    ),
    _extensions("text instead of footnotes", "[{footnotes: {BACKLINK_TEXT: Evil}}]", "extension-option"),
    _extensions("a place of footnotes", "[{footnotes: {PLACE_MARKER: We}}]", "extension-option"),
    _extensions("smart symbols", "[smarty]", "extension-unsupported"),
    _extensions("metadata", "[meta]", "extension-unsupported"),
    _extensions("abbreviations of all pages", "[{abbr: {glossary: {not: x}}}]", "extension-option"),
    Attack(
        "extension: options in mdx_configs",
        (append(_CONFIG, "mdx_configs: {toc: {permalink: Evil}}\n"),),
        "mkdocs.yml:18 option-unsupported",
    ),
    Attack(
        "extension: options merged in",
        (replace(_CONFIG, f"markdown_extensions: {_EXTENSIONS}", "markdown_extensions: [{<<: {md_in_html: {}}}]"),),
        "mkdocs.yml:17 extension-unsupported",
    ),
]

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
    _in_page("an attribute of the program", "We do not.\n{ data-policysite-line=x }", "attribute-unexpected"),
    _in_page("a class", "We do not.\n{ .md-skip }", "9 attribute-unexpected"),
    _in_page("a class without a value", "We do not.\n{ class }", "9 attribute-unexpected"),
    _in_page("an event", "[a](https://policy.example/){ onclick=alert(1) }", "attribute-unexpected"),
    _in_page("a ping", "[a](https://policy.example/){ ping=https://evil.example/ }", "attribute-unexpected"),
    _in_page("an id that clobbers", "## A { #_content }\n\nB.", "id-invalid"),
    _in_page("an id of the theme", "## A { #_changes }\n\nB.", "id-invalid"),
    _in_page("an id of a footnote", "## A { #fn:1 }\n\nB.", "id-invalid"),
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
        _of_text(_in_page(f"a footnote that nothing refers to, {name}", f"We keep it.\n\n{text}", stopped))
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
    _in_page("a link that is not encrypted", "[a](http://evil.example/)", "url-unsafe"),
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
    _in_page(
        "a title that is another address",
        '[Contacts](https://evil.example/ "https://bank.example/")',
        "link-text-misleading",
    ),
    _in_page(
        "a reference that is another address", "[bank.example][a]\n\n[a]: https://evil.example/", "link-text-misleading"
    ),
    _in_page("a dot that is a reference", "[bank&#46;example](https://evil.example/)", "link-text-misleading"),
    _in_page(
        "a picture that names another site",
        "[![bank.example](../assets/icon.svg)](https://evil.example/)",
        "link-text-misleading",
    ),
    _in_page(
        "a title of a picture that names another site",
        '[![](../assets/icon.svg "bank.example")](https://evil.example/)',
        "link-text-misleading",
    ),
    _of_text(
        _in_page(
            "a name of two addresses",
            "[A][a]\n\n[a]: https://policy.example/\n[A]: https://evil.example/",
            "11 reference-repeated",
        )
    ),
    _of_text(_in_page("a text that is an address of this site", "[bank.example](index.md)", "link-text-misleading")),
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
    _of_text(_in_page("a whole word of another alphabet", "We рау for it.", "alphabets-mixed")),
    _in_page("a text above code", '``` py title="We sell"\nx\n```', "attribute-unexpected"),
    _in_page("a class beside the language of code", "``` py { .md-skip }\nx\n```", "attribute-unexpected"),
    _in_page("an attribute with a reference", "We do not.\n{ &#104;idden }", "attribute-unexpected"),
    _in_page(
        "a link around a picture in a footnote",
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
    _in_page("a contact with a word in capitals", "evil AT evil.example", "contact-unlisted"),
    _in_page("a contact in the query", "[a](https://mail.example/?to=evil@evil.example)", "contact-unlisted"),
    _in_page(
        "a site in a letter",
        "[a](mailto:privacy@policy.example?body=https%3A%2F%2Fevil.example%2F)",
        "contact-unlisted",
    ),
    _in_page("a shortened address", "[a](https://bit.ly/evil)", "url-disguised"),
    _in_page("a national phone number", "Call 020 7946 0958.", "contact-unlisted"),
    _in_page("a phone number as a host", "Call www.+79990000000.", "contact-unlisted"),
    _in_page("a phone number", "Call +7 495 123-45-67.", "contact-unlisted"),
    _of_text(_in_page("a contact in look-alike letters", "Write to privacy＠evil.example.", "character-unusual")),
    _of_text(_in_page("struck letters", "We do n̶o̶t̶ sell.", "character-unusual")),
    _of_text(_in_page("letters under many marks", "We do ǹ́̂̃ot sell.", "character-unusual")),
    _of_text(_in_page("enclosed letters", "We do n⃝o⃝t⃝ sell.", "character-unusual")),
    _of_text(_in_page("digits of another script", "We keep it for ٣ days.", "character-unusual")),
    _of_text(_in_page("fullwidth digits", "We keep it for ３ days.", "character-unusual")),
    _of_text(_in_page("letters of mathematics", "We do 𝗻𝗼𝘁 sell.", "character-unusual")),
    _of_text(_in_page("circled letters", "We do ⓝⓞⓣ sell.", "character-unusual")),
    _of_text(_in_page("squared letters", "We do 🅽🅾🆃 sell.", "character-unusual")),
    _of_text(_in_page("letters of flags", "We do 🇳 🇴 🇹 sell.", "character-unusual")),
    _of_text(_in_page("small capitals", "We do ɴᴏᴛ sell.", "character-unusual")),
    _of_text(_in_page("fullwidth letters", "We do ｎｏｔ sell.", "character-unusual")),
    _of_text(_in_page("ligatures", "We ﬁle it.", "character-unusual")),
    _of_text(_in_page("letters of an unused script", "We do ꓠꓳꓔ sell.", "character-unusual")),
    _of_text(_in_page("letters of another alphabet", "We do not ѕеll.", "alphabets-mixed")),
    _of_text(_in_page("a whole word of look-alike letters", "We do ոօt sell.", "character-unusual")),
    _of_text(_in_page("Roman numerals as letters", "We use ⅾⅰⅽ.", "character-unusual")),
    _of_text(_in_page("a blank of Braille", "We do⠀not sell.", "character-unusual")),
    _of_text(_in_page("a filler of Hangul", "We doㅤnot sell.", "character-unusual")),
    _of_text(_in_page("a private character", "We do \ue000 sell.", "word-symbol")),
    _of_text(_in_page("a character that is not assigned", "We do \u0378 sell.", "character-unusual")),
    _of_text(_in_page("two words of another alphabet", "We рау сору it.", "alphabets-mixed")),
    _of_text(_in_page("a letter of another alphabet in code", "We do `nоt` sell.", "alphabets-mixed")),
    _of_text(_in_page("a letter without its dot", "We gıve it.", "character-unusual")),
    _of_text(_in_page("a letter with a dot", "We do ṇot sell.", "character-unusual")),
    _of_text(_in_page("a word in single letters", "We do n-o-t sell.", "letters-spaced")),
    _of_text(_in_page("a number of letters", "We keep it for lO days.", "number-with-letter")),
    _of_text(_in_page("the letter O as a digit", "We keep it for 3O days.", "number-with-letter")),
    _of_text(_in_page("the letter l as a digit", "We keep it for l5 days.", "number-with-letter")),
    _of_text(_in_page("a Cyrillic letter as a digit", "We keep it for З0 days.", "number-with-letter")),
    _of_text(_in_page("letters between digits", "We pay 1,OOO euros.", "number-with-letter")),
    _of_text(_in_page("text in another direction", "We do \u202enot\u202c sell.", "bidi-character")),
    _of_text(_in_page("a text without shapes", "We sell.\U000e0041\U000e0042", "hidden-text")),
    _in_page("a link that runs code, as an address", "<javascript:alert(1)>", "raw-html"),
    _in_page("a link that runs code, in a definition", "[a][b]\n\n[b]: javascript:alert(1)", "url-unsafe"),
    _in_page("a link that runs code, in an attribute", "[a](index.md){ href=javascript:alert(1) }", "url-unsafe"),
    _in_page(
        "pictures for other screens",
        "![a](../assets/a.svg){ srcset=https://evil.example/a.png }",
        "link-target-missing",
    ),
    _in_page("a class of code", "``` { .python .md-skip }\nWe do not.\n```", "attribute-unexpected"),
    _not_published(
        _in_page("a style of code", "``` { .python style=display:none }\nWe do not.\n```", "attribute-unexpected")
    ),
    _in_page("HTML in a footnote", "A.[^1]\n\n[^1]: <b hidden>B</b>", "10 raw-html"),
    _in_page("a box of two types", "!!! note inline\n    We do not.", "box-type-unknown"),
    _in_page("a link outside", "[a](../../mkdocs.yml)", "url-outside-docs"),
    _not_published(_in_page("a link to what is not published", "[a](../editorial/approvals.yml)", "url-unpublished")),
    *(
        _in_page(f"a link to {name}", f"[a](https://{host}/)", "url-disguised")
        for name, host in {
            "a host with a digit as a letter": "po1icy.example",
            "a host with two letters as one": "www.policy.exarnple",
            "a host with a hyphen as a dot": "policy-example.evil.example",
            "another site through a third": "search.example/url?q=https://evil.example",
            "another site through a third, encoded": "search.example/url?a=b&q=https%253A%252F%252Fevil.example",
        }.items()
    ),
    _in_page("a footnote in a link", "[a[^1]](https://policy.example/)\n\n[^1]: B.", "link-in-link"),
    _in_page("a footnote with a space in its name", "a[^b c]\n\n[^b c]: D.", "10 footnote-name-unsuitable"),
    _in_page("a link from the site to its host", "[a](https://policy.example/legal/../evil)", "url-disguised"),
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
    _of_text(_in_page("a Greek question mark", "We keep it; we sell it.", "character-unusual")),
    _of_text(_in_page("a dot that is none", "We keep it for 1․5 days.", "character-unusual")),
    _unread(_in_page("a page that takes minutes", "<!-- " * 2000, "page-timeout")),
]

_CHANGED_PAGES = [
    _of_text(
        Attack(
            "page: a Cyrillic letter as a digit, in Russian",
            (append("docs/ru/privacy.md", "\nМы храним его 1О дней.\n"),),
            "docs/ru/privacy.md:14 number-with-letter",
        )
    ),
    _of_text(
        Attack(
            "page: marks in its title",
            (replace(_PAGE, "title: Policy", "title: P̶olicy"),),
            "docs/en/privacy.md:2 character-unusual",
        )
    ),
    _of_text(
        Attack(
            "page: letters of mathematics in its description",
            (replace(_PAGE, "How we", "𝗛𝗼𝘄 we"),),
            "docs/en/privacy.md:3 character-unusual",
        )
    ),
    Attack(
        "page: a contact in its description",
        (replace(_PAGE, "How we treat requests.", "Write to evil@evil.example."),),
        "docs/en/privacy.md:3 contact-unlisted",
    ),
    _unread(
        Attack(
            "page: another template",
            (replace(_PAGE, "title: Policy", "title: Policy\ntemplate: evil.html"),),
            "docs/en/privacy.md:3 front-matter-unknown",
        )
    ),
    _unread(
        Attack(
            "page: code in its metadata",
            (replace(_PAGE, "title: Policy", "title: !!python/object/apply:os.system [id]"),),
            "docs/en/privacy.md:2 front-matter-not-text",
        )
    ),
    _unread(
        Attack(
            "page: unknown metadata",
            (replace(_PAGE, "title: Policy", "title: Policy\nhide: [toc]"),),
            "docs/en/privacy.md:3 front-matter-unknown",
        )
    ),
    _unread(
        Attack(
            "page: the changes of a released version",
            tuple(
                write(f"docs/{language}/privacy/1.0/changes.md", "---\ntitle: A\ndescription: A.\n---\n\n# A { #a }\n")
                for language in ("en", "ru")
            ),
            "docs/en/privacy/1.0/changes.md:1 name-reserved",
        )
    ),
    _of_text(
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
            replace(_CONFIG, "[admonition,", "[abbr, admonition,"),
            append(_PAGE, "\nHTML.\n\n*[HTML]: evil@evil.example\n"),
        ),
        "docs/en/privacy.md:16 contact-unlisted",
    ),
]

_FILES = [
    _file("another text that programs look for", "docs/.well-known/assetlinks.json", "[]", "file-unexpected"),
    _file("a proof for a certificate", "docs/.well-known/acme-challenge/x", "x", "file-unexpected"),
    _file("a page of HTML", "docs/evil.html", "<script>", "file-unexpected"),
    _file("a page of HTML among images", "docs/assets/evil.html", "<script>", "file-unexpected"),
    _file("an old suffix of HTML", "docs/assets/evil.htm", "<script>", "file-unexpected"),
    _file("a service worker", "docs/sw.js", "x", "file-unexpected"),
    _file("a program", "docs/assets/evil.exe", b"MZ", "file-unexpected"),
    _unread(_file("attributes of git beside pages", "docs/.gitattributes", "*.md -diff", "file-unexpected")),
    _unread(_file("attributes of git beside lists", "docs/editorial/.gitattributes", "*.yml -diff", "file-unexpected")),
    _unread(_file("a hidden folder", "docs/en/.github/x.md", "x", "file-unexpected")),
    _unread(_file("pages of another repository", "docs/en/old/.git", "gitdir: ../x\n", "file-unexpected")),
    _unread(
        _file("attributes of git beside texts for programs", "docs/.well-known/.gitattributes", "x", "file-unexpected")
    ),
    _unread(_file("attributes of git beside templates", "overrides/.gitattributes", "* -diff", "file-unexpected")),
    _file("a compressed picture", "docs/assets/evil.svgz", b"\x1f\x8b", "file-unexpected"),
    _unread(Attack("file: the pages behind a symbolic link", (link("docs", "overrides"),), "docs:1 symlink")),
    _file("HTML named as a picture", "docs/assets/evil.png", "<script>alert(1)</script>", "image-false"),
    _file("HTML named as a photograph", "docs/assets/evil.jpg", "<!doctype html>", "image-false"),
    _file("HTML named as a document", "docs/assets/evil.pdf", "<!doctype html>", "document-unsafe"),
    _file("HTML in a picture", "docs/assets/evil.gif", b"GIF89a/*<script>alert(1)</script>*/", "image-false"),
    _file("a huge picture", "docs/assets/evil.png", _PNG + b"x" * 20000000, "image-false"),
    _file(
        "a script in a picture",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "svg-active",
    ),
    _file(
        "an event in a picture",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
        "svg-active",
    ),
    _file(
        "a picture that is HTML", "docs/assets/evil.svg", '<svg xmlns="http://www.w3.org/1999/xhtml"/>', "svg-active"
    ),
    _file(
        "a picture with an entity",
        "docs/assets/evil.svg",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg/>',
        "svg-active",
    ),
    _file(
        "a picture that loads another",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/"/></svg>',
        "svg-active",
    ),
    _unread(Attack("file: a symbolic link", (link("docs/assets", "/etc"),), "docs/assets:1 symlink")),
    _unread(
        Attack("file: a page that is a symbolic link", (link("docs/en/x.md", "/etc/passwd"),), "docs/en/x.md:1 symlink")
    ),
    _file("a domain", "docs/CNAME", "evil.example", "file-unexpected"),
    _unread(_file("a page outside of the languages", "docs/evil.md", "# A\n", "page-outside-languages")),
    _file("in the place of the search", "docs/assets/pagefind/pagefind.png", b"x", "image-false"),
    _unread(_file("a page with another suffix", "docs/en/evil.markdown", "<script>", "file-unexpected")),
    _file("a page with a suffix in capitals", "docs/en/evil.MD", "<script>", "file-unexpected"),
    _unread(_file("a page that cannot be read", "docs/en/evil.md", b"\xff\xfe", "unreadable")),
    _unread(_file("a page in the place of another", "docs/en/Privacy.md", "# A { #a }\n", "front-matter-missing")),
    _unread(
        _file("a page in the place of the images", "docs/en/assets/index.md", "# A { #a }\n", "front-matter-missing")
    ),
    _unread(_file("a name that reads backwards", "docs/en/a\u202egpj.md", "# A { #a }\n", "name-unsuitable")),
    _file("a font", "docs/assets/evil.woff2", b"wOF2", "file-unexpected"),
    _file("a script in a document", "docs/assets/evil.pdf", b"%PDF-1.7 /JavaScript (x)", "document-unsafe"),
    _file("a picture of another type", "docs/assets/evil.png", b"GIF89a", "image-false"),
    Attack(
        "file: the host of another site",
        (replace(_CONFIG, "contacts: [", "publish: [CNAME]\n      contacts: ["), write("docs/CNAME", "evil.example\n")),
        "docs/CNAME:1 listed-file-false",
    ),
    _file(
        "a contact in a picture",
        "docs/assets/evil.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><text>evil@evil.example</text></svg>',
        "contact-unlisted",
    ),
    _file("a picture that is a program", "docs/assets/evil.gif", b"GIF89a/*x*/=1;alert(1)", "image-false"),
]

_THEME = [
    _in_theme(
        "a script in a template",
        "main.html",
        '{% extends "base.html" %}{% block content %}<script>alert(1)</script>{% endblock %}',
        "template-tag-unknown",
    ),
    _in_theme(
        "a script of another site",
        "partials/footer.html",
        '<script src="https://evil.example/x.js"></script>',
        "template-tag-unknown",
    ),
    _in_theme(
        "a frame in a template",
        "partials/footer.html",
        '<iframe src="https://evil.example/"></iframe>',
        "template-tag-unknown",
    ),
    _in_theme(
        "a form in a template",
        "partials/footer.html",
        '<form action="https://evil.example/"></form>',
        "template-tag-unknown",
    ),
    _in_theme(
        "a redirect in a template",
        "partials/meta.html",
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
        "template-tag-unknown",
    ),
    _in_theme(
        "a base in a template", "partials/meta.html", '<base href="https://evil.example/">', "template-tag-unknown"
    ),
    _in_theme(
        "a style sheet of another site",
        "partials/meta.html",
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        "template-tag-unknown",
    ),
    _in_theme("an event in a template", "partials/footer.html", '<p onclick="alert(1)">x</p>', "template-tag-unknown"),
    _in_theme("a style in a template", "partials/footer.html", '<p style="display:none">x</p>', "template-tag-unknown"),
    _in_theme("a hidden element in a template", "partials/footer.html", "<p hidden>x</p>", "template-tag-unknown"),
    _in_theme(
        "a link that runs code in a template",
        "partials/footer.html",
        '<a href="javascript:alert(1)">x</a>',
        "template-tag-unknown",
    ),
    _in_theme(
        "an element that is written by the template",
        "partials/footer.html",
        "{{ '<script>alert(1)</script>' | safe }}",
        "template-code-unknown",
    ),
    _in_theme(
        "an element in two parts",
        "partials/footer.html",
        "<scr{{ '' }}ipt>alert(1)</scr{{ '' }}ipt>",
        "template-tag-unknown",
        "site/index.html:1 output-element",
    ),
    _unrendered(
        _in_theme(
            "code in a template",
            "partials/footer.html",
            "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
            "template-code-unknown",
        )
    ),
    _unrendered(
        _in_theme(
            "code in a template by attr",
            "partials/footer.html",
            "{{ (cycler | attr('__init__')) }}",
            "template-code-unknown",
        )
    ),
    _unrendered(
        _in_theme(
            "code in a template by a key",
            "partials/footer.html",
            "{{ cycler['__init' ~ '__'] }}",
            "template-code-unknown",
        )
    ),
    _unrendered(
        _in_theme(
            "a page without the policy",
            "base.html",
            "<!doctype html><title>x</title>{{ page.content | safe }}",
            "template-unprotected",
        )
    ),
    _in_theme(
        "a contact in a template", "partials/footer.html", "<p>Write to evil@evil.example.</p>", "contact-unlisted"
    ),
    _in_theme(
        "a link that names another site",
        "partials/footer.html",
        '<p><a href="https://evil.example/">bank.example</a></p>',
        "link-text-misleading",
    ),
    _in_theme(
        "a link that names another site in parts",
        "partials/footer.html",
        '<p><a href="https://evil.example/"><b>bank</b>.example</a></p>',
        "link-text-misleading",
    ),
    _in_theme(
        "a link that begins as another",
        "partials/footer.html",
        '<p><a href="https://policy.example.evil.example/">x</a></p>',
        "url-disguised",
    ),
    _in_theme(
        "a link to a number", "partials/footer.html", '<p><a href="https://1.1.1.1/">x</a></p>', "template-tag-unknown"
    ),
    _in_theme("a script of the theme", "assets/site.js", "fetch('https://evil.example/')", "override-unexpected"),
    _in_theme(
        "an inline script of the theme", "partials/theme.js", "fetch('https://evil.example/')", "override-unexpected"
    ),
    _in_theme("a service worker", "sw.js", "onfetch = 1", "override-unexpected"),
    _in_theme("a page of HTML", "evil.htm", "<script>", "override-unexpected"),
    _in_theme("a page of XHTML", "evil.xhtml", "<script>", "override-unexpected"),
    _in_theme(
        "a style that loads", "assets/brand.css", "body { background: url(https://evil.example/x.png) }", "style-unsafe"
    ),
    _in_theme("a style that imports", "assets/brand.css", "@import 'https://evil.example/x.css';", "style-unsafe"),
    _in_theme("a style that hides", "assets/brand.css", ".md-typeset h2 { display: none }", "style-unsafe"),
    _in_theme("a style that writes", "assets/brand.css", "h1::after { content: 'We sell data' }", "style-unsafe"),
    *(
        _in_theme(f"brackets without end: {bracket}", "assets/brand.css", bracket * 20_000, "style-unsafe")
        for bracket in ("a{b:(", "a{", "@media{")
    ),
    _in_theme("HTML named as a picture", "assets/x.png", "<script>alert(1)</script>", "image-false"),
    _in_theme("a domain", "CNAME", "evil.example", "override-unexpected"),
    _in_theme("a style sheet of all pages", "assets/site.css", "body { display: none }", "override-unexpected"),
    _in_theme(
        "a style sheet of clauses",
        "partials/clause.css",
        ".clause { color: #fff }",
        "override-unexpected",
        "site/index.html:1 output-style",
    ),
    _in_theme("rules for robots", "robots.txt", "Disallow: /", "override-unexpected"),
    _not_published(_in_theme("a program", "x.py", "import os", "override-unexpected")),
    _in_theme(
        "a picture with a script",
        "assets/x.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "svg-active",
    ),
    _not_published(
        Attack(
            "theme: a folder behind a symbolic link",
            (link("overrides/partials", "/etc"),),
            "overrides/partials:1 symlink",
        )
    ),
    _in_theme(
        "a template that is read as another",
        "partials/footer.html",
        "{% include 'assets/icon.svg' %}",
        "template-code-unknown",
        "site/index.html:1 output-attribute",
    ),
    _unrendered(
        _in_theme(
            "text that is not escaped",
            "partials/footer.html",
            "{% autoescape false %}{{ page.title }}{% endautoescape %}",
            "template-code-unknown",
        )
    ),
    _in_theme("code as text", "partials/footer.html", "{% raw %}{{ '<script>' }}{% endraw %}", "template-code-unknown"),
    _in_theme(
        "an address by a variable",
        "partials/footer.html",
        "{% set contact_url = 'javascript:alert(1)' %}<a href=\"{{ contact_url }}\">x</a>",
        "template-code-unknown",
    ),
    _in_theme(
        "a comment of another program",
        "partials/footer.html",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "template-tag-unknown",
    ),
    _in_theme(
        "a messenger in a template",
        "partials/footer.html",
        '<p><a href="https://t.me/evil">Chat</a></p>',
        "contact-unlisted",
    ),
    _in_theme(
        "a contact for those who cannot see in a template",
        "partials/footer.html",
        '<p aria-label="evil@evil.example">x</p>',
        "contact-unlisted",
    ),
    _in_theme(
        "a contact in parts in a template",
        "partials/footer.html",
        "<p>evil{{ '@' }}evil.example</p>",
        "template-code-unknown",
        "site/index.html:1 output-contact",
    ),
    _in_theme(
        "another policy in a template with an invisible character",
        "partials/footer.html",
        '<p><a href="https://evil.example/">Po&#8203;li&shy;cy</a></p>',
        "link-named-as-page",
    ),
    _in_theme(
        "another policy in a template by a picture",
        "partials/footer.html",
        '<p><a href="https://evil.example/"><img src="assets/icon.svg" alt="Policy"></a></p>',
        "link-named-as-page",
    ),
    _in_theme(
        "another site as the current page",
        "partials/footer.html",
        '<p><a href="https://evil.example/" aria-current="page">x</a></p>',
        "template-tag-unknown",
    ),
    _in_theme(
        "a contact with an element in it in a template",
        "partials/footer.html",
        "<p>evil<small>@</small>evil.example</p>",
        "contact-unlisted",
        "site/index.html:1 output-contact",
    ),
    _in_theme(
        "a contact in the code of a template",
        "partials/footer.html",
        '{{ "EVIL(at)EVIL.EXAMPLE" | lower }}',
        "contact-unlisted",
        "site/index.html:1 output-contact",
    ),
    _in_theme("another title", "partials/meta.html", "<title>x</title>", "template-tag-unknown"),
    _in_theme(
        "another policy for programs",
        "partials/footer.html",
        '<p><a href="https://evil.example/" rel="privacy-policy">x</a></p>',
        "template-tag-unknown",
    ),
    _in_theme(
        "another policy in a template",
        "partials/footer.html",
        '<p><a href="https://evil.example/">Policy</a></p>',
        "link-named-as-page",
    ),
    _in_theme(
        "an organization for search engines",
        "partials/meta.html",
        '<script type="application/ld+json">{"@type": "Organization", "url": "https://evil.example/"}</script>',
        "template-tag-unknown",
    ),
    _endless(
        _in_theme(
            "loops in loops",
            "partials/footer.html",
            "{% for a in view.title %}" * 15 + "x" + "{% endfor %}" * 15,
            "template-endless",
        )
    ),
    _endless(
        _in_theme(
            "macros that call others twice",
            "partials/footer.html",
            "{% macro m0() %}xxxxxxxx{% endmacro %}"
            + "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40))
            + "{{ m40() }}",
            "template-endless",
        )
    ),
    _endless(
        Attack(
            "theme: templates that include others twice",
            (
                write("overrides/partials/footer.html", '{% include "partials/0.html" %}'),
                *(
                    write(f"overrides/partials/{n}.html", f'{{% include "partials/{n + 1}.html" %}}' * 2)
                    for n in range(40)
                ),
                write("overrides/partials/40.html", '{% include "partials/40.html" %}'),
            ),
            "overrides/partials/40.html:1 template-endless",
        )
    ),
    _endless(
        _in_theme("a template that is its own base", "main.html", '{% extends "main.html" %}', "template-endless")
    ),
    _unrendered(_in_theme("the configuration", "partials/footer.html", "{{ config }}", "template-code-unknown")),
    _unrendered(_in_theme("the settings", "partials/footer.html", "{{ view.settings }}", "template-code-unknown")),
    _unrendered(_in_theme("a power", "partials/footer.html", "{{ 9 ** 9 ** 9 }}", "template-code-unknown")),
    _unrendered(
        _in_theme(
            "loops nested too deep",
            "partials/footer.html",
            "{% for a in config %}" * 30 + "{% endfor %}" * 30,
            "template-code-unknown",
        )
    ),
    _unrendered(_in_theme("a broken template", "partials/footer.html", "{% if %}", "template-code-unknown")),
    _unrendered(_in_theme("code in the sitemap", "sitemap.xml", "{{ cycler.__init__ }}", "override-unexpected")),
    _of_text(
        _in_theme("letters of mathematics in a template", "partials/footer.html", "<p>𝗻𝗼𝘁</p>", "character-unusual")
    ),
    _in_theme("a style sheet of its own", "assets/evil.css", "p { color: red }", "override-unexpected"),
]

_TXT = "docs/.well-known/security.txt"
_SECURITY = [
    Attack(
        "security.txt: a contact of a stranger",
        (replace(_TXT, "https://policy.example/contacts/", "mailto:evil@evil.example"),),
        "docs/.well-known/security.txt:1 security-contact-unlisted",
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

_EDITORIAL = [
    Attack(
        "versions: a contact in the reason of a correction",
        (
            append(
                "docs/editorial/versions.yml",
                "- {document: privacy, correction: 1, reasons: {en: evil@evil.example}}\n",
            ),
        ),
        "docs/editorial/versions.yml:4 contact-unlisted",
        "docs/editorial/versions.yml:4 editorial-entry-invalid",
        second_wall=SecondWall.READING,
    ),
    _shown_as_text(
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
    _of_text(
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
            append(_PAGE, "\n[a](http://evil.example/)\n"),
        ),
        "docs/editorial/exceptions.yml:1 suppression-not-allowed",
        "docs/en/privacy.md:14 output-address",
    ),
]

_ALL = [*_CONFIGURATION, *_EXTENSIONS, *_CHANGED_PAGES, *_FILES, *_THEME, *_SECURITY, *_EDITORIAL]
ATTACKS = [_with_second_wall(attack) for attack in _ALL]
