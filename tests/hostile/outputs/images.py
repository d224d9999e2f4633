"""Images and documents, which the build itself refuses: these are tried on the output check alone."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from PIL import Image
from policysite.files import IMAGE_TYPES
from pypdf import PdfWriter
from pypdf.generic import (
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from tests.hostile.attack import Attack, write
from tests.hostile.outputs.rules import (
    ADDRESS,
    ATTRIBUTE,
    CONTACT,
    ELEMENT,
    INVALID,
    SCRIPT,
    STYLE,
    UNCLEAR,
    UNLISTED,
)

_XHTML = "http://www.w3.org/1999/xhtml"


def _svg(name: str, inside: str, rule: str, attributes: str = "") -> Attack:
    """Return an attack by an image."""
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    image = f"<svg {namespaces}{attributes}>\n{inside}\n</svg>\n"
    path = f"docs/assets/{name.replace(' ', '-')}.svg"
    return Attack(f"image: {name}", (write(path, image),), refused=f"{path}:{1 if attributes else 2} {rule}")


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


def _pdf_of(text: str, drawn_by: Mapping[str, PdfObject] | None = None) -> bytes:
    """Return a PDF with a text, on its page or drawn by something else with these properties."""
    document = PdfWriter()
    page = document.add_blank_page(72, 72)
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    names = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 9 Tf 9 9 Td ({text}) Tj ET".encode())
    if drawn_by:
        stream |= {NameObject("/Resources"): page["/Resources"]}
        stream |= {NameObject(key): value for key, value in drawn_by.items()}
        page[NameObject("/Annots")] = DictionaryObject({NameObject("/N"): document._add_object(stream)})
    else:
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


def _file(name: str, path: str, content: str | bytes, rule: str) -> Attack:
    return Attack(f"file: {name}", (write(path, content),), refused=f"{path}:1 {rule}")


def icon(*images: Image.Image, sizes: Sequence[int] = ()) -> bytes:
    """Return an icon of images; `sizes` are what it says instead of theirs."""
    written = [io.BytesIO() for _ in images]
    for image, content in zip(images, written, strict=True):
        image.save(content, "PNG")
    entries, start = b"", 6 + 16 * len(images)
    for content, size in zip(written, sizes or [each.width for each in images], strict=True):
        length = len(content.getvalue())
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, length, start)
        start += length
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(each.getvalue() for each in written)


def _png(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("1", (width, height)).save(content, "PNG")
    return content.getvalue()


def _image(suffix: str, frames: int = 1) -> bytes:
    """Return an image of a type, with several frames if it moves."""
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
_ADDED_TO_IMAGES = _ADDED | {"a document": pdf()}
# Each part has the one before ten times.
_TENFOLD = [f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9)]
# What a PDF has: a key, a kind of action, and what the action has.
_IN_PDF: list[tuple[str, str, dict[str, str]]] = [
    ("OpenAction", "URI", {"URI": "https://evil.example/"}),
    ("OpenAction", "GoTo", {"Next": "x"}),
    *(("A", kind, {}) for kind in ("Launch", "GoToR", "GoToE", "ImportData", "SubmitForm", "Rendition", "Movie")),
    *((key, "", {}) for key in ("EF", "AF", "Sound", "FileAttachment")),
    *((key, "", {}) for key in ("Alternates", "OnInstantiate", "Requirements", "OC", "HideToolbar")),
    *(("A", kind, {}) for kind in ("Named", "ResetForm", "Trans")),
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
_LARGE, _SMALL = (Image.new("RGBA", (size, size), "navy") for size in (64, 16))
_ICONS = {
    "another drawing": icon(_LARGE, Image.new("RGBA", (32, 32), "white")),
    "another drawing of the same size": icon(_LARGE, _SMALL, Image.new("RGBA", (16, 16), "red")),
    "nothing in a smaller one": icon(_LARGE, Image.new("RGBA", (16, 16))),
    "an image of another size": icon(_LARGE, _SMALL, sizes=(64, 32)),
    "an image that is none": icon(_SMALL, _LARGE).replace(b"IDAT", b"IDAX"),
    "an image that ends early": icon(_LARGE)[:-30],
    "no image": icon(),
}
# (The build itself refuses images that the checks of the sources find, so these are tried on the output check alone.)
IMAGES = [
    _svg("a script", "<script>alert(1)</script>", ELEMENT),
    _svg("a script of html", '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', ELEMENT),
    _svg("a page", "<foreignObject><p>x</p></foreignObject>", ELEMENT),
    _svg("an event", '<path onclick="alert(1)"/>', ATTRIBUTE),
    _svg("an event of the image", "<g/>", ATTRIBUTE, ' onload="alert(1)"'),
    _svg("a link", '<a href="https://evil.example/"><path/></a>', ELEMENT),
    _svg("a used drawing", '<use href="https://evil.example/a.svg#x"/>', ADDRESS),
    _svg("a used drawing in data", '<use xlink:href="data:image/svg+xml,x#x"/>', ADDRESS),
    _svg("an animated address", '<animate attributeName="href" to="javascript:alert(1)"/>', ELEMENT),
    _svg("a set event", '<set attributeName="onclick" to="alert(1)"/>', ELEMENT),
    _svg("an image inside", '<image href="https://evil.example/a.png"/>', ELEMENT),
    _svg("an imported style sheet", "<style>@import 'https://evil.example/x.css'</style>", STYLE),
    _svg("a style sheet in parts", "<style><desc>/*</desc>@import 'https://evil.example/x';<g>*/</g></style>", ELEMENT),
    _svg("a loading style", '<path style="fill:url(https://evil.example/a.svg#x)"/>', STYLE),
    _svg("a loading attribute", '<path filter="url(//evil.example/a.svg#x)"/>', STYLE),
    _svg("a filter image", '<filter><feImage href="https://evil.example/a.png"/></filter>', ELEMENT),
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
    *(
        _svg(f"a text that nobody sees {name}", inside, rule)
        for name, (inside, rule) in {
            "mirrored": ('<g transform="scale(-1,1)"><text x="-90" y="9">a</text></g>', ATTRIBUTE),
            "upside down": ('<text transform="rotate(180)">a</text>', ATTRIBUTE),
            "flat": ('<text y="9" transform="matrix(1 0 0 0 0 9)">a</text>', ATTRIBUTE),
            "slanted": ('<text y="9" transform="skewX(89)">a</text>', ATTRIBUTE),
            "outside": ('<text x="1000" y="9">a</text>', ATTRIBUTE),
            "moved outside": ('<g transform="translate(0 999)"><text y="9">a</text></g>', ATTRIBUTE),
            "a word outside": ('<text y="9">a <tspan dx="999">not</tspan></text>', ATTRIBUTE),
            "of no size": ('<text y="9" font-size="0">a</text>', ATTRIBUTE),
            "of a tiny size": ('<g font-size=".01"><text y="9">a</text></g>', ATTRIBUTE),
            "cut off": ('<clipPath id="b"/><text y="9" clip-path="url(#b)">a</text>', STYLE),
            "behind a mask": ('<mask id="b"/><g style="mask:url(#b)"><text y="9">a</text></g>', STYLE),
            "in a filter": ('<filter id="b"/><text y="9" filter="url(#b)">a</text>', STYLE),
            "only defined": ('<defs><text y="9">a</text></defs>', ELEMENT),
            "along a line": ('<path id="b" d="M9 9H0"/><text><textPath href="#b">a</textPath></text>', ELEMENT),
            "under a box": ('<text y="9">a</text><rect width="99" height="99" fill="#fff"/>', ELEMENT),
            "under a path": ('<text y="9">a</text><path d="M0 0h99v99h-99z" fill="#fff"/>', ELEMENT),
            "under a drawing": ('<path id="b"/><text y="9">a</text><use href="#b"/>', ELEMENT),
        }.items()
    ),
    _svg("a text of an image without a size", '<text y="9">a</text>', ATTRIBUTE, ' viewBox="0 0 0 0"'),
    _svg("a text of a tiny image", '<text y="9">a</text>', ATTRIBUTE, ' viewBox="0 0 9 9" width="1" height="1"'),
    _svg("a text that is cut off", "<text/>", ATTRIBUTE, ' viewBox="0 0 99 9" preserveAspectRatio="xMinYMin slice"'),
    _svg("a text in the color of a dark page", '<text fill="light-dark(#fff,#000)">a</text>', STYLE),
    _svg("a text in a color of the system", "<text style='fill: CanvasText'>a</text>", STYLE),
    _svg("a text in the scheme of the reader", '<text style="color-scheme: dark">a</text>', STYLE),
    _svg("a text in the color of a light page", '<text y="9" fill="#fff">a</text>', STYLE),
    _svg("such a text far from a shape", '<rect width="1" height="1"/><text y="9" fill="#fff">a</text>', STYLE),
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
    _svg("a text in an image of its own", '<svg x="9"><text>a</text></svg>', ELEMENT),
    _svg("a text at the ends of lines", '<marker id="a"><text>a</text></marker>', ELEMENT),
    _svg("a text in a pattern", '<pattern id="a"><text>a</text></pattern>', ELEMENT),
    _svg("thousands of texts", "<text/>" * 5_001, ELEMENT, ' id="x"'),
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
        _file(
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
    _file("an image of too many pixels", "docs/assets/large.png", _png(6400, 6400), INVALID),
    _file("an image that is a page", "docs/assets/a.png", "<html><script>x</script></html>", INVALID),
    _file("an image that is another", "docs/assets/b.png", b"GIF89a\1\0\1\0\0\0\0;", INVALID),
    _file("an image that is a program", "docs/assets/c.gif", b"GIF89a/*x*/=1;alert(1)", INVALID),
    _file("an image with nothing in it", "docs/assets/d.webp", b"", INVALID),
    *(
        _file(f"an icon with {name}", f"docs/assets/{number}.ico", content, INVALID)
        for number, (name, content) in enumerate(_ICONS.items())
    ),
    _file("a document that is a page", "docs/assets/e.pdf", "<html></html>", INVALID),
    _file("a document with a script", "docs/assets/j.pdf", pdf("OpenAction", "JavaScript", JS="app.alert(1)"), SCRIPT),
    _file(
        "a document with an unlisted script",
        "docs/assets/unlisted.pdf",
        _with_unlisted(b"<</S/JavaScript/JS(app.alert(1))>>"),
        SCRIPT,
    ),
    _file(
        "a document with unlisted objects",
        "docs/assets/unlisted-stream.pdf",
        _with_unlisted(b"<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n7 0 <<>>\nendstream"),
        INVALID,
    ),
    *(
        _file(
            f"a document with {key} {action} {more}", f"docs/assets/pdf-{number}.pdf", pdf(key, action, **more), SCRIPT
        )
        for number, (key, action, more) in enumerate(_IN_PDF)
    ),
    *(
        _file(f"a document with a link to {url}", f"docs/assets/url-{number}.pdf", pdf("A", "URI", URI=url), rule)
        for number, (url, rule) in enumerate(_ADDRESSES_IN_PDF.items())
    ),
    *(
        _file(f"a document with a contact in {key}", f"docs/assets/text-{key}.pdf", pdf("A", **{key: text}), CONTACT)
        for text in ["Write to evil@evil.example."]
        for key in ("CA", "Contents", "DV", "Opt", "RC", "Subj", "T", "Title")
    ),
    _file("a document with a contact in its text", "docs/assets/text.pdf", _pdf_of("evil@evil.example"), CONTACT),
    _file(
        "a document with a contact that a note draws",
        "docs/assets/drawn.pdf",
        _pdf_of("evil@evil.example", {"/Subtype": NameObject("/Form")}),
        CONTACT,
    ),
    _file(
        "a document with a contact in a pattern",
        "docs/assets/pattern.pdf",
        _pdf_of("evil@evil.example", {"/PatternType": NumberObject(1)}),
        CONTACT,
    ),
    _file("a document with a hidden note", "docs/assets/note.pdf", _with_unlisted(b"<</Rect[0 0 9 9]/F 32>>"), SCRIPT),
    *(
        _file(
            f"a document with an object of its own {number}",
            f"docs/assets/own-{number}.pdf",
            _with_unlisted(written),
            SCRIPT,
        )
        for number, written in enumerate(
            (
                b"<</Rect[0 0 9 9]/Subtype/Stamp>>",
                b"<</Rect[0 0 9 9]/Subtype/Screen>>",
                b"<</Rect[0 0 9 9]/Subtype/3D>>",
                b"<</FT/Tx/Ff 8192>>",
                b"<</A<</S/URI/URI(https://policy.example/)/Next[<</S/Named/N/Print>>]>>>>",
                b"<</RC<</Length 1>>>>",
            )
        )
    ),
    _file("a document that fills the screen", "docs/assets/screen.pdf", pdf("A", "FullScreen"), SCRIPT),
    *(
        _file(f"{suffix} with {name} behind it", f"docs/assets/{number}{suffix}", _image(suffix) + content, INVALID)
        for suffix in _PIXELS
        for number, (name, content) in enumerate(_ADDED_TO_IMAGES.items())
    ),
    *(
        _file(f"a document with {name} behind it", f"docs/assets/and-{number}.pdf", pdf() + content, INVALID)
        for number, (name, content) in enumerate(_ADDED.items())
    ),
    _file(
        "a page before an image's end",
        "docs/assets/comment.gif",
        b"%s!\xfe\x09<script> \0;" % _image(".gif")[:-1],
        INVALID,
    ),
    *(
        _file(f"{suffix} that moves", f"docs/assets/moves{suffix}", _image(suffix, 2), INVALID)
        for suffix in (".avif", ".gif", ".png", ".webp")
    ),
    *(
        _file(f"an image named {name}", f"docs/assets/{name}", _png(1, 1), UNLISTED)
        for name in ("a.php.png", "a.html.png", "b.PHP.png", "a.svg.v.png", "php.d/a.png", "a.htaccess.png")
    ),
    _file("a document that ends early", "docs/assets/k.pdf", b"%PDF-1.7\n", INVALID),
    _file("an image with entities", "docs/assets/f.svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', UNCLEAR),
    _file("an image with a style sheet", "docs/assets/g.svg", "<?xml-stylesheet href='x'?><svg/>", UNCLEAR),
    _file("an image in another encoding", "docs/assets/h.svg", "<svg/>".encode("utf-16"), UNCLEAR),
    _file("an image that is a page of XML", "docs/assets/i.svg", f"<html xmlns='{_XHTML}'/>", INVALID),
]
