"""Attacks on the built site: what would reach readers if the checks of the sources missed it.

`TAMPERED` are changes of a page after the build, so that they show the output check alone; `ATTACKS` are pull requests
that pass the build itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from PIL import Image
from policysite.corpus.files import IMAGE_TYPES
from pypdf import PdfWriter
from pypdf.generic import (
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from tests.hostile.attack import Attack, append, replace, write
from tests.project import Project

ELEMENT, ATTRIBUTE, ID, ADDRESS, CONTACT = (
    f"output-{name}" for name in ("element", "attribute", "id", "address", "contact")
)
SCRIPT, STYLE, POLICY, UNCLEAR = (f"output-{name}" for name in ("script", "style", "security-policy", "markup-unclear"))
TEXT_REPLACED = "output-text-replaced"
UNLISTED, CHANGED, FALSE, LARGE = "output-file-unlisted", "output-file-changed", "output-file-false", "file-too-large"

# Where a page is changed: a text that it has once, and what stands before or after it then.
TEXT, FOOTER, HEAD = "</article>", "</footer>", "</head>"
_FOOTNOTE = '<div class="footnote"><ol><li>{}</li></ol></div>'


@dataclass(frozen=True)
class Tampered:
    """A change of a page of the built site.

    Attributes:
        name: what it tries.
        old: a text of the page.
        new: what stands there instead.
        rule: the rule that stops it.
    """

    name: str
    old: str
    new: str
    rule: str


def _before(place: str, **added: tuple[str, str]) -> list[Tampered]:
    """Return changes that add HTML before a place of the page: by what each tries, the HTML and the rule."""
    names = {TEXT: "text", FOOTER: "footer", HEAD: "head"}
    return [
        Tampered(f"{names[place]}: {name.replace('_', ' ')}", place, html + place, rule)
        for name, (html, rule) in added.items()
    ]


TAMPERED = [
    *_before(
        TEXT,
        a_script=("<script>alert(1)</script>", ELEMENT),
        a_script_of_another_site=('<script src="https://evil.example/x.js"></script>', ELEMENT),
        a_script_with_data=('<script type="text/plain">x</script>', ELEMENT),
        a_script_in_capitals=("<SCRIPT>alert(1)</SCRIPT>", ELEMENT),
        a_frame=('<iframe src="https://evil.example/"></iframe>', ELEMENT),
        a_frame_with_a_page_in_it=('<iframe srcdoc="&lt;script&gt;x&lt;/script&gt;"></iframe>', ELEMENT),
        a_form=('<form action="https://evil.example/"></form>', ELEMENT),
        a_field_for_text=('<input type="password" name="p">', ATTRIBUTE),
        a_button_that_sends=('<button formaction="https://evil.example/">x</button>', ELEMENT),
        a_text_area=("<textarea>x</textarea>", ELEMENT),
        a_selection=("<select><option>x</option></select>", ELEMENT),
        a_base=('<base href="https://evil.example/">', ELEMENT),
        a_redirect=('<meta http-equiv="refresh" content="0;url=https://evil.example/">', ELEMENT),
        a_link_element=('<link rel="prefetch" href="https://evil.example/">', ELEMENT),
        a_style_sheet=("<style>p{display:none}</style>", ELEMENT),
        an_object=('<object data="x.swf"></object>', ELEMENT),
        an_embedded_file=('<embed src="x.swf">', ELEMENT),
        an_applet=("<applet></applet>", ELEMENT),
        a_portal=('<portal src="https://evil.example/"></portal>', ELEMENT),
        a_fenced_frame=("<fencedframe></fencedframe>", ELEMENT),
        a_video=('<video src="x.mp4" autoplay></video>', ELEMENT),
        a_sound=('<audio src="x.mp3"></audio>', ELEMENT),
        a_source_of_a_picture=('<picture><source srcset="//evil.example/a.png"></picture>', ELEMENT),
        a_template=("<template><script>x</script></template>", ELEMENT),
        a_slot=("<slot></slot>", ELEMENT),
        a_dialog=("<dialog open>x</dialog>", ELEMENT),
        a_text_without_scripts=('<noscript><p title="</noscript><img src=x onerror=x>"></p></noscript>', UNCLEAR),
        a_plain_text=("<plaintext>", ELEMENT),
        a_raw_text=("<xmp><p>x</p></xmp>", ELEMENT),
        a_drawing=('<svg><a xlink:href="javascript:alert(1)"></a></svg>', ELEMENT),
        a_drawing_with_html=("<svg><foreignObject><p>x</p></foreignObject></svg>", ELEMENT),
        a_formula=('<math><mtext><a href="https://evil.example/">x</a></mtext></math>', ELEMENT),
        a_mutation_by_a_formula=(
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
            UNCLEAR,
        ),
        a_mutation_by_a_drawing=('<svg><style><a title="</style><img src=x onerror=x>"></a></style></svg>', UNCLEAR),
        a_marquee=("<marquee>x</marquee>", ELEMENT),
        an_element_of_its_own=("<x-y>x</x-y>", UNCLEAR),
        a_font=('<font color="white">not</font>', ELEMENT),
        an_event=('<p onclick="alert(1)">x</p>', ATTRIBUTE),
        an_event_in_capitals=('<p ONCLICK="alert(1)">x</p>', ATTRIBUTE),
        an_event_of_a_box=('<details class="folded" ontoggle="alert(1)" open>x</details>', ATTRIBUTE),
        an_event_of_a_picture=('<img src="../assets/icon.svg" alt="" onerror="alert(1)">', ATTRIBUTE),
        a_hidden_text=("<p hidden>We sell it.</p>", ATTRIBUTE),
        a_text_hidden_until_found=('<p hidden="until-found">We sell it.</p>', ATTRIBUTE),
        an_inert_text=("<p inert>x</p>", ATTRIBUTE),
        a_text_hidden_from_screen_readers=('<p aria-hidden="true">x</p>', ATTRIBUTE),
        another_text_for_screen_readers=('<p aria-label="We sell nothing.">x</p>', ATTRIBUTE),
        another_title_for_screen_readers=(
            '<a href="#x" hreflang="en" title="Our site" aria-label="Your bank">x</a>',
            ELEMENT,
        ),
        a_style=('<p style="display:none">x</p>', ATTRIBUTE),
        a_class_that_hides_beside_the_original=('<p class="beside__language">We sell it.</p>', ATTRIBUTE),
        a_class_that_hides_below_a_question=('<p class="folded__links">We sell it.</p>', ATTRIBUTE),
        a_text_in_a_link_back=(
            _FOOTNOTE.format('<p><a class="footnote-backref" href="#fnref:1">We sell it</a></p>'),
            ATTRIBUTE,
        ),
        a_link_back_to_another_place=(
            _FOOTNOTE.format('<p><a class="footnote-backref" href="../">&#8617;</a></p>'),
            ELEMENT,
        ),
        a_link_back_in_the_text=(
            _FOOTNOTE.format('<p>A<a class="footnote-backref" href="#fnref:1">&#8617;</a></p><p>B</p>'),
            ATTRIBUTE,
        ),
        a_class_that_hides_a_link=('<p><a class="clause__original" href="#x">We sell it</a></p>', ATTRIBUTE),
        a_class_that_hides=('<p class="md-skip">x</p>', ATTRIBUTE),
        two_classes=('<p class="wording md-skip">x</p>', ATTRIBUTE),
        a_box_that_hides=('<div class="admonition md-skip">x</div>', ATTRIBUTE),
        a_part_of_the_theme=('<div class="search">x</div>', ATTRIBUTE),
        a_ping=('<a href="https://policy.example/" ping="https://evil.example/">x</a>', ATTRIBUTE),
        a_target=('<a href="https://policy.example/" target="opener">x</a>', ATTRIBUTE),
        a_download=('<a href="https://policy.example/" download="x.exe">x</a>', ATTRIBUTE),
        an_opener=('<a href="https://policy.example/" rel="opener">x</a>', ATTRIBUTE),
        a_policy_of_a_link=('<a href="https://policy.example/" referrerpolicy="unsafe-url">x</a>', ATTRIBUTE),
        an_edited_text=("<p contenteditable>x</p>", ATTRIBUTE),
        a_key=('<a href="#x" accesskey="x">x</a>', ATTRIBUTE),
        a_first_focus=('<h2 id="x" tabindex="1" autofocus>x</h2>', ATTRIBUTE),
        a_popover=('<p popover id="x">x</p>', ATTRIBUTE),
        a_property=('<p itemprop="name">x</p>', ATTRIBUTE),
        a_picture_by_size=('<img src="../assets/icon.svg" srcset="https://evil.example/a.png 2x" alt="">', ATTRIBUTE),
        a_map=('<img src="../assets/icon.svg" usemap="#x" alt="">', ATTRIBUTE),
        a_named_picture=('<img src="../assets/icon.svg" name="body" alt="">', ATTRIBUTE),
        data_for_scripts=('<p data-theme="x">x</p>', ATTRIBUTE),
        an_id_of_the_theme=('<p id="_content">x</p>', ID),
        an_id_of_the_search=('<h2 id="_results">x</h2>', ID),
        an_id_twice=('<h2 id="same">x</h2><h2 id="same">y</h2>', ID),
        an_id_with_a_space=('<h2 id="a b">x</h2>', ID),
        code_in_a_link=('<a href="javascript:alert(1)">x</a>', ADDRESS),
        code_in_capitals=('<a href="JaVaScRiPt:alert(1)">x</a>', ADDRESS),
        encoded_code=('<a href="&#106;&#97;vascript:alert(1)">x</a>', ADDRESS),
        code_with_an_encoded_colon=('<a href="javascript&colon;alert(1)">x</a>', ADDRESS),
        code_with_a_tab=('<a href="java&Tab;script:alert(1)">x</a>', ADDRESS),
        code_with_a_line_break=('<a href="java\nscript:alert(1)">x</a>', ADDRESS),
        code_after_a_control_character=('<a href="&#1;javascript:alert(1)">x</a>', ADDRESS),
        code_after_a_space=('<a href=" javascript:alert(1)">x</a>', ADDRESS),
        data=('<a href="data:text/html,x">x</a>', ADDRESS),
        a_blob=('<a href="blob:https://policy.example/x">x</a>', ADDRESS),
        code_of_another_kind=('<a href="vbscript:x">x</a>', ADDRESS),
        a_file=('<a href="file:///etc/passwd">x</a>', ADDRESS),
        a_link_that_is_not_encrypted=('<a href="http://evil.example/">x</a>', ADDRESS),
        a_link_to_a_program=('<a href="ms-word:ofe|u|https://evil.example/">x</a>', ADDRESS),
        a_message=('<a href="sms:+70000000000">x</a>', ADDRESS),
        a_name_before_the_host=('<a href="https://policy.example@evil.example/">x</a>', ADDRESS),
        no_scheme=('<a href="//evil.example/">x</a>', ADDRESS),
        backslashes=('<a href="\\\\evil.example/">x</a>', ADDRESS),
        one_slash=('<a href="https:\\evil.example">x</a>', ADDRESS),
        an_address_outside_the_site=('<a href="../../secret.txt">x</a>', ADDRESS),
        an_encoded_address_outside_the_site=('<a href="%2e%2e/.%2E/secret.txt">x</a>', ADDRESS),
        a_roundabout_address=('<a href="x/../../../secret.txt">x</a>', ADDRESS),
        an_invalid_address=('<a href="https://[x/">x</a>', ADDRESS),
        a_picture_of_another_site=('<img src="https://evil.example/a.png" alt="">', ADDRESS),
        a_picture_without_a_scheme=('<img src="//evil.example/a.png" alt="">', ADDRESS),
        a_picture_in_data=('<img src="data:image/svg+xml,x" alt="">', ADDRESS),
        a_picture_of_the_host=('<img src="/other-site/a.png" alt="">', ADDRESS),
        another_printed_address=('<a href="https://evil.example/" data-url="https://policy.example/">x</a>', ELEMENT),
        a_contact=('<a href="mailto:evil@evil.example">x</a>', CONTACT),
        an_encoded_contact=('<a href="mailto:evil%40evil.example">x</a>', CONTACT),
        a_second_contact=('<a href="mailto:privacy@policy.example,evil@evil.example">x</a>', CONTACT),
        a_copy_of_the_message=('<a href="mailto:privacy@policy.example?cc=evil@evil.example">x</a>', ADDRESS),
        a_phone_number=('<a href="tel:+79990000000">x</a>', CONTACT),
        a_contact_in_the_text=("<p>Write to evil@evil.example.</p>", CONTACT),
        a_contact_in_entities=("<p>Write to evil&#64;evil.example.</p>", CONTACT),
        a_contact_with_a_soft_hyphen=("<p>Write to evil@ev\u00adil.example.</p>", CONTACT),
        a_contact_in_parts=("<p>Write to evil@<b>evil</b>.example.</p>", CONTACT),
        a_contact_in_an_abbreviation=('<p><abbr title="evil@evil.example">X</abbr></p>', CONTACT),
        a_phone_number_in_the_text=("<p>Call +7 999 000-00-00.</p>", CONTACT),
        a_comment=("<!-- x -->", UNCLEAR),
        a_comment_for_some_browsers=("<!--[if IE]><script>x</script><![endif]-->", UNCLEAR),
        a_comment_that_does_not_end=("<!--", UNCLEAR),
        a_section_of_data=("<svg><![CDATA[<p>]]></svg>", UNCLEAR),
        an_instruction=("<?xml-stylesheet href='x'?>", UNCLEAR),
        a_value_without_quotation_marks=("<p title=x/onclick=alert(1)>x</p>", UNCLEAR),
        a_value_in_single_quotation_marks=("<p title='x'onclick='alert(1)'>x</p>", UNCLEAR),
        a_tag_in_a_value=('<p title="<script>">x</p>', UNCLEAR),
        a_tag_without_an_end=("<img src=x onerror=alert(1)//", UNCLEAR),
        a_slash_in_a_tag=('<p/onclick="alert(1)">x</p>', UNCLEAR),
        a_form_feed_in_a_tag=('<p\fonclick="alert(1)">x</p>', UNCLEAR),
        a_null_character=("<p>\0</p>", UNCLEAR),
        an_early_end_of_the_text=("</main></div><p>x</p>", UNCLEAR),
        another_text=('</article><article class="md-content__inner md-typeset">', ELEMENT),
    ),
    *_before(
        FOOTER,
        a_script=("<script>alert(1)</script>", ELEMENT),
        a_link_that_runs_code=('<a href="javascript:alert(1)">x</a>', ADDRESS),
        a_contact=('<a href="mailto:evil@evil.example">x</a>', CONTACT),
        a_contact_in_the_text=("<p>Write to evil@evil.example.</p>", CONTACT),
        a_link_over_the_page=('<a class="md-skip" href="#_content">x</a>', ELEMENT),
        a_second_search=('<dialog class="search"></dialog>', ELEMENT),
        words_for_scripts=('<template id="_labels"></template>', ELEMENT),
        a_hidden_text=("<p hidden>x</p>", ATTRIBUTE),
        a_clause=('<div class="clause">x</div>', ATTRIBUTE),
        a_picture_of_another_site=('<img src="https://evil.example/a.png" alt="">', ADDRESS),
        a_frame=("<iframe></iframe>", ELEMENT),
        a_policy_of_another_site=('<a href="https://evil.example/" rel="privacy-policy">x</a>', ELEMENT),
        a_style=('<p style="position:fixed">x</p>', ATTRIBUTE),
        a_link_that_does_not_end=('<a href="https://policy.example/">x', UNCLEAR),
        a_box_that_does_not_end=("<details>", UNCLEAR),
        a_box_that_ends_before_it_begins=("</details><p>x</p><details>", UNCLEAR),
        a_box_that_seems_to_end=("<details/>", UNCLEAR),
    ),
    *_before(
        HEAD,
        a_script=("<script>alert(1)</script>", SCRIPT),
        a_script_of_another_site=('<script type="module" src="https://evil.example/x.js"></script>', ADDRESS),
        a_script_without_a_type=('<script src="../assets/site.js"></script>', ELEMENT),
        the_index_as_a_script=('<script type="module" src="../pagefind/pagefind.js"></script>', SCRIPT),
        data_with_an_address=('<script type="application/ld+json">{"url": "https://evil.example/"}</script>', ADDRESS),
        data_with_addresses=('<script type="application/ld+json">{"url": ["https://evil.example/"]}</script>', ADDRESS),
        data_in_another_vocabulary=(
            '<script type="application/ld+json">{"@context": "//evil.example/"}</script>',
            ADDRESS,
        ),
        data_about_a_stranger=(
            '<script type="application/ld+json">[{"sameAs": "https://evil.example/"}]</script>',
            ATTRIBUTE,
        ),
        data_that_are_none=('<script type="application/ld+json">x</script>', SCRIPT),
        rules_for_the_browser=('<script type="speculationrules">{}</script>', ATTRIBUTE),
        an_import_map=('<script type="importmap">{}</script>', ATTRIBUTE),
        a_base=('<base href="https://evil.example/">', ELEMENT),
        a_redirect=('<meta http-equiv="refresh" content="0;url=https://evil.example/">', ATTRIBUTE),
        a_page_that_nobody_finds=('<meta name="robots" content="noindex">', ATTRIBUTE),
        a_page_that_nobody_finds_in_capitals=('<meta NAME="&#114;obots" content="noindex">', ATTRIBUTE),
        a_second_policy=('<meta http-equiv="Content-Security-Policy" content="default-src *">', ELEMENT),
        another_referrer=('<meta name="referrer" content="unsafe-url">', ELEMENT),
        another_character_set=('<meta charset="utf-7">', ATTRIBUTE),
        a_cookie=('<meta http-equiv="set-cookie" content="a=b">', ATTRIBUTE),
        a_style_sheet_of_another_site=('<link rel="stylesheet" href="https://evil.example/x.css">', ADDRESS),
        a_style_sheet_that_loads=("<style>@import url(https://evil.example/x.css)</style>", STYLE),
        a_font=("<style>@font-face{font-family:x;src:url(x.woff)}</style>", STYLE),
        a_background=("<style>p{background:url(//evil.example/a.png)}</style>", STYLE),
        an_escaped_background=(r"<style>p{background:\75rl(https://evil.example/a.png)}</style>", STYLE),
        a_style_sheet_without_a_hash=("<style></style>", POLICY),
        a_style_sheet_of_its_own=("<style>p{display:none}</style>", STYLE),
        margins_of_its_own=('<style media="print">p{display:none}</style>', STYLE),
        a_preload=('<link rel="preload" href="https://evil.example/" as="script">', ATTRIBUTE),
        a_connection=('<link rel="preconnect" href="https://evil.example/">', ATTRIBUTE),
        another_canonical_address=('<link rel="canonical" href="https://evil.example/">', ADDRESS),
        a_translation_elsewhere=('<link rel="alternate" hreflang="de" href="https://evil.example/">', ADDRESS),
        a_web_manifest_elsewhere=('<link rel="manifest" href="https://evil.example/x.json">', ADDRESS),
        a_contact_in_a_card=('<meta property="og:description" content="evil@evil.example">', CONTACT),
        a_hidden_title=('<title lang="en">x</title>', ATTRIBUTE),
    ),
    Tampered("policy: scripts of all sites", "script-src 'self'", "script-src * 'self'", POLICY),
    Tampered("policy: inline scripts", "script-src 'self'", "script-src 'unsafe-inline' 'self'", POLICY),
    Tampered("policy: pictures of all sites", "img-src 'self'", "img-src *", POLICY),
    Tampered("policy: forms", "form-action 'none'", "form-action *", POLICY),
    Tampered("policy: a hash of another script", "script-src 'self'", "script-src 'self' 'sha256-x'", POLICY),
    Tampered("policy: only reported", "Content-Security-Policy", "Content-Security-Policy-Report-Only", POLICY),
    Tampered(
        "policy: none", '<meta http-equiv="Content-Security-Policy" content="', '<meta name="description" x="', POLICY
    ),
    Tampered(
        "policy: after a script",
        '<meta charset="utf-8">',
        '<script type="module" src="../assets/site.js"></script><meta charset="utf-8">',
        POLICY,
    ),
    Tampered("header: a box that does not end", "</header>", "</header><details>", UNCLEAR),
    Tampered("header: words for scripts that do not end", "</template>", "", UNCLEAR),
    Tampered("search: a dialog that does not end", "</dialog>", "", UNCLEAR),
    Tampered("page: another kind of document", "<!doctype html>", "<!DOCTYPE html PUBLIC 'x'>", UNCLEAR),
    Tampered("page: an event of the body", "<body>", '<body onload="alert(1)">', ATTRIBUTE),
    Tampered("page: a style of the whole page", '<html lang="en"', '<html style="display:none" lang="en"', ATTRIBUTE),
    Tampered("theme: another script of the theme", "assets/site.js", "pagefind/pagefind.js", SCRIPT),
    Tampered("theme: a changed inline script", "try{", "alert(1);try{", SCRIPT),
]

# Files that are added to the built site: what each tries, its path and its content.
ADDED = [
    ("a page of another ending", "x.htm", "<p>x</p>"),
    ("a page as XML", "x.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    ("a page", "x.html", "<p>x</p>"),
    ("a page in capitals", "X.HTML", "<p>x</p>"),
    ("a service worker", "sw.js", "onfetch = 1"),
    ("a module", "assets/x.mjs", "x"),
    ("a program", "assets/x.exe", "MZ"),
    ("a compressed picture", "assets/x.svgz", "x"),
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
    ("a web manifest that is none", "site.webmanifest", "<p>x</p>", FALSE),
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
    ("a font of pictures", ":root{--site-font:Wingdings,serif}"),
    ("a picture", ":root{--site-paper:url(https://evil.example/a.png)}"),
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
    ("a sitemap of another site, in capitals", "SITEMAP : https://evil.example/x.xml"),
    ("a sitemap without slashes", "Sitemap: https:evil.example/x.xml"),
    ("another host for search engines", "Host: evil.example"),
    ("another host with a scheme", "Host: https://evil.example"),
    ("an address in a comment", "# See https://evil.example/"),
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
    ("a key of a stranger", "Encryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"),
    ("a key in the DNS of a stranger", "Encryption: dns:a._openpgpkey.evil.example?type=OPENPGPKEY"),
    ("a host that begins as this one", "Policy: https://policy.example.evil.example/"),
    ("a host that ends as this one", "Policy: https://evilpolicy.example/"),
    ("a contact without a field", "evil@evil.example"),
    ("a messenger with a dot at its end", "Policy: https://t.me./evil"),
    ("a host behind a name", "Policy: https://policy.example@evil.example/"),
    ("an address with backslashes", r"Policy: https:\\evil.example/"),
    ("an address without slashes", "Policy: https:evil.example"),
    ("an address without slashes, with a path", "Policy: https:evil.example/policy.example"),
    ("an address with a backslash", r"Policy: https://evil.example\@policy.example/"),
    ("an address without a scheme", "# See //evil.example/"),
    ("a key of another place in the DNS", "Encryption: dns://policy.example/evil.example?type=OPENPGPKEY"),
]


def _svg(name: str, inside: str, rule: str, attributes: str = "") -> Attack:
    """Return an attack by a picture."""
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    picture = f"<svg {namespaces}{attributes}>\n{inside}\n</svg>\n"
    path = f"docs/assets/{name.replace(' ', '-')}.svg"
    return Attack(f"picture: {name}", (write(path, picture),), refused=f"{path}:{1 if attributes else 2} {rule}")


def pdf(key: str = "", action: str = "", **more: str) -> bytes:
    """Return a PDF, with an action of a kind and with texts at a key of it, if they are given."""
    document = PdfWriter()
    document.add_blank_page(72, 72)
    if key:
        entries: dict[NameObject, PdfObject] = {NameObject(f"/{name}"): TextStringObject(more[name]) for name in more}
        kind = {NameObject("/S"): NameObject(f"/{action}")} if action else {}
        document.root_object[NameObject(f"/{key}")] = DictionaryObject(kind | entries)
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _pdf_of(text: str) -> bytes:
    """Return a PDF with a text."""
    document = PdfWriter()
    page = document.add_blank_page(72, 72)
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    names = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 9 Tf 9 9 Td ({text}) Tj ET".encode())
    page.replace_contents(ContentStream(stream, document))
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _with_unlisted(written: bytes) -> bytes:
    """Return a PDF with an object that its table does not list."""
    document = pdf()
    place = document.rindex(b"xref", 0, document.rindex(b"startxref"))
    added = b"9 0 obj\n%s\nendobj\n" % written
    ends = document[place:].replace(b"startxref\n%d" % place, b"startxref\n%d" % (place + len(added)))
    return document[:place] + added + ends


def _picture(name: str, path: str, content: str | bytes, rule: str) -> Attack:
    return Attack(f"file: {name}", (write(path, content),), refused=f"{path}:1 {rule}")


def _png(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("1", (width, height)).save(content, "PNG")
    return content.getvalue()


def _image(suffix: str, frames: int = 1) -> bytes:
    """Return a picture of a type, with several frames if it moves."""
    content = io.BytesIO()
    first, *others = (Image.new("RGB", (16, 16), (99 * number, 0, 0)) for number in range(frames))
    more: dict[str, object] = {"save_all": True, "append_images": others} if others else {}
    first.save(content, Image.registered_extensions()[suffix], **more)
    return content.getvalue()


def _archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.html", "x")
    return content.getvalue()


_PIXELS = tuple(suffix for suffix in IMAGE_TYPES if suffix != ".svg")
# What is added to a file that another program reads as something else: what it is, and its content.
_ADDED = {"a page": b"<script>alert(1)</script>", "an archive": _archive(), "text": b"x"}
_ADDED_TO_PICTURES = _ADDED | {"a document": pdf()}

# Each part has the one before ten times.
_TENFOLD = [f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9)]

# What a PDF has: a key, a kind of action, and what the action has.
_IN_PDF: list[tuple[str, str, dict[str, str]]] = [
    ("OpenAction", "URI", {"URI": "https://evil.example/"}),
    ("OpenAction", "GoTo", {"Next": "x"}),
    *(("A", kind, {}) for kind in ("Launch", "GoToR", "GoToE", "ImportData", "SubmitForm", "Rendition", "Movie")),
    *((key, "", {}) for key in ("EF", "AF", "Sound", "FileAttachment")),
    *(("A", kind, {}) for kind in ("GoTo3DView", "Hide", "SetOCGState", "Thread")),
    ("Ref", "", {"F": "https://evil.example/x.pdf"}),
    *((key, "", {}) for key in ("OCProperties", "Encrypt")),
]
_ADDRESSES_IN_PDF = {
    **dict.fromkeys(
        (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "x.exe",
            "http://evil.example/",
            "https://policy.example.evil.example/",
            "https://policy.example@evil.example/",
            "https://bit.ly/evil",
            "https://evil.example/?utm_source=x",
        ),
        ADDRESS,
    ),
    **dict.fromkeys(("mailto:evil@evil.example", "tel:+79990000000", "https://t.me/evil_bot"), CONTACT),
}

_SCATTERED = "".join(
    f'<text x="{x}" y="9">{text}</text>' for x, text in ((50, ".example"), (1, "evil"), (25, "evil"), (20, "@"))
)
_MOVED = "".join(
    f'<g transform="scale(2) translate({x}, 1)"><text><tspan x="1" y="1">{text}</tspan></text></g>'
    for x, text in ((50, ".example"), (1, "evil"), (25, "evil"), (20, "@"))
)
_IN_THE_DARK = "@media (prefers-color-scheme:dark){text{opacity:0}}"
_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'

# (The build itself refuses pictures that the checks of the sources find, so these are tried on the output check alone.)
PICTURES = [
    _svg("a script", "<script>alert(1)</script>", ELEMENT),
    _svg("a script of html", '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', ELEMENT),
    _svg("a page", "<foreignObject><p>x</p></foreignObject>", ELEMENT),
    _svg("an event", '<path onclick="alert(1)"/>', ATTRIBUTE),
    _svg("an event of the picture", "<g/>", ATTRIBUTE, ' onload="alert(1)"'),
    _svg("a link", '<a href="https://evil.example/"><path/></a>', ELEMENT),
    _svg("a used drawing", '<use href="https://evil.example/a.svg#x"/>', ADDRESS),
    _svg("a used drawing in data", '<use xlink:href="data:image/svg+xml,x#x"/>', ADDRESS),
    _svg("an animated address", '<animate attributeName="href" to="javascript:alert(1)"/>', ELEMENT),
    _svg("a set event", '<set attributeName="onclick" to="alert(1)"/>', ELEMENT),
    _svg("a picture inside", '<image href="https://evil.example/a.png"/>', ELEMENT),
    _svg("an imported style sheet", "<style>@import 'https://evil.example/x.css'</style>", STYLE),
    _svg("a loading style", '<path style="fill:url(https://evil.example/a.svg#x)"/>', STYLE),
    _svg("a loading attribute", '<path filter="url(//evil.example/a.svg#x)"/>', STYLE),
    _svg("a filter picture", '<filter><feImage href="https://evil.example/a.png"/></filter>', ELEMENT),
    _svg("a handler", "<handler>x</handler>", ELEMENT),
    _svg("styles in one another", f"<style>{'{' * 20_000}url(x)</style>", UNCLEAR, ' id="x"'),
    _svg("a contact", "<text>evil@evil.example</text>", CONTACT),
    _svg("a contact in parts", "<text>evil@<tspan>evil.example</tspan></text>", CONTACT),
    _svg("a contact for screen readers", '<g aria-label="evil@evil.example"/>', CONTACT),
    _svg("a text in one language", '<g><text systemLanguage="ru">a</text></g>', ATTRIBUTE),
    _svg("a text instead of another", "<switch><text>a</text><text>b</text></switch>", ELEMENT),
    _svg("a text on the screen only", "<style>@media print{text{opacity:0}}</style><text>a</text>", STYLE),
    _svg("a style in print only", '<style media="print">text{opacity:0}</style>', ATTRIBUTE),
    _svg("a text in the dark only", f"<style>{_IN_THE_DARK}</style><text>a</text>", STYLE),
    _svg("a text under the mouse", "<style>text:hover{opacity:0}</style><text>a</text>", STYLE),
    _svg("a text in some languages", "<style>text:lang(ru){opacity:0}</style><text>a</text>", STYLE),
    _svg("a text for a moment", '<text style="animation:a 9s">a</text>', STYLE),
    _svg("a text that moves", "<style>@keyframes a{to{opacity:0}}</style><text>a</text>", STYLE),
    _svg("a text that changes slowly", '<text style="transition:opacity 9s">a</text>', STYLE),
    _svg("a text that reads backwards", '<text direction="rtl" unicode-bidi="bidi-override">a</text>', ATTRIBUTE),
    _svg("a text in the color of a dark page", '<text fill="light-dark(#fff,#000)">a</text>', STYLE),
    _svg("a text in a color of the system", "<text style='fill: CanvasText'>a</text>", STYLE),
    _svg("a text in the scheme of the reader", '<text style="color-scheme: dark">a</text>', STYLE),
    _svg("a text under a condition", '<text style="fill: if(media(print): #000; else: #fff)">a</text>', STYLE),
    _svg("a text of the size of the window", '<text style="font-size: calc(100vw - 400px)">a</text>', STYLE),
    _svg("a text behind a part of the window", '<rect width="50vw"/><text>a</text>', STYLE),
    _svg("a text that a narrow window cuts off", "<text>a</text>", ATTRIBUTE, ' width="100%"'),
    _svg("a text that is moved by a style", "<style>text{transform:scale(-1,1)}</style><text>a</text>", STYLE),
    _svg("a text from right to left", "<text style='direction: rtl'>10 - 5</text>", STYLE),
    _svg("a text in dots", "<text style='-webkit-text-security: disc'>a</text>", STYLE),
    _svg("a text in signs", '<text font-family="Arial, Wingdings">a</text>', STYLE),
    _svg("a text in signs by a short form", "<text style='font: bold 9px/1 Wingdings'>a</text>", STYLE),
    _svg("a text whose letters change places", '<text x="30 20 10">ton</text>', ATTRIBUTE),
    _svg("a text whose letters are in a column", '<text x="9" y="30 20 10">ton</text>', ATTRIBUTE),
    _svg("a text whose parts change places", '<text><tspan x="9">t</tspan><tspan x="2">o</tspan></text>', ATTRIBUTE),
    _svg("a text whose letters are drawn back", '<text dx="0 -20 -20">ton</text>', STYLE),
    _svg("a text that runs back", "<style>text{letter-spacing:-2em}</style><text>ton</text>", STYLE),
    _svg("a text whose letters are turned", '<text rotate="180">9 days</text>', ATTRIBUTE),
    _svg("a text that is shown elsewhere", "<text id='a'>a</text><use href='#a' x='9'/>", ELEMENT),
    _svg("a contact in another order", f"<g>{_SCATTERED}</g>", CONTACT),
    _svg("a contact that is moved into order", f"<g>{_MOVED}</g>", CONTACT),
    _svg("noise", '<filter><feTurbulence numOctaves="2000000000"/></filter>', ATTRIBUTE),
    _svg("large shadows", "<filter><feMorphology radius='9 1e4'/></filter>", ATTRIBUTE),
    _svg("many filters", '<g filter="url(#a)">' * 101 + "</g>" * 101, ELEMENT, ' id="x"'),
    _svg("many steps of a filter", f"<filter>{'<feGaussianBlur/>' * 101}</filter>", ELEMENT, ' id="x"'),
    _svg("endless dashes of a class", "<style>path{stroke-dasharray:1e-7}</style>", ATTRIBUTE),
    _svg("endless dashes", '<path stroke-dasharray="1e-7"/>', ATTRIBUTE),
    _svg("a text that is drawn over", '<text>a<animate attributeName="opacity" to="0"/></text>', ELEMENT),
    _svg("letters of its own", "<style>@font-face{font-family:a;src:local(b)}</style><text>a</text>", STYLE),
    _svg("parts of parts", f"{'<g>' * 300}{'</g>' * 300}", UNCLEAR),
    *(
        _picture(
            f"a drawing in {name}",
            f"docs/assets/{name}.svg",
            f'<?xml version="1.0" encoding="{name}"?>{_EMPTY}',
            UNCLEAR,
        )
        for name in ("UTF-7", "ISO-8859-1", "KOI8-R", "UTF-16", "Shift_JIS")
    ),
    _svg("a contact in a title", "<title>@evil_bot</title>", CONTACT),
    _svg("a contact in a note", "<desc>+7/999/000/00/00</desc>", CONTACT),
    _svg("another base", '<g xml:base="https://evil.example/"/>', ATTRIBUTE),
    _svg("a drawing that uses itself", "<g id='a'><use href='#a'/></g>", ELEMENT, ' id="x"'),
    _svg("a drawing that uses itself as a pattern", "<g id='a' fill='url(#a)'/>", ELEMENT, ' id="x"'),
    _svg("a drawing that uses itself by an escape", "<g id='a' fill='url(\\23 a)'/>", ELEMENT, ' id="x"'),
    _svg(
        "a drawing that uses itself by a class",
        "<style>.b, .c{fill:url('#a')}</style><g id='a' class='c'/>",
        ELEMENT,
        ' id="x"',
    ),
    _svg("a drawing that uses itself by a style", "<style>g{fill:url(#a)}</style><g id='a'/>", ELEMENT, ' id="x"'),
    _svg("a drawing of millions of parts", "".join(_TENFOLD), ELEMENT, ' id="x"'),
    _picture("a picture of too many pixels", "docs/assets/large.png", _png(6400, 6400), FALSE),
    _picture("a picture that is a page", "docs/assets/a.png", "<html><script>x</script></html>", FALSE),
    _picture("a picture that is another", "docs/assets/b.png", b"GIF89a\1\0\1\0\0\0\0;", FALSE),
    _picture("a picture that is a program", "docs/assets/c.gif", b"GIF89a/*x*/=1;alert(1)", FALSE),
    _picture("a picture with nothing in it", "docs/assets/d.webp", b"", FALSE),
    _picture("a document that is a page", "docs/assets/e.pdf", "<html></html>", FALSE),
    _picture(
        "a document with a script", "docs/assets/j.pdf", pdf("OpenAction", "JavaScript", JS="app.alert(1)"), SCRIPT
    ),
    _picture(
        "a document with an unlisted script",
        "docs/assets/unlisted.pdf",
        _with_unlisted(b"<</S/JavaScript/JS(app.alert(1))>>"),
        SCRIPT,
    ),
    _picture(
        "a document with unlisted objects",
        "docs/assets/unlisted-stream.pdf",
        _with_unlisted(b"<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n7 0 <<>>\nendstream"),
        FALSE,
    ),
    *(
        _picture(
            f"a document with {key} {action} {more}", f"docs/assets/pdf-{number}.pdf", pdf(key, action, **more), SCRIPT
        )
        for number, (key, action, more) in enumerate(_IN_PDF)
    ),
    *(
        _picture(f"a document with a link to {url}", f"docs/assets/url-{number}.pdf", pdf("A", "URI", URI=url), rule)
        for number, (url, rule) in enumerate(_ADDRESSES_IN_PDF.items())
    ),
    *(
        _picture(f"a document with a contact in {key}", f"docs/assets/said-{key}.pdf", pdf("A", **{key: text}), CONTACT)
        for text in ["Write to evil@evil.example."]
        for key in ("Contents", "Title", "TU", "V")
    ),
    _picture("a document with a contact in its text", "docs/assets/text.pdf", _pdf_of("evil@evil.example"), CONTACT),
    _picture(
        "a document with a hidden note", "docs/assets/note.pdf", _with_unlisted(b"<</Rect[0 0 9 9]/F 32>>"), SCRIPT
    ),
    _picture("a document that fills the screen", "docs/assets/screen.pdf", pdf("A", "FullScreen"), SCRIPT),
    *(
        _picture(f"{suffix} with {name} behind it", f"docs/assets/{number}{suffix}", _image(suffix) + content, FALSE)
        for suffix in _PIXELS
        for number, (name, content) in enumerate(_ADDED_TO_PICTURES.items())
    ),
    *(
        _picture(f"a document with {name} behind it", f"docs/assets/and-{number}.pdf", pdf() + content, FALSE)
        for number, (name, content) in enumerate(_ADDED.items())
    ),
    _picture(
        "a page before a picture's end",
        "docs/assets/comment.gif",
        b"%s!\xfe\x09<script> \0;" % _image(".gif")[:-1],
        FALSE,
    ),
    *(
        _picture(f"{suffix} that moves", f"docs/assets/moves{suffix}", _image(suffix, 2), FALSE)
        for suffix in (".avif", ".gif", ".png", ".webp")
    ),
    *(
        _picture(f"a picture named {name}", f"docs/assets/{name}", _png(1, 1), UNLISTED)
        for name in ("a.php.png", "a.html.png", "b.PHP.png", "a.svg.v.png", "php.d/a.png", "a.htaccess.png")
    ),
    _picture("a document that ends early", "docs/assets/k.pdf", b"%PDF-1.7\n", FALSE),
    _picture("a picture with entities", "docs/assets/f.svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', UNCLEAR),
    _picture("a picture with a style sheet", "docs/assets/g.svg", "<?xml-stylesheet href='x'?><svg/>", UNCLEAR),
    _picture("a picture in another encoding", "docs/assets/h.svg", "<svg/>".encode("utf-16"), UNCLEAR),
    _picture("a picture that is a page of XML", "docs/assets/i.svg", f"<html xmlns='{_XHTML}'/>", FALSE),
]


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


_SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
_FIRST_PAGE = "{% for page in pages[:1] %}<url><loc>{{ page.canonical }}</loc></url>{% endfor %}"
_LISTED = "CNAME, robots.txt, google0123456789abcdef.html, .well-known/gpc.json"


def _published(name: str, path: str, content: str, rule: str) -> Attack:
    """Return an attack by a file that the configuration lists."""

    def listed(site: Project) -> None:
        if "publish: [" not in site.read("mkdocs.yml"):
            site.replace("mkdocs.yml", "contacts: [", f"publish: [{_LISTED}]\n      contacts: [")

    return Attack(f"listed: {name}", (listed, write(f"docs/{path}", content)), refused=f"docs/{path}:1 {rule}")


# Contacts in forms that people read as such.
_CONTACTS = """
Write to privacy!@policy.example.
Write to =@evil.example.
Write to evil@[127.0.0.1] or evil@10.0.0.1.
evil＠evil.example
evil@evil．example
evil (at) evil.example
evil [at] evil [dot] example
evil @ evil.example
evil at evil dot example
`@evil_bot`
@evil_bot
Call +7/999/000/00/00.
Call +7 — 999 — 000 — 00 — 00.
Call 00 7 999 000-00-00.
Call +7.999.000.00.00.
Call 8 999—000—00—00.
Call 79990000000.
t.me/evil_bot
[Write](https://t.me/evil_bot)
[Write](https://evilbot.t.me/)
[Write](https://wa.me/79990000000)
[Write](https://chat.whatsapp.com/AbC)
[Call](tel:79990000000)
[Call](TEL:+7-999-000-00-00)
[Write](mailto:privacy@policy.example?body=to%20evil@evil.example)
[Write](mailto:evil%40evil.example)
evil AT evil.example
evil-at-evil-dot-example
evil@evil,example
Call www.+79990000000.
Call +7_999_000_00_00.
Call +7:999:000:00:00.
Call 1-800-555-0199.
Call 020 7946 0958.
Call 8800 2000 600.
t.me:443/evil_bot
t . me/evil_bot
t.me?start=evil
Telegram: evil_bot
[Write](https://mail.google.com/mail/?view=cm&to=evil@evil.example)
[Write](https://telegram.im/@evil)
evil -at- evil -dot- example
WhatsApp: 999 000 000
tg://resolve?domain=evil_bot
０３－１２３４－５６７８
[Fill in](https://docs.google.com/forms/d/e/x/viewform)
""".strip().splitlines()
# Those whose source is written otherwise than they are read, so that only the page is known.
_WRITTEN_OTHERWISE = (
    "evil&#64;evil.example",
    "evil&commat;evil.example",
    "evil*@*evil.example",
    "ev**il@evil**.example",
)

_FILES = [
    *PICTURES,
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
    _page("a picture by size", "![A](../assets/icon.svg){ srcset='https://evil.example/a.png' }", ATTRIBUTE),
    _page("an event of a picture", "![A](../assets/icon.svg){ onerror='alert(1)' }", ATTRIBUTE),
    _page("a box that hides", '!!! note md-skip "A"\n    We sell data.', ATTRIBUTE),
    _page("a box of no type", '!!! hidden "A"\n    We sell data.', ATTRIBUTE),
    _page("code", "[A](javascript:alert%281%29)", ADDRESS),
    _page("encoded code", "[A](&#106;avascript:alert%281%29)", ADDRESS),
    _page("data", "[A](data:text/html,x)", ADDRESS),
    _page("a link that is not encrypted", "[A](http://evil.example/)", ADDRESS),
    _page("a link with a name", "[A](https://policy.example@evil.example/)", ADDRESS),
    _page("a link without a scheme", "[A](//evil.example/)", ADDRESS),
    _page("a picture of another site", "![A](https://evil.example/a.png)", ADDRESS),
    _page("a link by reference", "[A][a]\n\n[a]: javascript:alert", ADDRESS, 10),
    _page("a contact", "Write to <evil@evil.example>.", CONTACT),
    _page("a site in a letter", "[Write](mailto:privacy@policy.example?body=https%3A%2F%2Fevil.example%2F)", ADDRESS),
    _page("a shortened address", "[A](https://bit.ly/evil)", ADDRESS),
    _page("a site named as its host", "[github.io](https://evil.github.io/)", ADDRESS),
    _page("a contact in the text", "Write to evil@evil.example.", CONTACT),
    _page("a contact behind a link", "[Write](mailto:evil@evil.example)", CONTACT),
    _page("a contact in the copy", "[Write](mailto:privacy@policy.example?bcc=evil@evil.example)", ADDRESS),
    _page("a phone number", "Call +7 999 000-00-00.", CONTACT),
    *(_page(f"a contact in another form {number}", each, CONTACT) for number, each in enumerate(_CONTACTS)),
    *(_page(f"a hidden contact {number}", each, CONTACT, 1) for number, each in enumerate(_WRITTEN_OTHERWISE)),
    _look("a service worker", "sw.js", "onfetch = 1\n", UNLISTED),
    _look("a page of another ending", "x.htm", "<p>x</p>\n", UNLISTED),
    _look("a page of XML", "assets/x.xhtml", "<p/>\n", UNLISTED),
    _look("a script", "assets/x.js", "alert(1)\n", UNLISTED),
    _look("a font", "assets/x.woff2", b"x", UNLISTED),
    _look("a style sheet of its own", "assets/x.css", "p{}\n", UNLISTED),
    _look("a script of the theme", "assets/search.js", "alert(1)\n", SCRIPT),
    _look("colors that hide", "assets/brand.css", ":root{--a:b}\n#requests{display:none}\n", STYLE, 2),
    _look("brackets without end", "assets/search.css", f"a{{b:{'(' * 20_000}url(x)", CHANGED),
    _look("a style sheet of clauses", "partials/clause.css", ".clause{display:none}\n", STYLE),
    _look("a picture of another type", "assets/x.png", "<svg/>\n", FALSE),
    _look(
        "a picture with a script",
        "assets/x.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'>\n<script/></svg>\n",
        ELEMENT,
        2,
    ),
    _look(
        "a form in the search",
        "partials/search.html",
        '<p>x</p>\n<form action="https://evil.example/"></form>\n',
        ELEMENT,
        2,
    ),
    _look(
        "a frame in the footer",
        "partials/footer.html",
        '<footer>\n<iframe src="https://evil.example/"></iframe></footer>\n',
        ELEMENT,
        2,
    ),
    _look(
        "a redirect in the head",
        "partials/meta.html",
        '\n<meta http-equiv="refresh" content="0;url=https://evil.example/">\n',
        ATTRIBUTE,
        2,
    ),
    _look("a sitemap of one page", "sitemap.xml", _SITEMAP.format(_FIRST_PAGE), CHANGED),
    _look("a text in another direction", "partials/toc.html", '<p dir="rtl">x</p>\n', ATTRIBUTE),
    _look("a hidden menu", "partials/pages.html", "<p hidden>x</p>\n", ATTRIBUTE),
    _look("a script in a partial", "partials/alternate.html", "<p>x</p>\n<script>alert(1)</script>\n", ELEMENT, 2),
    _look("an inline script of the theme", "partials/theme.js", "stop()\n", SCRIPT),
    _published("the host of another site", "CNAME", "evil.example\n", ADDRESS),
    _published("a page instead of a proof", "google0123456789abcdef.html", "<script>x</script>\n", FALSE),
    _published("a sitemap of another site", "robots.txt", "Sitemap: https://evil.example/x.xml\n", ADDRESS),
    _published("data that are none", ".well-known/gpc.json", "<p>x</p>\n", FALSE),
    Attack(
        "security.txt: another contact",
        (write("docs/.well-known/security.txt", "Contact: mailto:evil@evil.example\n"),),
        refused="docs/.well-known/security.txt:1 output-contact",
    ),
]

_AROUND_THE_TEXT = [
    Attack(
        "configuration: a style in the copyright",
        (append("mkdocs.yml", "copyright: '<b style=\"position:fixed\">x</b>'\n"),),
        refused="mkdocs.yml:18 output-element",
    ),
    Attack(
        "configuration: a contact in a title of the menu",
        (replace("mkdocs.yml", "[index.md, privacy.md]", "[index.md, {evil@evil.example: privacy.md}]"),),
        refused="mkdocs.yml:5 output-contact",
    ),
    _look("a sitemap without pages", "sitemap.xml", _SITEMAP.format(""), CHANGED),
    Attack(
        "configuration: another policy in the menu",
        (replace("mkdocs.yml", "example: privacy.md}]", "example: privacy.md}, {Policy: 'https://evil.example/p/'}]"),),
        refused="mkdocs.yml:5 output-address",
    ),
    Attack(
        "labels: a contact",
        (write("docs/editorial/labels/en.yml", "contact: Write to bad@evil.example\n"),),
        refused="docs/editorial/labels/en.yml:1 output-contact",
    ),
]
_CONTENT = '{{% extends "base.html" %}}\n{{% block content %}}{}{{% endblock %}}\n'
# On a page that is not written as the build writes, nothing else is found.
_UNCLEAR = [
    _look("a comment in the footer", "partials/footer.html", "<footer>\n<!-- x --></footer>\n", UNCLEAR, 2),
    Attack(
        "look: the text in a box",
        (
            write("overrides/partials/header.html", "<header></header>\n<details>\n"),
            write("overrides/partials/footer.html", "</details>\n<footer></footer>\n"),
        ),
        refused=f"overrides/partials/header.html:2 {UNCLEAR}",
    ),
    _look(
        "another text",
        "main.html",
        _CONTENT.format('{{ page.content | replace("requests", "secrets") | safe }}'),
        TEXT_REPLACED,
        2,
    ),
    _look("a longer text", "main.html", _CONTENT.format("{{ super() }}<p>We sell it.</p>"), TEXT_REPLACED, 2),
    _look(
        "no text of a version",
        "main.html",
        _CONTENT.format("{% if not view.page.frozen_as %}{{ super() }}{% endif %}"),
        TEXT_REPLACED,
        2,
    ),
    Attack(
        "configuration: a link in the copyright that does not end",
        (append("mkdocs.yml", "copyright: '<a href=\"https://evil.example/\">x'\n"),),
        refused=f"mkdocs.yml:18 {UNCLEAR}",
    ),
    _look("a second text", "partials/footer.html", "<footer>\n<article>x</article></footer>\n", ELEMENT, 2),
    _look("a page of its own", "main.html", "<script>alert(1)</script>\n", UNCLEAR),
    _look(
        "another policy",
        "base.html",
        "<!doctype html>\n<html><head>\n</head><body>{% block content %}{% endblock %}</body></html>\n",
        UNCLEAR,
        3,
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
        refused=f"overrides/sw.js:1 {UNLISTED}",
    ),
    Attack(
        "configuration: all files of the project",
        (replace("mkdocs.yml", "custom_dir: overrides", "custom_dir: ."),),
        refused=f"docs/editorial/approvals.yml:1 {UNLISTED}",
    ),
    Attack(
        "configuration: the lists of the legal team",
        (replace("mkdocs.yml", '"/editorial/', '"!/editorial/'),),
        refused=f"docs/editorial/versions.yml:1 {UNLISTED}",
    ),
]

# Pull requests that are tried together, as they have no file and no place in common.
GROUPS = [_FILES, _AROUND_THE_TEXT, *([attack] for attack in _UNCLEAR)]
ATTACKS = [attack for group in GROUPS for attack in group]
