"""Structured data for search engines (schema.org) and the web app manifest for browsers (W3C)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from mkdocs.utils import get_relative_url

from policysite.corpus.configured_clauses import is_question
from policysite.corpus.plain_text import plain
from policysite.files import IMAGE_TYPES
from policysite.site.view import PageView


def structured_data(view: PageView) -> dict[str, Any]:
    """Return a page as JSON-LD: a `WebPage`, or a `FAQPage` where its clauses are questions based on a policy."""
    front_matter = view.page.front_matter
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": front_matter.title,
        "description": front_matter.description,
        "url": view.canonical,
        "inLanguage": view.page.language,
    }
    if view.changed is not None:
        data["dateModified"] = view.changed.isoformat()
    if front_matter.version is not None:
        data["version"] = front_matter.version
    if view.is_translation:
        data["translationOfWork"] = {"@id": view.default_url}
    questions = [
        clause
        for clause in view.page.clauses
        if clause.based_on and is_question(clause, view.page.language) and not clause.shown_in
    ]
    if questions:
        data["@type"] = "FAQPage"
        data["mainEntity"] = [
            {
                "@type": "Question",
                "name": plain(question.title),
                "url": f"{view.canonical}#{question.id}",
                "acceptedAnswer": {"@type": "Answer", "text": question.text},
            }
            for question in questions
        ]
    return data


def web_manifest(home: PageView, name: str, icon: str) -> dict[str, Any]:
    """Return the web app manifest of a language."""
    suffix = PurePosixPath(icon).suffix
    image = {"src": get_relative_url(icon, home.web_manifest), "type": IMAGE_TYPES[suffix]}
    if suffix == ".svg":
        image["sizes"] = "any"
    return {
        "name": name,
        "lang": home.page.language,
        "start_url": "./",
        "display": "browser",
        "icons": [image],
    }
