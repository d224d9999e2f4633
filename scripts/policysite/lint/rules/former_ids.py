"""Ids of clauses that were changed, although links and answers still name the former ones."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import Page, subjects
from policysite.corpus.headings import heading_line
from policysite.findings.rule import Rule, Scope
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, page_check

ID_CHANGED = Rule("id-changed", "clauses", Scope.PAGE, advises=True)


@page_check(ID_CHANGED)
def id_changed(page: Page, context: Context) -> Iterator[Hit]:
    """A clause has a new id, with the same text, and the site still names it by the former one."""
    for former, clause_id in _changed_ids(page, context):
        if f"{page.name}#{former}" in context.named_clauses:
            clause = page.clause(clause_id)
            yield hit_at(
                page.path,
                clause.line,
                breaks=[subjects.clause(page.subject, each) for each in (former, clause_id)],
                rests_on=[subjects.clause(page.subject, clause_id)],
                former=former,
                advised=heading_line(page, clause, former),
            )


def _changed_ids(page: Page, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the ids that clauses of a page had in released versions or approvals, with those that they have now."""
    copies = context.corpus.copies(page.name).values()
    released = {clause.id for copy in copies for each in copy.pages.values() for clause in each.clauses if clause.id}
    gone = (each for each in sorted(released) if not page.has_clause(each))
    former = {clause_id: context.policy_ids.renamed(f"{page.name}#{clause_id}") for clause_id in gone}
    approved = (each for each in context.new_names.items() if each[0].startswith(f"{page.name}#"))
    former |= {old.rpartition("#")[2]: new for old, new in approved}
    for old, new in former.items():
        name, _, clause_id = (new or "").rpartition("#")
        is_new = name == page.name and clause_id not in released
        is_new = is_new and clause_id.lower() != old  # `id-with-capitals` finds that
        if is_new and page.has_clause(clause_id) and not page.has_clause(old):
            yield old, clause_id
