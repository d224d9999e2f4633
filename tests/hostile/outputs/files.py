"""Files of the built site that are added or have another content, and lines of texts for programs."""

from __future__ import annotations

import re

from tests.hostile.outputs.rules import (
    ADDRESS,
    ATTRIBUTE,
    CHANGED,
    CONTACT,
    ELEMENT,
    INVALID,
    SCRIPT,
    UNCLEAR,
)

# Files that are added to the built site: what each tries, its path and its content.
ADDED = [
    ("a page of another ending", "x.htm", "<p>x</p>"),
    ("a page as XML", "x.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    ("a page", "x.html", "<p>x</p>"),
    ("a page in capitals", "X.HTML", "<p>x</p>"),
    ("a service worker", "sw.js", "onfetch = 1"),
    ("a module", "assets/x.mjs", "x"),
    ("a program", "assets/x.exe", "MZ"),
    ("a compressed image", "assets/x.svgz", "x"),
    ("a font", "assets/x.woff2", "x"),
    ("a style sheet", "assets/x.css", "p{}"),
    ("settings of a server", ".htaccess", "AddHandler x .html"),
    ("headers of a host", "_headers", "/*"),
    ("redirects of a host", "_redirects", "/* https://evil.example/"),
    ("an app that takes over links", ".well-known/assetlinks.json", "[]"),
    ("a policy for other programs", "crossdomain.xml", "<x/>"),
    ("an unlisted robots.txt", "robots.txt", "User-agent: *\n"),
    ("an unlisted host", "CNAME", "evil.example"),
    ("an unlisted proof", "google0123456789abcdef.html", "google-site-verification: google0123456789abcdef.html"),
    ("a search index of its own", "pagefind/x.js", "x"),
    ("a hidden file", "assets/.x.png", "x"),
    ("a file of git", ".git/config", "x"),
    ("a double ending", "assets/x.html.png", "x"),
    ("a source map", "assets/site.js.map", "{}"),
]
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
_XHTML = "http://www.w3.org/1999/xhtml"
# Files of the built site with another content: what each tries, its path, its content and the rule.
REPLACED = [
    ("a sitemap of another site", "sitemap.xml", "<urlset/>", ELEMENT),
    ("a sitemap with entities", "sitemap.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', UNCLEAR),
    ("a sitemap that is a page", "sitemap.xml", "<html xmlns='http://www.w3.org/1999/xhtml'/>", ELEMENT),
    ("a sitemap with a style sheet", "sitemap.xml", "<?xml-stylesheet href='x'?><x/>", UNCLEAR),
    ("another compressed sitemap", "sitemap.xml.gz", "x", CHANGED),
    ("a web manifest with a program", "site.webmanifest", '{"serviceworker": {"src": "sw.js"}}', ATTRIBUTE),
    ("an icon of another site", "site.webmanifest", '{"icons": [{"src": "https://evil.example/a.png"}]}', ADDRESS),
    ("a web manifest that is none", "site.webmanifest", "<p>x</p>", INVALID),
    ("a schema of its own", "policy.schema.json", "{}", CHANGED),
    ("a text with code in a link", "privacy/policy.json", '{"links": [{"url": "javascript:alert(1)"}]}', ADDRESS),
    ("a feed of another site", "feed.xml", _ATOM.format('<link href="https://evil.example/"/>'), ADDRESS),
    ("a feed with a script", "feed.xml", _ATOM.format('<content type="html">&lt;script&gt;</content>'), ELEMENT),
    (
        "a feed with a text of another type",
        "feed.xml",
        _ATOM.format('<title type="text/html">x</title>'),
        ATTRIBUTE,
    ),
    ("a feed with another base", "feed.xml", _ATOM.format('<id xml:base="https://evil.example/">x</id>'), ATTRIBUTE),
    ("a feed with a text from elsewhere", "feed.xml", _ATOM.format('<content src="x">x</content>'), ATTRIBUTE),
    ("a feed with a page", "feed.xml", _ATOM.format(f'<script xmlns="{_XHTML}"/>'), ELEMENT),
    ("a changed script of the theme", "assets/site.js", "alert(1)", SCRIPT),
    ("a changed style sheet of the theme", "assets/site.css", "p{display:none}", CHANGED),
    ("a search index that was changed", "pagefind/pagefind.js", "alert(1)", CHANGED),
    ("a script of the search", "pagefind/pagefind.js", "alert(1)", SCRIPT),
    ("another script of the search", "pagefind/pagefind-worker.js", "alert(1)", SCRIPT),
    ("a program of the search", "pagefind/wasm.ru.pagefind", "x", SCRIPT),
    ("a contact for security problems", ".well-known/security.txt", "Contact: mailto:evil@evil.example\n", CONTACT),
    ("a page of another encoding", "privacy/index.html", b"\xff\xfe<\0", UNCLEAR),
]
_DECLARATIONS = """
display:none  visibility:hidden  opacity:0  font-size:0  clip-path:inset(50%)  clip:rect(0,0,0,0)  position:fixed
left:-99em  text-indent:-99em  transform:scale(0)  scale:0  filter:blur(9px)  mask:linear-gradient(#0000,#0000)
color:transparent  color:#fff  color:var(--site-paper)  order:-1  direction:rtl;unicode-bidi:bidi-override
-webkit-text-security:disc
-webkit-text-fill-color:#fff  height:0;overflow:hidden  max-height:0  line-height:0  letter-spacing:-1em  zoom:.01
content-visibility:hidden  text-transform:uppercase  text-decoration:line-through  float:left  animation:a 1s forwards
background:#000  mix-blend-mode:difference  user-select:none  quotes:'We sell' ''  list-style-type:'We sell '
content:'We sell'  all:initial  columns:1px
"""
# Lines of the style sheet of a site's own look: what each tries, and the line.
STYLES = [
    *((f"clauses with {each}", f"#requests{{{each}}}") for each in re.split(" {2,}|\n", _DECLARATIONS.strip())),
    ("text before a clause", "#requests::before{content:'We sell data'}"),
    ("text of an attribute", "a::after{content:attr(href)}"),
    ("text in a name of the theme", ":root{--site-sign:'We sell data'}"),
    ("text in a name of its own", ":root{--own:'We sell data'}"),
    ("text in the sign of boxes", ".md-typeset .admonition{--site-sign:'We sell data'}"),
    ("signs that count in words", "@counter-style own{system:cyclic;symbols:'We sell'}"),
    ("another style sheet", "@import 'https://evil.example/x.css';"),
    ("a font that draws other letters", "@font-face{font-family:Georgia;src:url(x.woff2)}"),
    ("a font by its name on the machine", "@font-face{font-family:Georgia;src:local(Wingdings)}"),
    ("a font of symbols", ":root{--site-font:Wingdings,serif}"),
    ("an image", ":root{--site-paper:url(https://evil.example/a.png)}"),
    ("a clause that is linked to", ":target{display:none}"),
    ("clauses on paper", "@media print{#requests{display:none}}"),
    ("colors on paper", "@media print{:root{--site-ink:#fff}}"),
    ("colors of one browser", "@supports (display:grid){:root{--site-line:#fff}}"),
    ("colors in a layer", "@layer own{:root{--site-line:#fff}}"),
    ("colors of one language", ":root:lang(en){--site-line:#fff}"),
    ("colors of one page", ":root:has(#requests){--site-line:#fff}"),
    ("colors of a part", "#requests{--site-ink:#fff}"),
    ("rules inside of rules", ":root{#requests{display:none}}"),
    ("a property that inherits", ":root{color:#fff}"),
    ("colors above all", ":root{--site-line:#fff!important}"),
    ("transparent letters", ":root{--site-ink:transparent}"),
    ("nearly transparent letters", ":root{--site-ink:#0001}"),
    ("letters of no color", ":root{--site-ink:var(--site-none)}"),
    ("letters that are the paper", ":root{--site-ink:var(--site-paper)}"),
    ("computed letters", ":root{--site-ink:color-mix(in srgb,#fff,#fff)}"),
    ("a name without a value", ":root{--site-ink:}"),
    ("lines of one letter", ":root{--site-measure:1ch}"),
    ("lines of no width", ":root{--site-frame:0rem}"),
    ("a computed width", ":root{--site-frame:calc(1rem - 1rem)}"),
    ("text beside the screen", ":root{--site-gutter:-99rem}"),
    ("text outside of its direction", ":root{--site-to-start:99}"),
    ("a namespace", "@namespace url(http://www.w3.org/2000/svg);"),
    ("white letters", ":root{--site-ink:#fff}"),
    ("pale letters", ":root{--site-soft:#999}"),
    ("letters that are dark in the dark", ":root{--md-typeset-a-color:#2d4f9e}"),
    ("letters that are dark in the dark alone", ":root{--md-accent-fg-color:light-dark(#000,#16181d)}"),
    ("a pale sign", ":root{--site-caution:#ddd}"),
    ("a color in other letters", ":root{--md-accent-fg-color:light-dar\u212a(#7a1f3d,#f2a8bf)}"),
    ("a width in other digits", ":root{--site-measure:\u0664\u0660ch}"),
    ("a declaration outside of rules", "--site-ink:#fff;"),
]
# Texts for programs with what they must not be: what each tries, its path and its content.
TEXTS = [
    ("many comments before no robots.txt", "robots.txt", "#\n" * 200_000 + "x\n"),
    ("empty lines before no robots.txt", "robots.txt", "\r\n" * 200_000 + "x"),
    ("a line for some crawlers", "robots.txt", "#\rSitemap: https://evil.example/x.xml\n"),
    ("a line for others", "robots.txt", "#\u2028Sitemap: https://evil.example/x.xml\n"),
    ("fields for some programs", ".well-known/security.txt", "Contact: mailto:privacy@policy.example\r#\r"),
    ("a mark before the first field", ".well-known/security.txt", "\ufeffContact: mailto:privacy@policy.example\n"),
    ("the number of another name", "google0123456789abcdef.html", "google-site-verification: google0.html"),
    (
        "the number of another name, of Yandex",
        "yandex_0.html",
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>'
        "<body>Verification: 1</body></html>",
    ),
    ("lists of lists", ".well-known/gpc.json", "[" * 100_000),
    ("a list instead of an object", ".well-known/gpc.json", "[]"),
    ("an address in data", ".well-known/gpc.json", '{"gpc": true, "homepage": "https://evil.example/"}'),
    ("a member twice", ".well-known/gpc.json", '{"gpc": true, "gpc": false}'),
    ("a contact in data", ".well-known/gpc.json", '{"gpc": "@evil_bot"}'),
    *(
        (f"an identity: {name}", f".well-known/{name}", "did:plc:evil")
        for name in ("atproto-did", "x", "x.txt", "x.json")
    ),
    ("a script under another name", "robots.txt", "# <script>alert(1)</script>"),
    ("a page under another name", "CNAME", "x\n<!DOCTYPE html>"),
    ("an element in capitals under another name", "robots.txt", "# <IMG/src=x>"),
]
# Lines of `robots.txt` that lead elsewhere: what each tries, and the line.
ROBOTS = [
    *(
        (f"a page that search engines do not find: {number}", line)
        for number, line in enumerate(
            (
                "Disallow: /",
                "disallow:/legal # nothing",
                "Disallow: /*/privacy",
                "Disallow: *",
                "Disallow: /legal/priv*y/$",
                "Disallow: /privacy/\nAllow: /privacy/",
                "Disallow: /%70rivacy",
                "Crawl-delay: 86400",
            )
        )
    ),
    ("a sitemap of another site, in capitals", "SITEMAP : https://evil.example/x.xml"),
    ("a sitemap without slashes", "Sitemap: https:evil.example/x.xml"),
    ("another host for search engines", "Host: evil.example"),
    ("another host with a scheme", "Host: https://evil.example"),
    ("an address in a comment", "# See https://evil.example/"),
    ("text in another direction in robots.txt", "# Do \u202enot\u202c"),
    ("a contact in a comment of robots.txt", "# Write to evil@evil.example"),
]
# Lines of security.txt: what each tries, and the line.
SECURITY = [
    *((f"a comment with {each}", f"# See {each}") for each in ("evil@evil.example", "@evil_bot", "+7/999/000/00/00")),
    *(
        (f"a comment with {each}", f"# See {each}")
        for each in ("https://evil.example/", "www.evil.example/a", "t.me/evil")
    ),
    ("a comment with HTML", "# <script>alert(1)</script>"),
    ("HTML in a field", "Policy: <img src=x>"),
    *(
        (f"{field} of another site", f"{field}: https://evil.example/")
        for field in ("Acknowledgments", "Canonical", "Contact", "CSAF", "Encryption", "Hiring", "Policy")
    ),
    *(
        (f"a page of a stranger beside that of a contact: {field}", f"{field}: https://github.com/{path}")
        for field, path in (("Encryption", "evil/key"), ("Contact", "acme/../evil"), ("Policy", "acme/privacy.evil"))
    ),
    ("a key of a stranger", "Encryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"),
    ("a key in the DNS of a stranger", "Encryption: dns:a._openpgpkey.evil.example?type=OPENPGPKEY"),
    ("a host that begins as this one", "Policy: https://policy.example.evil.example/"),
    ("a host that ends as this one", "Policy: https://evilpolicy.example/"),
    ("a contact without a field", "evil@evil.example"),
    ("a copy to a stranger", "Contact: mailto:privacy@policy.example?cc=evil@evil.example"),
    ("a messenger with a dot at its end", "Policy: https://t.me./evil"),
    ("a host behind a name", "Policy: https://policy.example@evil.example/"),
    ("an address with backslashes", r"Policy: https:\\evil.example/"),
    ("an address without slashes", "Policy: https:evil.example"),
    ("an address without slashes, with a path", "Policy: https:evil.example/policy.example"),
    ("an address with a backslash", r"Policy: https://evil.example\@policy.example/"),
    ("an address without a scheme", "# See //evil.example/"),
    ("text in another direction", "# Do \u202enot\u202c"),
    ("tags in an address", "Policy: https://policy.example/\U000e0041"),
    *(
        (f"another scheme: {field} {scheme}", f"{field}: {scheme}x")
        for field, scheme in (
            ("Contact", "javascript:"),
            ("contact", "JavaScript:"),
            ("Contact", "data:text/html,"),
            ("Policy", "tel:"),
            ("Hiring", "javascript:"),
            ("X", "javascript:"),
        )
    ),
    ("a key of another place in the DNS", "Encryption: dns://policy.example/evil.example?type=OPENPGPKEY"),
]
