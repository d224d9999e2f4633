"""From a site to everything that is wrong with its content."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from policysite import approvals, corpus
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.lint import editorial
from policysite.lint.cache import Checked
from policysite.lint.context import Context
from policysite.lint.exemptions import exempted
from policysite.lint.inheritance import inherited
from policysite.lint.registry import RULES
from policysite.lint.rule import Scope

# What may not be let stand: without an approval nobody knows what a translation says.
_FOR_GOOD = frozenset({"translation-stale", "translation-unreviewed", "based-on-stale", "based-on-unreviewed"})


def check(settings: Settings, today: datetime.date) -> Checked:
    """Reads a site and applies every rule to it."""
    pages, findings = corpus.read(settings)
    path = settings.editorial(approvals.NAME)
    approved, faults = approvals.read(path, settings.place(path))
    findings += faults
    kept, faults = editorial.read(settings)
    findings += faults
    taken_over = inherited(settings.root / settings.config)
    context = Context(
        settings=settings,
        corpus=pages,
        approvals=approved,
        editorial=kept,
        pictures=_pictures(settings),
        configuration=(settings.root / settings.config).read_text(encoding="utf-8-sig"),
        inherited=taken_over,
        today=today,
    )
    names = frozenset(rule.name for rule in RULES) - _FOR_GOOD
    findings += exempted(found(context), context, names)
    return Checked(
        findings=tuple(sorted(set(findings))),
        pages=len(list(pages.pages())),
        inputs=(*_folders(settings), *(settings.root / name for name in taken_over)),
        variables=settings.environment,
    )


def found(context: Context) -> Iterator[Finding]:
    """What the rules find, before anything is let stand."""
    pages = list(context.corpus.pages())
    pairs = list(context.pairs())
    for rule in RULES:
        if rule.scope is Scope.SITE:
            yield from rule.findings(context)
        elif rule.scope is Scope.PAGE:
            for page in pages:
                yield from rule.findings(page, context)
        else:
            for pair in pairs:
                yield from rule.findings(pair, context)


def _folders(settings: Settings) -> list[Path]:
    """The folders that the site is made from."""
    return [folder for folder in (settings.docs, settings.templates) if folder is not None]


def _pictures(settings: Settings) -> dict[str, str]:
    """The text of each SVG among the published files; what is no UTF-8 keeps a sign in the place of each wrong byte."""
    return {
        settings.place(path): path.read_text(encoding="utf-8", errors="replace")
        for folder in _folders(settings)
        for path in sorted(folder.rglob("*.svg"))
        if path.is_file() and not path.is_symlink()
    }
