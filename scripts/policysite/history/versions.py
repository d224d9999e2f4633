"""The released states of documents: `docs/editorial/versions.yml`, and a frozen copy of each in every language.

A state is a version as it was released, or as a correction without legal effect left it. Its frozen copy is a copy of
the page, `docs/<language>/<document>/<state>.md`, published at `/<document>/<state>/`. Its links are those of the page
that it was copied from: relative to the folder of the document.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import yaml

from policysite.corpus import Corpus, Document, Page, Settings, subjects, yaml_lists
from policysite.corpus.destinations import CHANGES
from policysite.corpus.digest import DIGEST_CHARACTERS, SCHEME
from policysite.corpus.model import VERSION
from policysite.corpus.settings import VERSIONS
from policysite.corpus.yaml_lists import InvalidNodeError
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import InvalidYamlError
from policysite.findings import Finding

NAME = VERSIONS
# Broken by findings that say what each unreadable line should be: then nobody is told that it cannot be read.
DAMAGED_LINES = f"{NAME}: damaged lines"

_VERSION = re.compile(VERSION)
# An entry as `entry` writes it, whatever stands around it, and a value in it in quotation marks of any kind.
# (Neither goes on behind the beginning of the next one, so that long lines are read in linear time.)
_WRITTEN_ENTRY = re.compile(r"\{document: (?:(?!\{document: ).)*?\}\s*\}")
_QUOTED = re.compile(r"(?<=: )[\"“„«]((?:(?!: [\"“„«]).)*?)[\"”“»](?=, [\w-]+: |\})")
_DIGEST = re.compile(rf"v{SCHEME} (?P<digest>[0-9a-f]{{{DIGEST_CHARACTERS}}})")


@dataclass(frozen=True)
class ReleasedState:
    """A released state of a document.

    Attributes:
        effective_date: the day from which the version is in effect.
        released: the day on which the state was released.
        digests: the digest of the page in each language.
        correction: the number of the correction of this version, from 1; 0 for the version as it was released.
        reasons: of a correction, the reason in each language.
        path: the file in which it is recorded.
        line: the line in which its entry begins, from 1; `last_line` is that in which it ends.
    """

    document: str
    version: str
    effective_date: datetime.date
    released: datetime.date
    digests: Mapping[str, str]
    correction: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    last_line: int = field(default=1, compare=False)

    @property
    def name(self) -> str:
        """The name of its frozen copies: the version, with the number of a correction (`1.0-2`)."""
        return f"{self.version}-{self.correction}" if self.correction else self.version

    @property
    def key(self) -> tuple[str, str]:
        """The document and the name: the key of its copies in `Corpus.frozen`."""
        return self.document, self.name

    @property
    def subject(self) -> str:
        """Its release, as findings name it."""
        return subjects.release(*self.key)

    @property
    def place(self) -> tuple[str, int]:
        """The file and the line of its entry."""
        return self.path, self.line

    def changed(self, pages: Mapping[str, Page]) -> list[Page]:
        """Return the pages, of those given by their languages, that have another text."""
        return [page for language, page in pages.items() if page.digest != self.digests.get(language)]

    @property
    def page_name(self) -> str:
        """The name of its frozen copies as pages, such as `privacy/1.0`."""
        return f"{self.document}/{self.name}"

    @property
    def changes_name(self) -> str:
        """The name of the pages that compare it with other states."""
        return f"{self.page_name}/{CHANGES}"

    def title(self, of_page: str, labels: Mapping[str, str]) -> str:
        """Return the title of a page with the version or the correction."""
        label = labels["correction_title" if self.correction else "version_title"]
        return label.format(title=of_page, version=self.version, correction=self.correction)

    @property
    def heading(self) -> str:
        """The id of the heading of its version in the history, such as `privacy-1-0`."""
        return heading_id(self.document, self.version)

    @property
    def begins(self) -> datetime.date:
        """The day from which its text is in effect: a correction never is before it is released."""
        return max(self.effective_date, self.released) if self.correction else self.effective_date

    @property
    def release_order(self) -> tuple[datetime.date, int]:
        """Orders the states as they were released: those of one day by their lines."""
        return self.released, self.line

    @cached_property
    def order(self) -> tuple[tuple[int, ...], int]:
        """Orders the states of a document: later ones are greater."""
        return version_order(self.version), self.correction


@cache
def version_order(version: str) -> tuple[int, ...]:
    """Orders the versions of a document: later ones are greater."""
    return tuple(map(int, version.split(".")))


def version_and_correction(name: str) -> tuple[str, int]:
    """Return the version of a state and the number of its correction, or 0, given the name of its frozen copies."""
    version, _, number = name.partition("-")
    return version, int(number or 0)


def state_order(name: str) -> tuple[tuple[int, ...], int]:
    """Orders the states of a document by the names of their frozen copies: later ones are greater."""
    version, correction = version_and_correction(name)
    return version_order(version), correction


def copies_of_version(corpus: Corpus, document: str, version: str | None) -> dict[int, Document]:
    """Return the frozen copies of a version by the numbers of its corrections; by 0, those of it as it was released."""
    return {
        number: copies
        for name, copies in corpus.copies(document).items()
        for of_version, number in [version_and_correction(name)]
        if of_version == version
    }


def last_of(states: Iterable[ReleasedState]) -> ReleasedState | None:
    """Return the last of the states of a document, in their order; None if there are none."""
    return max(states, key=lambda state: state.order, default=None)


def by_document(states: Iterable[ReleasedState]) -> dict[str, tuple[ReleasedState, ...]]:
    """Return the states of each document, in their order."""
    grouped: dict[str, tuple[ReleasedState, ...]] = {}
    for state in states:
        grouped[state.document] = (*grouped.get(state.document, ()), state)
    return grouped


def heading_id(document: str, version: str) -> str:
    """Return the id of the heading of a version in the history."""
    return f"{document.replace('/', '-')}-{version.replace('.', '-')}"


def version_of_heading(document: str, clause_id: str) -> str | None:
    """Return the version whose heading in the history has an id; None if it is the heading of no version."""
    number = clause_id.removeprefix(heading_id(document, ""))
    version = number.replace("-", ".")
    return version if number != clause_id and _VERSION.fullmatch(version) else None


def abandoned(
    version: str,
    effective_date: datetime.date | None,
    states: Iterable[ReleasedState],
    is_published: Callable[[ReleasedState], bool],
) -> tuple[ReleasedState, ...]:
    """Return the recorded states that nobody has read, and nobody will: the document has another version now.

    A version that is not published follows those that are, or the document's own version takes effect instead of it.
    (Others may have been recorded together, when a site with several versions was brought here.)
    """
    states = tuple(states)
    published = {state.version for state in states if is_published(state)}
    last = max(map(version_order, published), default=None)
    return tuple(
        state
        for state in states
        if state.version not in (version, *published)
        and (
            state.order[0] > last
            if last is not None
            else effective_date is not None and effective_date <= state.effective_date
        )
    )


def rewritten(states: Mapping[str, tuple[ReleasedState, ...]], former: Iterable[ReleasedState]) -> list[ReleasedState]:
    """Return the former states that are not recorded as they were."""
    return [state for state in former if state not in states.get(state.document, ())]


def next_state(
    document: Document, states: Iterable[ReleasedState], today: datetime.date, reasons: Mapping[str, str] = {}
) -> ReleasedState:
    """Return the state that a release of a document, or with reasons a correction, would record now.

    The document must have a version and an effective date.
    """
    front_matter = next(iter(document.pages.values())).front_matter
    version, effective_date = front_matter.version, front_matter.effective_date
    if version is None or effective_date is None:
        raise ValueError(f"{document.name} has no version")
    corrections = [state.correction for state in states if state.version == version]
    return ReleasedState(
        document=document.name,
        version=version,
        effective_date=effective_date,
        released=today,
        digests={language: page.digest for language, page in document.pages.items()},
        correction=max(corrections, default=0) + 1 if reasons else 0,
        reasons=reasons,
    )


def entry(state: ReleasedState) -> str:
    """Return the entry of a state as it is written in the file: one line, without its end."""
    digests = ", ".join(f"{language}: v{SCHEME} {digest}" for language, digest in state.digests.items())
    reasons = ", ".join(f"{language}: {_quoted(reason)}" for language, reason in state.reasons.items())
    fields = {
        "document": _quoted(state.document),
        "version": _quoted(state.version),
        **({"correction": str(state.correction)} if state.correction else {}),
        "effective_date": state.effective_date.isoformat(),
        "released": state.released.isoformat(),
        "digests": f"{{{digests}}}",
        **({"reasons": f"{{{reasons}}}"} if state.correction else {}),
    }
    return f"- {{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"


def _quoted(text: str) -> str:
    return text if text.isalpha() else json.dumps(text, ensure_ascii=False)


def read(settings: Settings) -> tuple[Mapping[str, tuple[ReleasedState, ...]], list[Finding]]:
    """Return the states of each document, in the order of the file, and the findings in it."""
    states, findings = yaml_lists.read(settings, NAME, _state)
    return by_document(states), [
        replace(each, breaks=each.breaks | {NAME}, rests_on=each.rests_on | {DAMAGED_LINES}) for each in findings
    ]


def states_meant_in(line: str, path: str) -> list[ReleasedState]:
    """Return the states in a line whose quotation marks are wrong or that has other signs; none if more is wrong."""
    states = [_corrected(each[0], path) for each in _WRITTEN_ENTRY.finditer(line)]
    return [state for of_entry in states for state in of_entry] if all(states) else []


def _corrected(written: str, path: str) -> list[ReleasedState]:
    """Return the state in an entry, also if its quotation marks are wrong; an empty list if something else is."""
    quoted = _QUOTED.sub(lambda match: json.dumps(match[1], ensure_ascii=False), written)
    return states_in(f"- {written}", path) or states_in(f"- {quoted}", path)


def states_in(text: str, path: str) -> list[ReleasedState]:
    """Return the states in a list, those that can be read."""
    with contextlib.suppress(InvalidYamlError):
        states, _ = yaml_lists.entries(yaml_nodes.compose(text, has_tags=False), path, NAME, _state)
        return states
    return []


def _state(node: yaml.Node, path: str) -> ReleasedState:
    required = ("document", "version", "effective_date", "released", "digests")
    of_correction = ("correction", "reasons")
    is_correction = not yaml_lists.mapping(node).keys().isdisjoint(of_correction)
    fields = yaml_lists.fields(node, (*required, *(of_correction if is_correction else ())), of_correction)
    digests = yaml_lists.mapping(fields["digests"])
    reasons = yaml_lists.mapping(fields["reasons"]) if "reasons" in fields else {}
    return ReleasedState(
        document=yaml_lists.text(fields["document"]),
        version=_matching(fields["version"], _VERSION)[0],
        effective_date=yaml_lists.date(fields["effective_date"]),
        released=yaml_lists.date(fields["released"]),
        digests={language: _matching(each, _DIGEST)["digest"] for language, each in digests.items()},
        correction=int(_matching(fields["correction"], re.compile("[1-9][0-9]{0,3}"))[0]) if reasons else 0,
        reasons={language: yaml_lists.text(each) for language, each in reasons.items()},
        path=path,
        line=node.start_mark.line + 1,
        last_line=yaml_lists.last_line(node),
    )


def _matching(node: yaml.Node, pattern: re.Pattern[str]) -> re.Match[str]:
    match = pattern.fullmatch(yaml_lists.text(node))
    if match is None:
        raise InvalidNodeError(node)
    return match
