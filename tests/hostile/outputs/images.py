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


def _pdf_of(text: str, drawn_by: Mapping[str, PdfObject] | None = None, heard: str = "") -> bytes:
    """Return a PDF with a text, on its page or drawn by something else with these properties.

    Screen readers say another text instead, if one is given.
    """
    document = PdfWriter()
    page = document.add_blank_page(72, 72)
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    names = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): names})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    drawn = f"BT /F1 9 Tf 9 9 Td ({text}) Tj ET"
    stream.set_data((f"/Span <</ActualText ({heard})>> BDC {drawn} EMC" if heard else drawn).encode())
    if drawn_by:
        stream |= {NameObject("/Resources"): page["/Resources"]}
        stream |= {NameObject(key): value for key, value in drawn_by.items()}
        page[NameObject("/Annots")] = DictionaryObject({NameObject("/N"): document._add_object(stream)})
    else:
        page.replace_contents(ContentStream(stream, document))
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def with_unlisted(written: bytes) -> bytes:
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
    _svg("a loading attribute", '<path fill="url(//evil.example/a.svg#x)"/>', STYLE),
    _svg("a filter image", '<filter><feImage href="https://evil.example/a.png"/></filter>', ELEMENT),
    _svg("a handler", "<handler>x</handler>", ELEMENT),
    _svg("styles in one another", f"<style>{'{' * 20_000}url(x)</style>", UNCLEAR, ' id="x"'),
    _svg("a contact in parts", "<desc>evil@<g>evil.example</g></desc>", CONTACT),
    _svg("a contact for screen readers", '<g aria-label="evil@evil.example"/>', CONTACT),
    *(
        _svg(f"a text in {element}", inside, ELEMENT)
        for element, inside in {
            "the fonts of each reader": "<g><text>a</text></g>",
            "parts": '<defs><text>a<tspan display="none">b</tspan></text></defs>',
            "a line": '<textPath href="#b">a</textPath>',
            "one of two languages": "<switch><g/></switch>",
        }.items()
    ),
    _svg("a drawing in one language", '<g systemLanguage="ru"/>', ATTRIBUTE),
    _svg("a drawing on the screen only", "<style>@media print{g{opacity:0}}</style>", STYLE),
    _svg("a style in print only", '<style media="print">g{opacity:0}</style>', ATTRIBUTE),
    _svg("a drawing under the mouse", "<style>g:hover{opacity:0}</style>", STYLE),
    _svg("a drawing for some languages", "<style>g:lang(ru){opacity:0}</style>", STYLE),
    _svg("a drawing for a moment", '<g style="animation:a 9s"/>', STYLE),
    _svg("an animated drawing", "<style>@keyframes a{to{opacity:0}}</style>", STYLE),
    _svg("a drawing that changes slowly", '<g style="transition:opacity 9s"/>', STYLE),
    *(
        _svg(f"a filter {how}", inside, rule)
        for how, inside, rule in (
            ("with noise", "<filter><feTurbulence/></filter>", ELEMENT),
            ("of a part", '<g filter="url(#a)"/>', ATTRIBUTE),
            ("of a style", '<g style="filter:blur(9px)"/>', STYLE),
            ("of a browser", '<g style="-webkit-filter:blur(9px)"/>', STYLE),
            ("in an escape", '<g style="f\\69lter/**/:blur(9px)"/>', STYLE),
            ("of what is behind a part", '<g style="backdrop-filter:blur(9px)"/>', STYLE),
            ("of a class", "<style>.a{filter:blur(9px)}</style>", STYLE),
        )
    ),
    _svg("endless dashes of a class", "<style>path{stroke-dasharray:1e-7}</style>", ATTRIBUTE),
    _svg("endless dashes", '<path stroke-dasharray="1e-7"/>', ATTRIBUTE),
    _svg("endless dashes of a long line", '<path d="M0 0H1e9" stroke-dasharray="1"/>', ELEMENT, ' id="x"'),
    _svg(
        "endless dashes of a line that is used often",
        '<path id="a" d="M0 0H9e3" stroke-dasharray="1"/>' + '<use href="#a"/>' * 100,
        ELEMENT,
        ' id="x"',
    ),
    _svg(
        "endless dashes of a large circle",
        '<style>.a{r:1e9px}</style><circle class="a" stroke-dasharray="1"/>',
        ELEMENT,
        ' id="x"',
    ),
    _svg("endless dashes by their number", '<path pathLength="1e9" stroke-dasharray="1"/>', ATTRIBUTE),
    _svg("endless dashes by a function", '<path stroke-dasharray="calc(1px/1e7)"/>', ATTRIBUTE),
    _svg("endless dashes by a name", '<path style="--a:1e-7;stroke-dasharray:1 var(--a)"/>', STYLE),
    _svg(
        "endless dashes on a large screen",
        '<path style="vector-effect:non-scaling-strok\\65;stroke-dasharray:1"/>',
        ELEMENT,
        ' id="x"',
    ),
    _svg("endless dashes by an escape", '<path style="stroke-dash\\61rray/**/:1e-7"/>', ATTRIBUTE),
    _svg("a drawing that disappears", '<g><animate attributeName="opacity" to="0"/></g>', ELEMENT),
    _svg("letters of its own", "<style>@font-face{font-family:a;src:local(b)}</style>", STYLE),
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
        with_unlisted(b"<</S/JavaScript/JS(app.alert(1))>>"),
        SCRIPT,
    ),
    _file(
        "a document with unlisted objects",
        "docs/assets/unlisted-stream.pdf",
        with_unlisted(b"<</Type/ObjStm/N 1/First 4/Length 8>>\nstream\n7 0 <<>>\nendstream"),
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
        "a document with a contact that is heard",
        "docs/assets/heard.pdf",
        _pdf_of("x", heard="e@evil.example"),
        CONTACT,
    ),
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
    _file("a document with a hidden note", "docs/assets/note.pdf", with_unlisted(b"<</Rect[0 0 9 9]/F 32>>"), SCRIPT),
    *(
        _file(
            f"a document with an object of its own {number}",
            f"docs/assets/own-{number}.pdf",
            with_unlisted(written),
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
                b"<</UserUnit 75000>>",
                b"<</OpenAction[3 0 R/FitR 0 0 1 1]>>",
                b"<</OpenAction<</S/GoTo/D[3 0 R/XYZ 0 0 64]>>>>",
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
        _file(f"an animated {suffix}", f"docs/assets/animated{suffix}", _image(suffix, 2), INVALID)
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
