"""The small sites that the examples of the rule book describe, written to a folder and checked."""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from policysite import approvals, corpus
from policysite.config import loader
from policysite.config.loader import ConfigError
from policysite.corpus import Corpus, Settings
from policysite.corpus.time_limit import SiteTimeoutError, StepLimit
from policysite.findings import Finding
from policysite.history import versions
from policysite.history.corrections import with_corrections
from policysite.history.rules import VERSION_UNRELEASED
from policysite.lint.runner import ReadPages, check
from policysite.messages import is_copied_line, messages_in
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example
from policysite.site.build import build as build_site

from tests.project import commit, configuration, put

TODAY = datetime.date(2026, 11, 22)
LANGUAGES = ("ru", "en")
# The URL of the examples, and the prefix of paths in the built site.
ADDRESS, BUILT = "https://policy.example/legal/", "site/"
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "pymdownx.betterem", "pymdownx.superfences")
TITLES = {"ru": "Политика", "en": "Policy"}
CLAUSES = {"ru": "Пункт", "en": "Clause"}
TEXTS = {"ru": "Мы отвечаем на обращения.", "en": "We answer requests."}


# The settings of earlier sites by their `mkdocs.yml` and the names of what is beside it, as some of it is refused.
# Loading them takes longer than most checks of a small site.
_LOADED: dict[tuple[str, ...], Settings] = {}


def settings(root: Path) -> Settings:
    """Return the settings of a site that has been written to a folder."""
    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return loader.load(root / "mkdocs.yml")
    site = text, *sorted(path.name for path in root.iterdir())
    known = _LOADED.get(site)
    if known is None:
        known = loader.load(root / "mkdocs.yml")
        if not known.inherited:
            _LOADED[site] = known
    paths = {"docs": known.docs, "own_look": known.own_look, "site": known.site}
    moved = {name: root / path.relative_to(known.root) for name, path in paths.items() if path is not None}
    return replace(known, root=root, **moved)


# By what pages are parsed with, the first site that was read without findings: the next ones have some of its pages.
_READ: dict[str, Corpus] = {}


def read(site_settings: Settings) -> ReadPages:
    """Read the pages of a site, but parse none again that is the same in another one."""
    parsed_with = repr((site_settings.extensions, site_settings.extension_configs))
    limit = StepLimit(site_settings)
    with limit.enforced():
        pages = ReadPages(*corpus.read(site_settings, known=_READ.get(parsed_with)), limit)
    if not pages.findings:
        _READ.setdefault(parsed_with, pages.corpus)
    return pages


def findings(example: Example, root: Path) -> list[Finding]:
    """Return all findings of the lint in the site of an example.

    Examples that have no released versions leave it open whether those of their pages are released.
    """
    write(example.approved or example.texts, example, root)
    try:
        site_settings = settings(root)
        pages = read(site_settings)
        if example.approved != {}:
            approve(site_settings, pages.corpus)
            write(example.texts, example, root)
        for former in (example.formerly, example.published):
            if former:
                for path, text in former.items():
                    put(root / path, text)
                commit(root, TODAY)
                write(example.texts, example, root)
        if example.shallow:
            (head,) = (root / ".git/refs/heads").iterdir()
            (root / ".git/shallow").write_text(head.read_text(encoding="utf-8"), encoding="utf-8")
        if example.approved or example.formerly or example.published:
            pages = read(site_settings)
        found = check(site_settings, TODAY, RULES, read_pages=pages).findings
    except (ConfigError, SiteTimeoutError) as error:
        return list(error.findings)
    has_versions = site_settings.editorial(versions.NAME).exists()
    return [each for each in found if has_versions or each.rule != VERSION_UNRELEASED.name]


def shown_params(rule: str, found: Iterable[Finding]) -> dict[str, str]:
    """Return the parameters of the first finding of a rule that its message and its fix show, without lines to copy."""
    first = next(each for each in found if each.rule == rule)
    messages = messages_in("en")
    lines = messages.fix_template(rule, first.params).split("\n")
    texts = [messages.rules[rule]["message"], *(line for line in lines if not is_copied_line(line))]
    note = messages.rules[rule].get("note")
    shown = "\n".join([*texts, messages.tool[note]] if note else texts)
    names = [name for _, name, _, _ in string.Formatter().parse(shown) if name]
    variants = (name.removeprefix("fix_without_") for name in messages.rules[rule] if name.startswith("fix_without_"))
    without = {name for variant in variants for name in variant.split("_and_")}
    return {name: first.params[name] for name in [*names, *(each for each in without if not first.params[each])]}


def write(texts: Mapping[str, str], example: Example, root: Path) -> None:
    """Write a site with these texts of the page of an example, and all else as the example says."""
    (root / "overrides").mkdir(parents=True, exist_ok=True)
    languages = LANGUAGES if texts.keys() <= set(LANGUAGES) else tuple(texts)
    for language in languages:
        for name in ("index", "privacy"):
            title = TITLES.get(language, language)
            body = f"# {title} {{ #{name} }}\n\n## {_clause(language)} {{ #clause }}\n\n{TEXTS.get(language, title)}\n"
            put(root / "docs" / language / f"{name}.md", _front_matter(title, name) + body)
    for language, text in texts.items():
        times = example.repeat.get(language, 1)
        put(root / "docs" / language / f"{example.page}.md", _page(text * times, language, example.page))
    for path, text in example.files.items():
        if not path.startswith(BUILT):
            put(root / path, text)
    given = example.files.get("mkdocs.yml", "")
    listed = {name for each in example.extensions for name in ([each] if isinstance(each, str) else each)}
    more = {
        "nav": ["index.md", "privacy.md"],
        "markdown_extensions": [*(each for each in EXTENSIONS if each not in listed), *example.extensions],
    }
    put(root / "mkdocs.yml", configuration(languages, ADDRESS, example.settings, given, **more))
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
    write(example.texts, example, root)
    approve(settings(root))


def approve(site_settings: Settings, pages: Corpus | None = None) -> None:
    """Approve every clause as it is, those of corrections too; of the pages, if they have been read."""
    pages = with_corrections(pages or corpus.read(site_settings)[0], lambda *_: False)
    nothing = approvals.Approvals("", {}, {})
    put(site_settings.editorial(approvals.NAME), approvals.updated_text(nothing, pages, approvals.pairs(pages), ()))


def lines_above(name: str, text: str) -> int:
    """Return the number of lines of a page above the text of an example."""
    page = _page(text, LANGUAGES[0], name)
    return page[: page.rindex(text)].count("\n")


def _page(text: str, language: str, name: str) -> str:
    if text.startswith("---"):
        return text
    title = TITLES.get(language, language)
    if not text.startswith("#"):
        text = f"# {title} {{ #{name} }}\n\n## {_clause(language)} {{ #clause }}\n\n{text}\n"
    return _front_matter(title, name) + text


def _clause(language: str) -> str:
    return CLAUSES.get(language, language)


def _front_matter(title: str, name: str) -> str:
    version = 'version: "1.0"\neffective_date: 2026-11-22\n' if name == "privacy" else ""
    return f"---\ntitle: {title}\ndescription: {title}.\n{version}---\n\n"
