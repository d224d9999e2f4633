"""Attacks by the files of the site's own look."""

from __future__ import annotations

from dataclasses import replace as replace_fields

from policysite.build_manifest import THEME

from tests.hostile.attack import Attack, BuildStep, link, replace, write
from tests.hostile.outputs.rules import ADDRESS, CONTACT, UNCLEAR
from tests.hostile.sources.kinds import CONFIG, not_published, of_text, stopped_at


def _in_theme(name: str, path: str, content: str | bytes, stopped: str, refused: str = "") -> Attack:
    """Return an attack by a file of the site's own look; `refused` if the built page does not show which file it is."""
    changes = (write(f"overrides/{path}", content),)
    return Attack(f"theme: {name}", changes, stopped_at(f"overrides/{path}:1", stopped), refused)


def _unrendered(attack: Attack) -> Attack:
    """Return an attack that ends the build in the sandbox of the templates, so that there is no output to check."""
    return replace_fields(attack, refused_by=BuildStep.RENDERING)


def _endless(attack: Attack) -> Attack:
    """Return an attack that a build gives up to render."""
    return replace_fields(attack, refused_by=BuildStep.TIME_LIMIT)


_LINK = '<a href="https://evil.example/">{}</a>'
_MACRO = "{{% macro m({}) %}}<p>evil{{{{ x }}}}evil.example</p>{{% endmacro %}}"


def _copy(name: str, old: str = "", new: str = "") -> str:
    """Return a template of the theme, changed."""
    source = (THEME / f"{name}.html").read_text(encoding="utf-8")
    assert old in source
    return source.replace(old, new)


_IN_LISTS = "<ul><li>" * 5 + "{}" + "</li></ul>" * 5
LOOK = [
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
    *(
        _in_theme(f"a text too small to see: {name}", "partials/footer.html", source, place)
        for name, source, place in (
            (
                "small",
                "<p>" + "<small>\n" * 40 + "x" + "</small>" * 40 + "</p>",
                "overrides/partials/footer.html:3 template-tag-unknown",
            ),
            ("each in another", "<p><sup><small><sub>x</sub></small></sup></p>", "template-tag-unknown"),
            (
                "under a condition",
                "<p><sup><small>{% if view %}<sub>x</sub>{% endif %}</small></sup></p>",
                "template-tag-unknown",
            ),
        )
    ),
    _in_theme(
        "a text out of sight", "partials/footer.html", "<ul><li>" * 40 + "x" + "</li></ul>" * 40, "template-tag-unknown"
    ),
    *(
        Attack(
            f"theme: {name}",
            tuple(write(f"overrides/partials/{path}.html", source) for path, source in templates.items()),
            f"overrides/partials/footer.html:1 {stopped}",
            f"site/index.html:1 {refused}",
        )
        for name, stopped, refused, templates in (
            (
                "lists in lists of other templates",
                "template-tag-unknown",
                "output-element-unknown",
                {
                    "footer": _IN_LISTS.format('{% include "partials/a.html" %}'),
                    "a": _IN_LISTS.format('{% include "partials/b.html" %}'),
                    "b": _IN_LISTS.format("x"),
                },
            ),
            (
                "a box that another template has in a paragraph",
                "template-tag-unknown",
                UNCLEAR,
                {"footer": '<p>{% include "partials/a.html" %}</p>', "a": "<div>a</div>"},
            ),
            (
                "a box that a macro has in a paragraph",
                "template-tag-unknown",
                UNCLEAR,
                {
                    "footer": '{% from "partials/a.html" import m %}<p>{{ m() }}</p>',
                    "a": "{% macro m() %}<div>a</div>{% endmacro %}",
                },
            ),
            (
                "a folded text without a caption",
                "text-invisible",
                "output-element-unknown",
                {"footer": "<details><summary> </summary>x</details>"},
            ),
            (
                "a caption that another template leaves empty",
                "text-invisible",
                "output-element-unknown",
                {"footer": '<details><summary>{% include "partials/a.html" %}</summary>x</details>', "a": "&#8203;"},
            ),
        )
    ),
    Attack(
        "theme: a text too small to see in parts",
        tuple(
            write(f"overrides/partials/{name}.html", f"<p><small><code>{content}</code></small></p>")
            for name, content in (("footer", "{% include 'partials/a.html' %}"), ("a", "x"))
        ),
        "overrides/partials/footer.html:1 template-tag-unknown",
        "site/index.html:1 output-element-unknown",
    ),
    *(
        _in_theme(f"a link without a sign: {name}", "partials/footer.html", source, "text-invisible")
        for name, source in (
            ("nothing", '<p><a href="https://policy.example/a"></a></p>'),
            ("a character", '<p><a href="https://policy.example/a">&#8203;</a></p>'),
            ("an image", '<p><a href="https://policy.example/a"><img src="assets/icon.svg" alt=""></a></p>'),
        )
    ),
    *(
        _unrendered(
            _in_theme(
                f"what templates must not read: {code}",
                "partials/footer.html",
                f"{{{{ {code} }}}}",
                "template-code-unknown",
            )
        )
        for code in ("config.extra.x", "page.file.src_uri", "config.plugins.policy")
    ),
    _in_theme(
        "a page that is the 404 page",
        "main.html",
        '{% extends "404.html" %}',
        "template-code-unknown",
        "site/index.html:1 output-text-replaced",
    ),
    _in_theme(
        "the text of a page twice",
        "main.html",
        '{% extends "base.html" %}{% block contents %}{{ page.content | safe }}{% endblock %}',
        "template-code-unknown",
        "site/index.html:1 output-id-invalid",
    ),
    _in_theme(
        "a path out of the site", "partials/footer.html", '<p><a href="../../x">x</a></p>', "template-tag-unknown"
    ),
    _in_theme(
        "another path of the host", "partials/footer.html", '<p><a href="/evil/">x</a></p>', "template-tag-unknown"
    ),
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
        "site/index.html:1 output-element-unknown",
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
        _in_theme(f"brackets without end: {bracket}", "assets/brand.css", bracket * 2_500, "style-unsafe")
        for bracket in ("a{b:(", "a{", "@media{")
    ),
    _in_theme("HTML named as an image", "assets/x.png", "<script>alert(1)</script>", "image-invalid"),
    _in_theme("a domain", "CNAME", "evil.example", "override-unexpected"),
    _in_theme("a style sheet of all pages", "assets/site.css", "body { display: none }", "override-unexpected"),
    _in_theme(
        "a style sheet of clauses",
        "partials/clause.css",
        ".clause { color: #fff }",
        "override-unexpected",
        "site/index.html:1 output-style-unsafe",
    ),
    _in_theme("rules for robots", "robots.txt", "Disallow: /", "override-unexpected"),
    not_published(_in_theme("a program", "x.py", "import os", "override-unexpected")),
    _in_theme(
        "an image with a script",
        "assets/x.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "svg-active",
    ),
    not_published(
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
        "site/index.html:1 output-attribute-unknown",
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
        "site/index.html:1 output-contact-unlisted",
    ),
    _in_theme(
        "another policy in a template with an invisible character",
        "partials/footer.html",
        '<p><a href="https://evil.example/">Po&#8203;li&shy;cy</a></p>',
        "link-named-as-page",
    ),
    _in_theme(
        "another policy in a template by an image",
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
        "site/index.html:1 output-contact-unlisted",
    ),
    _in_theme(
        "a contact in the code of a template",
        "partials/footer.html",
        '{{ "EVIL(at)EVIL.EXAMPLE" | lower }}',
        "contact-unlisted",
        "site/index.html:1 output-contact-unlisted",
    ),
    _in_theme(
        "pages that search engines do not find",
        "partials/meta.html",
        '{% if not view.with_original %}\n<meta name="robots" content="noindex">{% endif %}',
        "overrides/partials/meta.html:2 template-tag-unknown",
    ),
    _in_theme(
        "a false title",
        "main.html",
        '{% extends "base.html" %}{% block htmltitle %}We sell it{% endblock %}',
        "template-head-changed",
    ),
    _in_theme(
        "a title that is printed never",
        "main.html",
        '{% extends "base.html" %}{% block htmltitle %}{% if 0 %}{{ super() }}{% endif %}x{% endblock %}',
        "template-head-changed",
    ),
    _in_theme(
        "a head that says nothing of its page",
        "main.html",
        '{% extends "base.html" %}{% block site_meta %}{% endblock %}',
        "template-head-changed",
    ),
    _in_theme(
        "a page that stands for another one",
        "partials/meta.html",
        '<link rel="canonical" href="{{ view.default_url }}">',
        "template-head-changed",
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
    *(
        _in_theme(
            f"another policy in a template, {name}", "partials/footer.html", f"<p>{_LINK.format(text)}</p>", stopped
        )
        for stopped, texts in {
            "template-code-unknown": {
                "by a constant": '{{ "Policy" }}',
                "by the title of the page": "{{ view.title }}",
                "by an image": '<img src="assets/icon.svg" alt="{{ view.title }}">',
                "under a condition": "{% if view %}Policy{% endif %}",
            },
            "link-named-as-page": {
                "with a comment in it": "Pol{# #}icy",
                "with its end behind the link": "Pol</a>icy<a>",
                "in two links": f"Pol</a>{{# #}}{_LINK.format('icy').removesuffix('</a>')}",
            },
        }.items()
        for name, text in texts.items()
        for link in [_LINK.format(text).replace("<a></a>", "")]
    ),
    *(
        _in_theme(
            f"an element that a browser ends early: {name}",
            "partials/footer.html",
            source,
            "template-tag-unknown",
            f"site/index.html:1 {UNCLEAR}",
        )
        for name, source in {
            "a paragraph in another one": "<p>a<p>b</p></p>",
            "a box in a paragraph": "<p><div>a</div></p>",
            "a box in a paragraph, under a condition": "<p>{% if view %}<div>a</div>{% endif %}</p>",
            "a link in a link": f"<p>{_LINK.format(_LINK.format('a'))}</p>",
        }.items()
    ),
    *(
        _in_theme(
            f"a contact that code divides, {name}",
            "partials/footer.html",
            source,
            stopped,
            f"site/index.html:1 {CONTACT}",
        )
        for stopped, sources in {
            "contact-unlisted": {
                "by a comment": "<p>evil@ev{# #}il.example</p>",
                "by white space that it removes": "<p>evil@ {#- -#} evil.example</p>",
                "by a constant": '<p>evil@evil{{ "." }}example</p>',
                "by numbers": "<p>+7{{ 999 }}{{ 123 }}{{ 4567 }}</p>",
                "for those who cannot see": '<p><img src="assets/icon.svg" alt="evil@e{{ "v" }}il.example"></p>',
            },
            "template-code-unknown": {
                "by the end of a line": "<p>evil@ev{% if view %}\nil.example{% endif %}</p>",
                "in a macro": f'{_MACRO.format("x")}{{{{ m("(at)") }}}}',
                "in a macro by itself": f"""{_MACRO.format('x="(at)"')}{{{{ m() }}}}""",
            },
        }.items()
        for name, source in sources.items()
    ),
    *(
        _in_theme(
            f"another policy on the 404 page by {name}",
            "404.html",
            f'{{% extends "base.html" %}}{{% block content %}}<p>{link}</p>{{% endblock %}}',
            "link-named-as-page",
            f"overrides/404.html:1 {ADDRESS}",
        )
        for name, link in {
            "its title": '<a href="https://evil.example/">Policy</a>',
            "a part of it": '<a href="https://evil.example/">Requests</a>',
        }.items()
    ),
    _in_theme(
        "an organization for search engines",
        "partials/meta.html",
        '<script type="application/ld+json">{"@type": "Organization", "url": "https://evil.example/"}</script>',
        "template-tag-unknown",
    ),
    *(
        _in_theme(
            f"a page without {name}",
            f"{path}.html",
            source,
            "template-part-missing",
            "site/index.html:1 output-page-incomplete",
        )
        for name, path, source in (
            ("its footer", "partials/footer", "<footer></footer>"),
            ("its header", "partials/header", '<header><a class="md-skip" href="#_content">Skip</a></header>'),
            ("its languages", "partials/alternate", "{# none #}"),
            ("a link to its text", "partials/header", _copy("partials/header", '<a class="md-skip"', '<a class="x"')),
            (
                "a part of its menu",
                "partials/header",
                _copy("partials/header", "menu.entries, g", "menu.entries[:1], g"),
            ),
            (
                "its policy for programs",
                "partials/footer",
                _copy("partials/footer", '{% if entry.rel %} rel="{{ entry.rel }}"{% endif %}', ""),
            ),
            (
                "a header on some pages",
                "base",
                _copy(
                    "base",
                    '{% include "partials/header.html" %}',
                    '{% if not page %}{% include "partials/header.html" %}{% endif %}',
                ),
            ),
            *(
                (name, path, _copy(path, old, new))
                for name, path, old, new in (
                    ("its version", "partials/footer", "{{ policy_edition | marked }}", "Version 9.9"),
                    ("its site in the footer", "partials/footer", "<bdi>{{ config.site_name }}", "<bdi>Bank"),
                    ("its site", "partials/header", '"header__name">{{ config.site_name }}', '"header__name">Bank'),
                    ("the name of its contact", "partials/footer", "{{ labels.contact | marked }}", "Do not write"),
                    ("the name of its search", "partials/header", "<span>{{ labels.search }}", "<span>Accept cookies"),
                    ("names of languages", "partials/links", "{{ alternate.name }}", "{{ view.alternates[0].name }}"),
                    (
                        "links to languages",
                        "partials/links",
                        "{{ alternate.path | url }}",
                        "{{ view.home_path | url }}",
                    ),
                    ("codes of languages", "partials/links", 'hreflang="{{ alternate.language }}"', 'hreflang="ru"'),
                    ("the titles of its menu", "partials/links", "{{ entry.title }}", "{{ items[0].title }}"),
                )
            ),
            (
                "an unfolded footer",
                "partials/footer",
                _copy("partials/footer", '"footer">', '"footer"><details><summary>.</summary>').replace(
                    "</footer>", "</details></footer>"
                ),
            ),
            (
                "a footer that browsers show",
                "partials/footer",
                _copy("partials/footer", '"footer">', '"footer"><svg viewBox="0 0 20 20">').replace(
                    "</footer>", "</svg></footer>"
                ),
            ),
            (
                "unfolded languages",
                "partials/header",
                _copy(
                    "partials/header",
                    '{% include "partials/alternate.html" %}',
                    '<details><summary>.</summary>{% include "partials/alternate.html" %}</details>',
                ),
            ),
            (
                "a footer that is used",
                "partials/footer",
                f"{{% macro m() %}}{_copy('partials/footer')}{{% endmacro %}}",
            ),
        )
    ),
    _in_theme(
        "a text in a drawing",
        "partials/footer.html",
        _copy("partials/footer") + '<svg viewBox="0 0 20 20"><bdi>Text</bdi></svg>',
        "overrides/partials/footer.html:32 template-tag-unknown",
        "overrides/partials/footer.html:1 output-markup-unclear",
    ),
    _in_theme(
        "a page in another language",
        "base.html",
        _copy("base", '"{{ view.page.language }}"', '"ru"'),
        "overrides/base.html:7 template-tag-unknown",
        "overrides/base.html:24 output-head-replaced",
    ),
    _in_theme(
        "a text in a box",
        "base.html",
        _copy("base", "<main", "<details><summary>Text</summary><main").replace("</main>", "</main></details>"),
        "overrides/base.html:49 template-tag-unknown",
        "overrides/base.html:1 output-markup-unclear",
    ),
    Attack(
        "theme: a menu without its groups",
        (
            replace(CONFIG, "nav: [index.md, privacy.md]", "nav: [{Texts: [index.md, privacy.md]}]"),
            write(
                "overrides/partials/links.html",
                _copy("partials/links", "{{ entries(entry.entries, unfolded=unfolded) }}", ""),
            ),
        ),
        "overrides/partials/links.html:1 template-part-missing",
        "site/index.html:1 output-page-incomplete",
    ),
    _endless(
        _in_theme(
            "loops in loops",
            "partials/footer.html",
            "{% for a in view.title %}" * 15 + "x" + "{% endfor %}" * 15,
            "template-too-slow",
        )
    ),
    _endless(
        _in_theme(
            "macros that call others twice",
            "partials/footer.html",
            "{% macro m0() %}xxxxxxxx{% endmacro %}"
            + "".join(f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40))
            + "{{ m40() }}",
            "template-too-slow",
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
            "overrides/partials/40.html:1 template-too-slow",
        )
    ),
    _endless(
        _in_theme("a template that is its own base", "main.html", '{% extends "main.html" %}', "template-too-slow")
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
    of_text(
        _in_theme("letters of mathematics in a template", "partials/footer.html", "<p>𝗻𝗼𝘁</p>", "character-unusual")
    ),
    _in_theme("a style sheet of its own", "assets/evil.css", "p { color: red }", "override-unexpected"),
]
