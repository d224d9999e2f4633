"""What a page says of itself to search engines, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.utils import get_relative_url

from policysite.site.prose import plain
from policysite.site.view import PageView


def structured_data(view: PageView, texts: Mapping[str, str]) -> dict[str, Any]:
    """A page as JSON-LD: a `WebPage`, or a `FAQPage` where its clauses are questions that rest on a policy.

    Args:
        view: the page.
        texts: the text of each of its clauses, by id.
    """
    params = view.page.front_matter
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": params.title,
        "description": params.description,
        "url": view.canonical,
        "inLanguage": view.page.language,
    }
    if view.changed is not None:
        data["dateModified"] = view.changed.isoformat()
    if params.version is not None:
        data["version"] = params.version
    if view.translated:
        data["translationOfWork"] = {"@id": view.default}
    questions = [clause for clause in view.page.clauses if clause.based_on and clause.title.endswith("?")]
    if questions:
        data["@type"] = "FAQPage"
        data["mainEntity"] = [
            {
                "@type": "Question",
                "name": plain(question.title),
                "url": f"{view.canonical}#{question.id}",
                "acceptedAnswer": {"@type": "Answer", "text": texts[question.id]},
            }
            for question in questions
        ]
    return data


def manifest(view: PageView, name: str, icon: str) -> dict[str, Any]:
    """The web app manifest of a language.

    Args:
        view: the home page in that language.
        name: the site's name in that language.
        icon: the icon's address below the site's root, an SVG.
    """
    return {
        "name": name,
        "lang": view.page.language,
        "start_url": "./",
        "display": "browser",
        "icons": [{"src": get_relative_url(icon, view.manifest), "type": "image/svg+xml", "sizes": "any"}],
    }
