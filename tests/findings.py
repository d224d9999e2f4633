"""Findings to be reported, also with texts that could break out of a report."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st
from policysite.findings import Finding, Severity
from policysite.messages import messages_in

EN, RU = messages_in("en"), messages_in("ru")
WARNING = Finding("docs/ru/faq.md", 2, 1, "id-invalid", {"id": "1", "example": ""}, Severity.WARNING)
ERROR = Finding("docs/ru/faq.md", 12, 5, "id-invalid", {"id": "Я", "example": ""})
# Texts of a page that could break out of a report or change what it shows.
HOSTILE = [
    "@maintainers and #1 and torvalds/linux#1 and GH-1",
    "[free](https://evil.example) ![](https://evil.example/pixel.png)",
    "<img src=x onerror=alert(1)><!--",
    "https://evil.example www.evil.example user@evil.example",
    "``` ` `` ```",
    "`@maintainers",
    "@maintainers`",
    "` @maintainers `",
    " @maintainers ",
    "   ",
    "",
    "\\",
    "\\`",
    "a | b \\| c \\\\| d",
    "\n\n# Heading\n\n- item\n\n    code\n\n",
    "\r::error file=a::b\r\n::stop-commands::x\n",
    "::error file=a,line=1::b%0A%25%3A%2C",
    "##[error]x",
    "\x1b[31mred\x1b[0m\x07\x9b31m",
    "\u202egnissim si\u2066",
    "\u200b\u00ad\ufeff\u2028\u2029\x85\x0b\x0c\x00",
    "\udcff",
    "{0} {id} {{ }}",
    "$x$ ~~gone~~ **bold** __bold__ &lt; &amp;",
    "Нужно 😀 «кавычки»",
]
PARAMS = st.text() | st.text("`\\ @<>[]()#|*_&:/{}\n\r%,a0D25")


def params_and_paths(test: Callable[[str, str], None]) -> Callable[[], None]:
    """Run a test with each hostile text as a param and as a path, and with many others."""
    for hostile in HOSTILE:
        test = example(hostile, hostile)(test)
    return given(PARAMS, PARAMS)(test)


def broken(param: str, path: str = "docs/ru/faq.md") -> Finding:
    """Return a finding whose message shows a text from a page."""
    return Finding(path, 1, 1, "id-invalid", {"id": param, "example": ""})


def many(errors: int, warnings: int = 0) -> list[Finding]:
    severities = [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return [Finding("a.md", line, 1, "fence-unclosed", {}, kind) for line, kind in enumerate(severities, start=1)]
