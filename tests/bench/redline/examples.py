"""Pairs of versions as lawyers edit them, written for this comparison."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """An edit.

    Attributes:
        name: what the editor did.
        old: the text before, in Markdown.
        new: the text after.
    """

    name: str
    old: str
    new: str


EXAMPLES = (
    Example(
        "a term is changed",
        "We keep correspondence for 30 days after the last message.",
        "We keep correspondence for 90 days after the last message.",
    ),
    Example(
        "a negation is added",
        "We share your address with partners.",
        "We do not share your address with partners.",
    ),
    Example(
        "an amount gets a separator",
        "The fine is up to 1000 rubles.",
        "The fine is up to 1,000.50 rubles.",
    ),
    Example(
        "an exception is added in the middle",
        "We never pass your data on to third parties.",
        "We never pass your data on to third parties, except where the law requires it.",
    ),
    Example(
        "a sentence is worded anew",
        "We may share data with the operator.",
        "We will not share any personal data with our operator.",
    ),
    Example(
        "the target of a link alone is changed",
        "See the [list of partners](https://a.example/2025).",
        "See the [list of partners](https://a.example/2026).",
    ),
    Example(
        "only typography is changed",
        'We call it "data" - names, e.g. ... and more.',
        "We call it “data” — names, e.g. … and more.",
    ),
    Example(
        "a numbered item is inserted",
        "1. Names\n2. Addresses",
        "1. Names\n2. Phone numbers\n3. Addresses",
    ),
    Example(
        "an item is moved",
        "- your name\n- your email address\n- your phone number",
        "- your email address\n- your phone number\n- your name",
    ),
    Example(
        "a cell of a table is changed",
        "| Data | Term |\n|---|---|\n| Loans | 24 months |\n| Reminders | 14 days |",
        "| Data | Term |\n|---|---|\n| Loans | 36 months |\n| Reminders | 14 days |",
    ),
    Example(
        "a word goes from one cell to another",
        "| Data | Term |\n|---|---|\n| Loans and | 24 months |",
        "| Data | Term |\n|---|---|\n| Loans | and 24 months |",
    ),
    Example(
        "a paragraph becomes an item",
        "We delete your data.",
        "- We delete your data.",
    ),
    Example(
        "a paragraph is replaced",
        "Send a letter by post.",
        "Requests are taken through the form only.",
    ),
    Example(
        "Russian: a case ending and a term are changed",
        "Мы храним обращения в течение 12 месяцев.",
        "Мы храним обращение в течение 24 месяцев.",
    ),
    Example(
        "Japanese: a verb is negated",
        "個人情報を保存します。",
        "個人情報を保存しません。",
    ),
)
