"""The subjects that findings break and rest on, as texts: see `policysite.findings.causes`. A page is `ru/privacy`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Forms of one word begin alike.
_SAME_LETTERS = 4


def page(language: str, name: str) -> str:
    """Return a page, which need not exist."""
    return f"{language}/{name}"


def pages(languages: Iterable[str], name: str) -> frozenset[str]:
    """Return a page in each of these languages, where it need not exist."""
    return frozenset(page(language, name) for language in languages)


def _part(name: str) -> Callable[[str], str]:
    return lambda of_whole: f"{of_whole}: {name}"


# Of a page: its name, which approvals contain.
page_name = _part("name")
front_matter = _part("front matter")
# As opposed to those of earlier versions.
effective_date = _part("effective date")
# The set of all ids: nobody knows if one is missing while a heading has none.
ids = _part("ids")
first_heading = _part("first heading")
# The order of the clauses.
order = _part("order")
# The state that a frozen copy is a copy of.
released_as = _part("state")
# Of a clause: its blocks, each of which the other languages must have too, and its words, which an approval is about.
blocks = _part("blocks")
wording = _part("wording")
# Of a document: the text as it can be released.
final_text = _part("final text")


def clause(of_page: str, clause_id: str) -> str:
    """Return a clause."""
    return f"{of_page}#{clause_id}"


def footnote(of_page: str, label: str) -> str:
    """Return a footnote of a page, given by its name."""
    return f"{of_page}: footnote {label}"


def contact(normalized: str) -> str:
    """Return a contact, given in the form that can be compared."""
    return f"contact {normalized}"


def address(written: str) -> str:
    """Return an address of a link or an image, given as it is written."""
    return f"address {written}"


def attribute(element: str, name: str) -> str:
    """Return an attribute of an element, given by the name of each."""
    return f"attribute {element} {name}"


def existence(of_page: str, clause_id: str) -> set[str]:
    """Return what must be known to say that a page does or does not have a clause."""
    return {of_page, ids(of_page), clause(of_page, clause_id)}


def based_on(of_clause: str) -> str:
    """Return the references of a clause, in every language."""
    return f"{of_clause.partition('/')[2]}: data-based-on"


def written_references(path: str, number: int) -> str:
    """Return the references of a clause as they are written in a line of a file."""
    return f"{path}:{number}: data-based-on"


def approval(key: str) -> str:
    """Return the approval of a pair, given the pair as `approvals.yml` names it."""
    return f"approval of {key}"


def release(document: str, state: str) -> str:
    """Return the release of a state of a document."""
    return f"release of {document} {state}"


def release_day(document: str, state: str) -> str:
    """Return the day on which a state of a document is released."""
    return f"release day of {document} {state}"


def entry(file: str, value: str) -> str:
    """Return the entries with a value in a file in `docs/editorial/`."""
    return f"{file}: {value}"


def suppression(rule: str, where: str = "") -> str:
    """Return the suppressions of a rule in a place; without a place, those in any."""
    return f"suppression of {rule} in {where}"


def aspect(of_clause: str, which: str) -> str:
    """Return an aspect of a clause, such as its links."""
    return f"{of_clause}: {which}"


def line(path: str, number: int) -> str:
    """Return a line of a file."""
    return f"{path}:{number}"


def as_advised(path: str) -> str:
    """Return the text of a file as findings advise to write it."""
    return f"{path}: as advised"


def marker(path: str, number: int) -> str:
    """Return the marker of a numbered clause at the beginning of a line of a file."""
    return f"{path}:{number}: marker"


def end(path: str, number: int) -> str:
    """Return the sign at the end of the text that begins in a line of a file."""
    return f"{path}:{number}: end"


def term_word(path: str, line: int, word: str) -> str:
    """Return a word of a term, in any form, in a line of a page."""
    return f"{path}:{line}: {word.casefold()[:_SAME_LETTERS]}"
