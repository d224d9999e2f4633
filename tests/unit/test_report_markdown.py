"""Findings as a step summary."""

from __future__ import annotations

import re
from html import unescape

import cmarkgfm
import pytest
from policysite.findings import Finding
from policysite.findings.markdown import MAX_BYTES, as_markdown
from policysite.messages import Messages, available_locales, messages_in
from policysite.messages.escaping import escaped

from tests.findings import EN, ERROR, RU, WARNING, broken, params_and_paths


def rendered(findings: list[Finding], language: Messages = EN) -> str:
    return str(cmarkgfm.github_flavored_markdown_to_html(as_markdown(findings, language)))


def test_a_step_summary_lists_the_findings_under_their_files() -> None:
    elsewhere = Finding("docs/en/faq.md", 3, 1, "fence-unclosed")
    assert as_markdown([ERROR, WARNING, elsewhere], EN) == (
        "## Check of the pages\n"
        "\n"
        "2 errors\\, 1 warning in 2 files\\.\n"
        "\n"
        "### `docs/en/faq.md`\n"
        "\n"
        "- **3:1** Error `fence-unclosed`\\\n"
        "  The block that begins in this line is never closed\\.\\\n"
        "  Add a line of the same characters after it\\, or delete this one\\.\n"
        "\n"
        "### `docs/ru/faq.md`\n"
        "\n"
        "- **2:1** Warning `id-invalid`\\\n"
        "  The id “`1`” cannot be used in a link\\.\\\n"
        "  Use only Latin letters\\, digits\\, hyphens and underscores\\, and begin with a letter\\.\n"
        "- **12:5** Error `id-invalid`\\\n"
        "  The id “`Я`” cannot be used in a link\\.\\\n"
        "  Use only Latin letters\\, digits\\, hyphens and underscores\\, and begin with a letter\\.\n"
    )


def test_a_step_summary_without_findings_says_so() -> None:
    assert as_markdown([], RU) == "## Проверка страниц\n\nПроблем не найдено\\.\n"
    assert as_markdown([], RU, pages=8) == "## Проверка страниц\n\nПроблем не найдено\\: проверено 8 страниц\\.\n"


@params_and_paths
def test_text_from_a_page_is_only_code_in_a_step_summary(param: str, path: str) -> None:
    html = rendered([broken(param, path)])
    # The same elements whatever the param and the path: no links, HTML or blocks.
    elements = re.findall(r"<(\w+)", html)
    codes = ["code"] if param else []
    assert elements == ["h2", "p", "h3", *(["code"] if path else []), "ul", "li", "strong", "code", "br", *codes, "br"]
    # All of it is in code and unchanged.
    shown = [unescape(code) for code in re.findall("<code>(.*?)</code>", html, re.DOTALL)]
    assert shown == [*([escaped(path)] if path else []), "id-invalid", *([escaped(param)] if param else [])]


@pytest.mark.parametrize("language", available_locales())
def test_the_messages_of_every_rule_are_shown_unchanged_in_a_step_summary(language: str) -> None:
    messages = messages_in(language)
    params = dict.fromkeys(re.findall(r"{(\w+)}", str(messages.rules)), "value")
    for rule in messages.rules:
        html = rendered([Finding("a.md", 1, 1, rule, params)], messages)
        item = unescape(re.sub("<[^>]+>", "", html.split("<br />", 1)[1]))
        fix = " ".join(line for line, _ in messages.fix_lines(rule, params))
        assert item.split() == f"{messages.message(rule, params)} {fix}".split()


@pytest.mark.parametrize(
    ("findings", "expected_cut"),
    [
        # 1 MiB and a little less, in characters of two bytes.
        ([broken("я" * 1000, f"{number}.md") for number in range(600)], True),
        ([broken("я" * 1000, f"{number}.md") for number in range(400)], False),
        ([broken("я" * MAX_BYTES)], True),
    ],
)
def test_a_step_summary_is_no_larger_than_github_accepts(findings: list[Finding], expected_cut: bool) -> None:
    text = as_markdown(findings, EN)
    assert len(text.encode()) <= MAX_BYTES
    listed = len(re.findall("^- ", text, re.MULTILINE))
    left_out = len(findings) - listed
    cut = re.search(r"\n\nThe summary has reached its maximum size\\: (\d+) more findings? did not fit\\\.\n\Z", text)
    assert bool(cut) == expected_cut == (left_out > 0)
    if cut:
        assert int(cut[1]) == left_out
        if listed:
            assert len(text.encode()) > MAX_BYTES - 4096


def test_a_step_summary_that_just_fits_is_complete_and_one_byte_more_is_cut() -> None:
    first, last = broken("", "a.md"), broken("", "b.md")
    room = MAX_BYTES - len(as_markdown([first, last], EN).encode()) - len("``")
    fits, too_long = (as_markdown([first, broken("x" * size, "b.md")], EN) for size in (room, room + 1))
    assert len(fits.encode()) == MAX_BYTES
    assert "did not fit" not in fits
    assert "1 more finding did not fit" in too_long
    assert "### `a.md`" in too_long
    for size in range(room, room + 250, 25):
        text = as_markdown([broken("x" * size, "a.md"), last, broken("", "c.md")], EN)
        assert "did not fit" in text
        assert len(text.encode()) <= MAX_BYTES
