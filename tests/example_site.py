"""The small sites that the examples of the rule book describe, written to a folder and checked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from policysite import approvals, config, corpus
from policysite.corpus import Settings
from policysite.corpus.settings import Closing
from policysite.findings import Finding
from policysite.lint.runner import check
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example
from policysite.site.build import build as build_site

from tests.project import put

TODAY = datetime.date(2026, 11, 22)
LANGUAGES = ("ru", "en")
# The URL of examples that are built, and the prefix of paths in the built site.
ADDRESS, BUILT = "https://policy.example/legal/", "site/"
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "pymdownx.betterem", "pymdownx.superfences")
TITLES = {"ru": "Политика", "en": "Policy"}
CLAUSES = {"ru": "Пункт", "en": "Clause"}
TEXTS = {"ru": "Мы отвечаем на обращения.", "en": "We answer requests."}


def settings(root: Path, example: Example) -> Settings:
    given = dict(example.settings)
    return Settings(
        root=root,
        config="mkdocs.yml",
        docs=root / "docs",
        languages=LANGUAGES,
        excluded=lambda path: path.parts[0] == "editorial",
        extensions=EXTENSIONS,
        extension_configs={},
        url="https://policy.example/",
        contacts=tuple(given.get("contacts", ())),
        questions=tuple(given.get("questions", ())),
        closing=Closing(**{**given.get("closing", {}), "pages": tuple(given.get("closing", {}).get("pages", ()))}),
    )


def findings(example: Example, root: Path) -> list[Finding]:
    """Return all findings of the lint in the site of an example."""
    site_settings = settings(root, example)
    if example.approved is None:
        write(example.texts, example, root)
        approve(site_settings)
    elif example.approved:
        write(example.approved, example, root)
        approve(site_settings)
    write(example.texts, example, root)
    return [*config.findings(root / "mkdocs.yml"), *check(site_settings, TODAY, RULES).findings]


def write(texts: Mapping[str, str], example: Example, root: Path) -> None:
    put(root / "mkdocs.yml", yaml.safe_dump({"site_name": "Policy", "plugins": [{"policy": dict(example.settings)}]}))
    for language in LANGUAGES:
        for name in ("index", "privacy"):
            title = TITLES[language]
            body = f"# {title} {{ #{name} }}\n\n## {CLAUSES[language]} {{ #clause }}\n\n{TEXTS[language]}\n"
            put(root / "docs" / language / f"{name}.md", _front_matter(title, name) + body)
    for language, text in texts.items():
        times = example.repeat.get(language, 1)
        put(root / "docs" / language / f"{example.page}.md", _page(text * times, language, example.page))
    for path, text in example.files.items():
        if not path.startswith(BUILT):
            put(root / path, text)
    for path, content in example.bytes.items():
        (root / path).write_bytes(bytes.fromhex(content))
    for path, target in example.symlinks.items():
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)
    for path in example.without:
        if not path.startswith(BUILT):
            (root / path).unlink()


def build(example: Example, root: Path) -> None:
    """Build the site of an example, and change the built site as the example says."""
    prepare(example, root)
    build_site(root / "mkdocs.yml")
    for path, text in example.files.items():
        if path.startswith(BUILT):
            put(root / path, text)
    for path in example.without:
        if path.startswith(BUILT):
            (root / path).unlink()


def prepare(example: Example, root: Path) -> None:
    """Write the site of an example so that it can be built."""
    (root / "overrides").mkdir(parents=True)
    write(example.texts, example, root)
    approve(settings(root, example))
    plugins: list[Any] = [
        {
            "i18n": {
                "docs_structure": "folder",
                "fallback_to_default": False,
                "languages": [
                    {"locale": language, "name": language, "default": language == LANGUAGES[0]}
                    for language in LANGUAGES
                ],
            }
        },
        {"policy": dict(example.settings)},
    ]
    configuration = {
        "site_name": "Policy",
        "site_url": ADDRESS,
        "exclude_docs": "/editorial/\n",
        "nav": [{"Home": "index.md"}, {"Policy": "privacy.md"}],
        "theme": {"name": "material", "custom_dir": "overrides", "font": False},
        "plugins": plugins,
        "markdown_extensions": list(EXTENSIONS),
    }
    put(root / "mkdocs.yml", yaml.safe_dump(configuration, sort_keys=False))


def approve(site_settings: Settings) -> None:
    """Approve every clause as it is."""
    pages, _ = corpus.read(site_settings)
    nothing = approvals.Approvals("", {}, {})
    put(site_settings.editorial(approvals.NAME), approvals.updated_text(nothing, pages, approvals.pairs(pages), ()))


def lines_above(name: str, text: str) -> int:
    """Return the number of lines of a page above the text of an example."""
    page = _page(text, LANGUAGES[0], name)
    return page[: page.rindex(text)].count("\n")


def _page(text: str, language: str, name: str) -> str:
    if text.startswith("---"):
        return text
    title = TITLES[language]
    if not text.startswith("#"):
        text = f"# {title} {{ #{name} }}\n\n## {CLAUSES[language]} {{ #clause }}\n\n{text}\n"
    return _front_matter(title, name) + text


def _front_matter(title: str, name: str) -> str:
    version = 'version: "1.0"\neffective_date: 2026-11-22\n' if name == "privacy" else ""
    return f"---\ntitle: {title}\ndescription: {title}.\n{version}---\n\n"
