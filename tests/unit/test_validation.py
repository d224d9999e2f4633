"""Small corpora, each with one error, and near misses without one."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from policysite.corpus import Block, Clause, Corpus, Document, FrontMatter, Page
from policysite.corpus.headings import AdvisedIds
from policysite.corpus.parser import Parser
from policysite.corpus.validation import ids, validate
from policysite.findings.causes import reported
from policysite.messages import available_locales, messages_in

FOLDERS = {"la": "docs/la", "eo": "docs/eo"}
POLICY = FrontMatter("T", "D", "1.0", datetime.date(2026, 11, 22))
PLAIN = FrontMatter("T", "D")


def clauses(*specs: str) -> tuple[Clause, ...]:
    """Return clauses from `id`, `id=reference,reference` or `level:id`, on the lines 1, 2, 3 …"""
    made = []
    for line, spec in enumerate(specs, start=1):
        level, _, rest = spec.rpartition(":")
        name, given, references = rest.partition("=")
        based_on = tuple(filter(None, references.split(","))) if given else None
        made.append(Clause(name, int(level or 2), f"Clause {line}", line, based_on))
    return tuple(made)


def anchored(block_id: str) -> tuple[Clause, ...]:
    """Return a clause with the id `a`, and a paragraph with an id under it."""
    return (Clause("a", 1, "a", 1, blocks=(Block("paragraph", "p", 2, 2, attributes=(("p", "id", block_id),)),)),)


def document(
    name: str, original: tuple[Clause, ...], translation: tuple[Clause, ...] | None, front_matter: FrontMatter
) -> Document:
    pages = {"la": Page(f"docs/la/{name}.md", "la", name, front_matter, original)}
    if translation is not None:
        pages["eo"] = Page(f"docs/eo/{name}.md", "eo", name, front_matter, translation)
    return Document(name, pages)


def found(*documents: Document) -> list[tuple[str, int, str]]:
    corpus = Corpus(("la", "eo"), {each.name: each for each in documents})
    return [
        (finding.path, finding.line, finding.rule)
        for finding in reported(validate(corpus, FOLDERS))
        if finding.rule != "home-missing"
    ]


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        (anchored("p"), anchored("p"), []),
        (
            anchored("1p"),
            anchored("a"),
            [("docs/la/faq.md", 2, "id-invalid"), ("docs/eo/faq.md", 2, "id-repeated")],
        ),
        (clauses("a"), clauses("a", "b"), [("docs/eo/faq.md", 2, "clause-missing")]),
        (
            clauses("a", "b"),
            clauses("a", "3:c"),
            [("docs/la/faq.md", 2, "clause-missing"), ("docs/eo/faq.md", 2, "clause-missing")],
        ),
        (
            clauses("a", "b", "d"),
            clauses("a", "d", "c"),
            [("docs/la/faq.md", 2, "clause-missing"), ("docs/eo/faq.md", 3, "clause-missing")],
        ),
        (clauses("a", "b", "c"), clauses("b", "c", "a"), [("docs/eo/faq.md", 3, "ids-out-of-order")]),
        (clauses("a", "b", "c", "d"), clauses("d", "a", "b", "c"), [("docs/eo/faq.md", 1, "ids-out-of-order")]),
        (clauses("a", "b", "c"), clauses("a", "c", "b"), [("docs/eo/faq.md", 2, "ids-out-of-order")]),
    ],
)
def test_clauses_are_the_same_in_every_language(
    original: tuple[Clause, ...], translation: tuple[Clause, ...], expected: list[tuple[str, int, str]]
) -> None:
    pages = document("faq", original, translation, PLAIN).pages
    lines = {each: tuple(f"## {clause.title} {{ #{clause.id} }}" for clause in pages[each].clauses) for each in pages}
    with_lines = {each: replace(page, source=lines[each]) for each, page in pages.items()}
    assert found(Document("faq", with_lines)) == sorted(expected)


@pytest.mark.parametrize(
    ("released", "advice"),
    [
        ((), ["docs/eo/privacy.md", "## Clause 1 { #a }", "## Clause 1 { #b }"]),
        (("a", "b"), []),  # these are two clauses
        (("a",), ["docs/eo/privacy.md", "## Clause 1 { #a }"]),
        (("b",), ["docs/la/privacy.md", "## Clause 1 { #b }"]),
    ],
)
def test_of_two_ids_the_released_one_is_to_be_kept(released: tuple[str, ...], advice: list[str]) -> None:
    policy = document("privacy", clauses("a"), clauses("b"), POLICY)
    copy = document("privacy/1.0", clauses(*released), None, POLICY)
    corpus = Corpus(("la", "eo"), {"privacy": policy}, {("privacy", "1.0"): copy})
    differing = [each for each in validate(corpus, FOLDERS) if each.rule == "ids-differ"]
    fixes = [(each.path, *re.findall("## .*", messages_in("en").fix(each.rule, each.params))) for each in differing]
    assert [line for fix in fixes for line in fix] == advice


@pytest.mark.parametrize(
    ("written", "advised"),
    [
        ("## Data {name} { #data }", "## Data \\{name} { #data }"),
        ("## Data {#data", "## Data { #data }"),
        ("## Data { #data } .", "## Data { #data }"),
        ("## Data {{ #data }}", "## Data { #data }"),
    ],
)
def test_the_advised_line_of_a_heading_has_its_text_and_its_id(written: str, advised: str) -> None:
    page = Page("docs/la/faq.md", "la", "faq", PLAIN, (Clause("", 2, written[3:], 1),), source=(written,))
    examples = [finding.params["example"] for finding in ids(page, AdvisedIds([page]))]
    assert examples == [advised]


@pytest.mark.parametrize(
    "other",
    [
        PLAIN,
        FrontMatter("T", "D", "1.1", datetime.date(2026, 11, 22)),
        FrontMatter("T", "D", "1.0", datetime.date(2026, 11, 23)),
    ],
)
def test_every_language_has_the_same_version(other: FrontMatter) -> None:
    pages = {
        "la": Page("docs/la/privacy.md", "la", "privacy", POLICY, clauses("a")),
        "eo": Page("docs/eo/privacy.md", "eo", "privacy", other, clauses("a")),
    }
    assert found(Document("privacy", pages)) == [("docs/eo/privacy.md", 1, "versions-differ")]


def test_answers_may_be_based_on_a_page_with_an_invalid_version() -> None:
    invalid = FrontMatter("T", "D", version_invalid=True)
    policy = document("privacy", clauses("rights"), clauses("rights"), invalid)
    faq = document("faq", clauses("a=rights"), clauses("a=rights"), PLAIN)
    assert found(policy, faq) == []


def test_the_levels_of_headings_without_ids_are_not_compared() -> None:
    rules = {rule for *_, rule in found(document("faq", clauses("a", ""), clauses("a", "3:", "4:"), PLAIN))}
    assert rules == {"id-missing"}


def test_a_clause_without_an_id_is_not_also_reported_as_missing() -> None:
    assert found(document("faq", clauses("a", ""), clauses("a", "b"), PLAIN)) == [("docs/la/faq.md", 2, "id-missing")]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("a=rights", []),
        ("a=rights,use", []),
        ("a=privacy#more", []),
        ("a", []),
        ("a=", ["based-on-empty"] * 2),
        ("a=none", ["based-on-unknown"] * 2),
        ("a=a", ["based-on-unknown"] * 2),
        ("a=faq#a", ["based-on-unknown"] * 2),
        ("a=terms#rights", ["based-on-unknown"] * 2),
        ("a=more", ["based-on-ambiguous"] * 2),
    ],
)
def test_an_answer_is_based_on_clauses_of_a_policy(answer: str, expected: list[str]) -> None:
    policy = document("privacy", clauses("rights", "use", "more"), clauses("rights", "use", "more"), POLICY)
    terms = document("terms", clauses("more"), clauses("more"), POLICY)
    faq = document("faq", clauses(answer), clauses(answer), PLAIN)
    assert [rule for _, _, rule in found(policy, terms, faq)] == expected


def test_the_advice_names_a_similar_clause_however_many_there_are() -> None:
    names = (*(f"clause-{number}" for number in range(1, 101)), "retention")
    policy = document("privacy", clauses(*names), clauses(*names), POLICY)
    page = Page("docs/la/faq.md", "la", "faq", PLAIN, clauses("a=retension"), source=("## A { #a }",))
    findings = validate(Corpus(("la",), {each.name: each for each in (policy, Document("faq", {"la": page}))}), FOLDERS)
    (finding,) = (each for each in findings if each.rule == "based-on-unknown")
    assert "retention" in finding.advised[1]
    assert finding.params["known"].endswith("clause-50, …")


@pytest.mark.parametrize(
    ("title", "text", "advised"),
    [
        ("Rights", "", '## A { #a data-based-on="guard" }'),
        ("Another", "", "## A { #a }"),
        ("Another", "You may ask.", '## A { #a data-based-on="guard" }'),
        ("Another", "You may not.", "## A { #a }"),
    ],
)
def test_the_advice_names_the_new_id_of_a_clause_that_has_its_released_text(
    title: str, text: str, advised: str
) -> None:
    released = below("You may ask." if text else "")
    policy, copy = (
        Document(name, {"la": Page(f"docs/la/{name}.md", "la", name, POLICY, (clause,))})
        for name, clause in (
            ("privacy", Clause("guard", 2, title, 1, heading=Block("heading", title, 1, 1), blocks=below(text))),
            (
                "privacy/1.0",
                Clause("rights", 2, "Rights", 1, heading=Block("heading", "Rights", 1, 1), blocks=released),
            ),
        )
    )
    faq = Document(
        "faq", {"la": Page("docs/la/faq.md", "la", "faq", PLAIN, clauses("a=rights"), source=("## A { #a }",))}
    )
    corpus = Corpus(("la",), {"privacy": policy, "faq": faq}, {("privacy", "1.0"): copy})
    (finding,) = (each for each in validate(corpus, FOLDERS) if each.rule == "based-on-unknown")
    assert finding.advised[1] == advised


def below(text: str) -> tuple[Block, ...]:
    return (Block("paragraph", text, 2, 2),) if text else ()


@pytest.mark.parametrize(
    ("named", "elsewhere", "advised"),
    [
        ("a=protection", "a=security", "security"),
        ("a=protection,use", "a=security,use", "security use"),
        ("a=protection", "a=protektion", "retention"),
        ("a=protection", "b=security", "security"),
        ("a=clause,2", "a=protektion", "use"),
        ("a=clause,9", "a=protektion", None),
    ],
)
def test_the_advice_names_what_another_language_names_or_the_clause_with_that_title(
    named: str, elsewhere: str, advised: str | None
) -> None:
    names = ("security", "use", "retention")
    policy = document("privacy", clauses(*names), clauses(*names), POLICY)
    sources = {"la": (named, ("## A { #a }",)), "eo": (elsewhere, ("## A { #a }",))}
    faq = Document(
        "faq",
        {
            language: Page(f"docs/{language}/faq.md", language, "faq", PLAIN, clauses(text), source=source)
            for language, (text, source) in sources.items()
        },
    )
    found = validate(Corpus(("la", "eo"), {each.name: each for each in (policy, faq)}), FOLDERS)
    advice = {each.advised.get(1) for each in found if each.rule == "based-on-unknown" and "/la/" in each.path}
    assert advice == {f'## A {{ #a data-based-on="{advised}" }}' if advised else None}


def test_two_ids_of_one_clause_come_with_the_references_that_were_intended() -> None:
    policy = document("privacy", clauses("security", "retention"), clauses("security", "retention"), POLICY)
    pages = {
        language: Page(f"docs/{language}/faq.md", language, "faq", PLAIN, clauses(text), source=("## A { #a }",))
        for language, text in (("la", "a=protection"), ("eo", "b=security"))
    }
    corpus = Corpus(("la", "eo"), {"privacy": policy, "faq": Document("faq", pages)})
    (found,) = (each for each in validate(corpus, FOLDERS) if each.rule == "ids-differ")
    advice = found.params["example"], found.params["other_example"]
    assert advice == ('## A { #a data-based-on="security" }', '## A { #b data-based-on="security" }')


def test_without_a_policy_the_advice_names_no_clause() -> None:
    documents = {"faq": document("faq", clauses("a=b"), clauses("a=b"), PLAIN)}
    (finding, _) = (each for each in validate(Corpus(("la", "eo"), documents), FOLDERS) if each.rule != "home-missing")
    for language in available_locales():
        assert "—" not in "".join(line for line, _ in messages_in(language).fix_lines(finding.rule, finding.params))


@pytest.mark.parametrize("other", ["a=rights", "a=use,rights", "a"])
def test_an_answer_is_based_on_the_same_clauses_in_every_language(other: str) -> None:
    policy = document("privacy", clauses("rights", "use"), clauses("rights", "use"), POLICY)
    faq = document("faq", clauses("a=rights,use"), clauses(other), PLAIN)
    assert found(policy, faq) == [("docs/eo/faq.md", 1, "based-on-differs")]


@pytest.mark.parametrize(
    ("title", "other", "clause_id"),
    [
        ("Сроки хранения ёлок", "", "sroki-khraneniya-elok"),
        ("Сроки {имя}", "", "sroki"),
        ("¶", "", "clause-1"),
        ("Сроки", "Сроки", "clause-1"),
        ("Terms", "Terms", "clause-1"),
    ],
)
def test_an_id_is_advised_from_the_title_unless_another_heading_has_it(title: str, other: str, clause_id: str) -> None:
    of_page = tuple(Clause("", 2, each, line) for line, each in enumerate((title, other), start=1))
    page = Page("docs/ru/faq.md", "ru", "faq", PLAIN, of_page)
    first, *_ = ids(page, AdvisedIds([page]))
    assert first.params["example"].endswith(f" {{ #{clause_id} }}")


@pytest.mark.parametrize(
    ("titles", "advised"),
    [
        ({"ru": ["Файлы cookie"], "en": ["Cookies"]}, {"ru": ["cookies"], "en": ["cookies"]}),
        ({"ru": ["Файлы", "Цели"], "en": ["Files", "Aims"]}, {"ru": ["files", "aims"], "en": ["files", "aims"]}),
        ({"ru": ["Файлы", "#q Цели"], "en": ["#f Files", "Aims"]}, {"ru": ["f", ""], "en": ["", "q"]}),
        ({"ja": ["クッキー"], "he": ["עוגיות"]}, {"ja": ["clause-2"], "he": ["clause-2"]}),
        ({"ru": ["Файлы"], "de": ["Dateien"], "en": ["Files"]}, {"ru": ["files"], "de": ["files"], "en": ["files"]}),
        ({"fr": ["Délais"], "ru": ["Сроки"]}, {"fr": ["delais"], "ru": ["delais"]}),
        ({"ru": ["Файлы"] * 2, "en": ["Files"] * 2}, {each: ["clause-2", "clause-3"] for each in ("ru", "en")}),
        # One of two is in the original only: the paragraphs below them show which.
        ({"ru": ["Файлы", "-Цели"], "en": ["-Aims"]}, {"ru": ["fayly", "aims"], "en": ["aims"]}),
    ],
)
def test_the_same_id_is_advised_in_every_language(titles: dict[str, list[str]], advised: dict[str, list[str]]) -> None:
    def clause(title: str, line: int) -> Clause:
        given, _, rest = title.rpartition(" ") if title.startswith("#") else ("", "", title)
        blocks = tuple(Block("item", "x" * 30, line, line) for _ in range(3)) if title.startswith("-") else ()
        return Clause(given[1:], 2, rest.lstrip("-"), line, blocks=blocks)

    pages = [
        Page(
            f"docs/{language}/faq.md",
            language,
            "faq",
            PLAIN,
            (
                Clause("a", 2, "A", 1),
                *(clause(each, line) for line, each in enumerate(of_page, start=2)),
                Clause("z", 2, "Z", 9),
            ),
        )
        for language, of_page in titles.items()
    ]
    ids_of = AdvisedIds(pages)
    assert {
        page.language: [ids_of.of(page, each) if not each.id else "" for each in page.clauses[1:-1]] for page in pages
    } == advised


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("# Titulus { #terms }\n", "Teksto.\n", ["# T { #terms }"]),
        ("Textus.\n", "Teksto.\n", ["# T { #terms }", "# T { #terms }"]),
        ("## Condiciones\n", "## Kondiĉoj { #use }\n", ["# Condiciones { #use }", "# Kondiĉoj { #use }"]),
        ("# A { #a }\n\n## B { #terms }\n", "Teksto.\n\n## B { #a }\n", ["# T { #terms }"]),
    ],
)
def test_a_page_is_to_begin_with_the_same_id_in_every_language(
    original: str, translation: str, expected: list[str]
) -> None:
    pages = {}
    for language, text in (("la", original), ("eo", translation)):
        parsed = Parser(("attr_list",), {}).parse(text)
        path, lines = f"docs/{language}/terms.md", tuple(text.split("\n"))
        page = Page(path, language, "terms", PLAIN, parsed.clauses, lines, first_level=parsed.first_level)
        pages[language] = page
    corpus = Corpus(("la", "eo"), {"terms": Document("terms", pages)})
    findings = [each for each in validate(corpus, FOLDERS) if each.rule == "h1-missing"]
    assert [each.params["example"] for each in findings] == expected


def test_letters_of_an_id_that_look_like_latin_ones_are_named() -> None:
    page = Page("docs/en/faq.md", "en", "faq", FrontMatter("", ""), clauses("\u0441hildren", "дети"))
    found = [finding.params["letters"] for finding in ids(page, AdvisedIds([page]))]
    assert found == ["\u0441 (U+0441)", ""]
