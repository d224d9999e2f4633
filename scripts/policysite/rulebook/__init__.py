"""The rule book: for every finding that there can be, an example of what is found and one of what is not.

The same examples are shown to people and run as tests, so that the book cannot describe what the rules do not do. They
lie beside this module, in a folder for each check, and there in a file for each family.
"""

from __future__ import annotations

import enum
import functools
import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib import resources
from typing import Any

import yaml

from policysite.messages import Messages

# Why another site gives no answer, as examples say it, and which of the messages of the tool say it to people.
SILENCES = {
    "no such host": "answer_no_such_host",
    "certificate refused": "answer_certificate_refused",
    "no answer": "answer_none",
}


class Check(enum.StrEnum):
    """The checks, by the names of their folders: that of the content, and that of the built site with its links."""

    LINT = "lint"
    LINKS = "links"


@dataclass(frozen=True)
class Example:
    """A small site; for rules of the links it is built, and published at https://policy.example/legal/.

    A path that begins with `site/` is one in the folder of the built site: what is said of it is done after the build.

    Attributes:
        texts: by language, what stands on one of its pages: under a heading, or from its first heading on where it
            begins with `#`, or from its front matter on where it begins with `---`.
        page: the name of that page.
        approved: the texts as they were when their translations were approved; the same unless given.
        repeat: by language, how many times its text is written.
        files: other files, by their paths from the folder of `mkdocs.yml`.
        bytes: files that are no text, by their paths: what they hold, in hexadecimal digits.
        links: symbolic links, by their paths: where they lead.
        without: the paths of files that are not there, though every site should have them.
        settings: what `mkdocs.yml` says under the plugin, beyond the default.
        answers: what other sites answer, by the address that is asked: a status (`404`), a status and where it sends on
            (`301 https://…`), a status and the page (`200 <h2 id="rights">…`), or why there is no answer: one of
            `SILENCES`.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    page: str = "privacy"
    approved: Mapping[str, str] | None = None
    repeat: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    bytes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    without: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Examples:
    """What a rule finds, and what it does not.

    Attributes:
        check: the check whose rule it is; what is found in the pages and in the built site is a rule of the content.
        family: the rules it stands with.
        bad: what it finds.
        good: what it does not, nor does any other rule.
    """

    check: Check
    family: str
    bad: Example
    good: Example


@functools.cache
def examples() -> Mapping[str, Examples]:
    """The examples of every rule, by its name, check by check and family by family."""
    found: dict[str, Examples] = {}
    for check in Check:
        folder = resources.files(__name__) / "examples" / check
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            family = file.name.removesuffix(".toml")
            for rule, both in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[rule] = Examples(check, family, _example(both["bad"]), _example(both["good"]))
    return found


def _example(given: Mapping[str, Any]) -> Example:
    named = {each.name: given[each.name] for each in fields(Example) if each.name in given}
    return Example({name: text for name, text in given.items() if name not in named}, **named)


def listed(messages: Messages) -> str:
    """All rules, family by family, each with what it says when it finds something."""
    lines: list[str] = []
    family = ""
    width = max(map(len, messages.rules))
    for name, example in examples().items():
        if example.family != family:
            family = example.family
            lines += ["", f"{family}:"]
        lines.append(f"  {name:<{width}}  {_message(name, messages)}")
    return "\n".join(lines).strip("\n")


def explained(rule: str, messages: Messages) -> str:
    """Why there is a rule, and an example of what it finds and of what it does not."""
    both = examples()[rule]
    parts = [f"{rule}: {_message(rule, messages)}", messages.rules[rule]["why"]]
    for title, example in (("example_bad", both.bad), ("example_good", both.good)):
        parts.append(messages.text(title))
        parts += [_shown(name, text) for name, text in _files(example, messages)]
    return "\n\n".join(parts)


def _message(rule: str, messages: Messages) -> str:
    """What a rule says, with the params left out."""
    template = messages.rules[rule]["message"]
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in string.Formatter().parse(template))


def _files(example: Example, messages: Messages) -> Iterator[tuple[str, str]]:
    """The texts of an example with the names of what they stand in."""
    for language, text in example.texts.items():
        if example.approved and example.approved.get(language, text) != text:
            yield f"{language}, {messages.text('example_approved')}", example.approved[language]
        times = example.repeat.get(language, 1)
        yield language if times == 1 else f"{language}, × {times}", text
    yield from example.files.items()
    for path, content in example.bytes.items():
        yield path, messages.text("example_bytes", bytes=content)
    for path, target in example.links.items():
        yield path, messages.text("example_link", target=target)
    for path in example.without:
        yield path, messages.text("example_without")
    if example.settings:
        yield "mkdocs.yml", yaml.safe_dump({"plugins": [{"policy": dict(example.settings)}]}, allow_unicode=True)
    for address, answer in example.answers.items():
        silence = SILENCES.get(answer)
        yield address, messages.text(silence) if silence else messages.text("example_answer", answer=answer)


def _shown(name: str, text: str) -> str:
    lines = "\n".join(f"    │ {line}".rstrip() for line in text.rstrip("\n").split("\n"))
    return f"  {name}\n{lines}"
