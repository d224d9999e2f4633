"""The output check refuses every hostile site, without the lint, with file and line."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from policysite import corpus
from policysite.config import loader, rules
from policysite.config.supported_extensions import SUPPORTED
from policysite.corpus import Settings
from policysite.corpus.parser import Parser
from policysite.errors import ToolError
from policysite.files import IMAGE_TYPES
from policysite.findings import Finding
from policysite.findings.text import as_text
from policysite.history import rules as history
from policysite.messages import available_locales, messages_in
from policysite.output_check import documents, own_look, page_texts
from policysite.output_check.addresses import Addresses
from policysite.output_check.check import SiteCheck
from policysite.output_check.data import text_problems
from policysite.output_check.elements import Address
from policysite.output_check.pages import PageCheck
from policysite.output_check.styles import problems_of_brand
from policysite.site import search
from policysite.site.build import build
from rcssmin import cssmin

from tests.hostile.attack import Attack, BuildStep, all_of, groups, replace, write
from tests.hostile.outputs.files import ADDED, REPLACED, ROBOTS, SECURITY, STYLES, TEXTS
from tests.hostile.outputs.images import pdf, with_unlisted
from tests.hostile.outputs.pages import TAMPERED, Tampered
from tests.hostile.outputs.pull_requests import ATTACKS, GROUPS, UNLOADED
from tests.hostile.outputs.rules import ADDRESS, CHANGED, CONTACT, HIDDEN, INVALID, LARGE, STYLE, UNLISTED
from tests.hostile.sources import ATTACKS as SOURCES
from tests.hostile.sources.pages import PAGES
from tests.project import Project

PAGE = "privacy/index.html"


def to_refuse(attacks: Iterable[Attack]) -> list[Attack]:
    """Return the attacks that a build must refuse even if nobody has checked the sources."""
    return [attack for attack in attacks if not attack.unrefused]


def places(findings: Iterable[Finding]) -> set[str]:
    """Return where findings are, after printing them in every language."""
    listed = list(findings)
    for language in available_locales():
        as_text(listed, messages_in(language)).encode()
    return {f"{each.path}:{each.line} {each.rule}" for each in listed}


class NoSearch:
    """Instead of a search index, which takes as long as the rest of a build, and which no attack can reach."""

    def __init__(self, *_: object) -> None: ...
    def write(self, folder: Path) -> None: ...
    def discard(self) -> None: ...


def refusal(site: Project, refused_by: BuildStep = BuildStep.OUTPUT_CHECK) -> ToolError:
    """Build a site whose sources nobody has checked; the build must refuse it. Return the error."""
    read = corpus.read
    with pytest.MonkeyPatch.context() as patch, pytest.raises(ToolError) as error:
        patch.setattr(search, "SearchIndex", NoSearch)
        patch.setattr(own_look, "findings", lambda _: [])
        if refused_by is BuildStep.OUTPUT_CHECK:
            patch.setattr(corpus, "read", lambda *args, **options: (read(*args, **options)[0], []))
            patch.setattr(corpus, "look_findings", lambda _: [])
            patch.setattr(history, "findings_in_released", lambda *_: [])
        build(site.config)
    assert not (site.folder / "site").exists()
    return error.value


def refused(site: Project) -> set[str]:
    """Build a site whose sources nobody has checked; the output check must refuse it. Return its findings."""
    error = refusal(site)
    assert error.message == "output_refused"
    return places(error.findings)


@pytest.fixture(scope="module")
def built(honest: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The honest site, built; a test that changes a file puts it back."""
    site = Attack("", ()).applied(honest, tmp_path_factory.mktemp("built") / "site")
    build(site.config)
    return site


@pytest.fixture(scope="module")
def settings(built: Project) -> Settings:
    return loader.load(built.config)


@contextmanager
def changed(site: Project, path: str, content: str | bytes) -> Iterator[None]:
    """Write a file of the built site, and put back what was there."""
    file = site.folder / "site" / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        yield
    finally:
        file.unlink() if before is None else file.write_bytes(before)


def found(site: Project, settings: Settings) -> set[str]:
    """Return the rules of what is found in a built site."""
    return {place.rpartition(" ")[2] for place in places(SiteCheck(site.folder / "site", settings).findings())}


def test_the_honest_site_passes(built: Project, settings: Settings) -> None:
    assert found(built, settings) == set()


def test_a_link_of_an_addition_out_of_the_site_is_reported_there_alone(honest: Project, tmp_path: Path) -> None:
    notice = write("overrides/notice.html", '<p>a</p>\n<p><a href="../">x</a></p>')
    site = Attack("", (notice,)).applied(honest, tmp_path / "site")
    assert refused(site) == {f"overrides/notice.html:2 {ADDRESS}"}


@pytest.mark.parametrize("attack", TAMPERED, ids=lambda attack: attack.name)
def test_a_changed_page_is_refused(built: Project, settings: Settings, attack: Tampered) -> None:
    text = built.read(f"site/{PAGE}")
    assert attack.old in text
    with changed(built, PAGE, text.replace(attack.old, attack.new, 1)):
        assert attack.rule in found(built, settings)


def test_what_is_known_of_other_pages_hides_nothing(built: Project, settings: Settings) -> None:
    honest, pages = built.read(f"site/{PAGE}"), PageCheck(settings)
    assert [*pages.problems(PAGE, honest, is_indexed=True)] == []
    for attack in TAMPERED:
        problems = pages.problems(PAGE, honest.replace(attack.old, attack.new, 1), is_indexed=True)
        assert attack.rule in {problem.rule.name for problem in problems}, attack.name
    assert [*pages.problems(PAGE, honest, is_indexed=True)] == []


def test_a_page_that_search_engines_may_find_by_mistake_is_found(built: Project, settings: Settings) -> None:
    path, part = "ru/privacy/with-original/index.html", '<meta name="robots" content="noindex">'
    text, pages = built.read(f"site/{path}"), PageCheck(settings)
    assert [*pages.problems(path, text, is_indexed=False)] == []
    problems = pages.problems(path, text.replace(part, ""), is_indexed=False)
    assert [problem.rule.name for problem in problems] == ["output-page-indexed"]


@pytest.mark.parametrize(("path", "content"), [case[1:] for case in ADDED], ids=[case[0] for case in ADDED])
def test_an_added_file_is_refused(built: Project, settings: Settings, path: str, content: str) -> None:
    with changed(built, path, content):
        assert f"site/{path}:1 {UNLISTED}" in places(SiteCheck(built.folder / "site", settings).findings())


@pytest.mark.parametrize(
    ("path", "content", "rule"), [case[1:] for case in REPLACED], ids=[case[0] for case in REPLACED]
)
def test_a_replaced_file_is_refused(
    built: Project, settings: Settings, path: str, content: str | bytes, rule: str
) -> None:
    assert (built.folder / "site" / path).exists()
    with changed(built, path, content):
        assert rule in found(built, settings)


@pytest.mark.parametrize(("path", "content"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_a_false_text_is_found(settings: Settings, path: str, content: str) -> None:
    problems = text_problems(path, content.encode(), settings, Addresses(settings))
    assert [problem.rule.name for problem in problems] == [INVALID]


@pytest.mark.parametrize("sheet", [case[1] for case in STYLES], ids=[case[0] for case in STYLES])
def test_a_style_that_does_more_than_to_color_is_found(sheet: str) -> None:
    assert [*problems_of_brand(cssmin(sheet))]


def test_a_style_sheet_with_a_style_behind_the_theme_is_refused(built: Project, settings: Settings) -> None:
    path = "assets/site.css"
    with changed(built, path, built.read(f"site/{path}") + "#requests{display:none}"):
        assert STYLE in found(built, settings)


@pytest.mark.parametrize("line", [case[1] for case in ROBOTS], ids=[case[0] for case in ROBOTS])
def test_a_line_of_robots_txt_is_found(settings: Settings, line: str) -> None:
    text = f"User-agent: *\n{line}\n".encode()
    problems = [*text_problems("robots.txt", text, settings, Addresses(settings), ["", "privacy/"])]
    assert len(problems) == 1
    assert {problem.rule.name for problem in problems} <= {ADDRESS, CONTACT, INVALID, HIDDEN}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_honest_lines_of_robots_txt_are_published(settings: Settings, end: str) -> None:
    lines = [
        "User-agent: *",
        "Disallow: /a//b",
        "Disallow: /*?",
        "Disallow: /legal/privacy/old$",
        "Disallow: *.json$",
        "Crawl-delay: 10",
        "Allow: /",
        "",
        "# See https://policy.example/, thanks: all",
        "Host: policy.example",
    ]
    text = end.join([*lines, "Host: https://policy.example/", "Sitemap: https://policy.example/legal/sitemap.xml", ""])
    assert [*text_problems("robots.txt", text.encode(), settings, Addresses(settings), ["", "privacy/"])] == []


@pytest.mark.parametrize("line", [case[1] for case in SECURITY], ids=[case[0] for case in SECURITY])
def test_a_line_of_security_txt_is_found(settings: Settings, line: str) -> None:
    text = f"Contact: mailto:privacy@policy.example\nPolicy: https://policy.example/a\n{line}\n"
    problems = [*text_problems(".well-known/security.txt", text.encode(), settings, Addresses(settings))]
    assert {problem.rule.name for problem in problems} <= {ADDRESS, CONTACT, INVALID}
    assert len(problems) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Contact: [TODO: https://… or mailto:…]",
        "# An address with https:, mailto: or tel:, see ISO/IEC 29147:2018 (RFC 9116)",
        "# https://policy.example/legal/ and https://www.policy.example, <privacy@policy.example>",
        "Encryption: dns:a._openpgpkey.policy.example?type=OPENPGPKEY",
    ],
)
def test_an_honest_line_of_security_txt_is_published(settings: Settings, line: str) -> None:
    assert [*text_problems(".well-known/security.txt", line.encode(), settings, Addresses(settings))] == []


@pytest.mark.parametrize(
    "address", ["tel:+749512345678", "tel:1234567", "tel:+74951234567;ext=1", "https://acme.t.me/evil"]
)
def test_a_link_to_a_contact_that_is_like_a_listed_one_is_found(settings: Settings, address: str) -> None:
    listed = dataclasses.replace(settings, contacts=("+7 495 123-45-67", "@acme"))
    rule = Addresses(listed).broken_rule(address, Address.LINK)
    assert rule is not None
    assert rule.name == CONTACT


@pytest.mark.parametrize(
    ("contact_url", "text"),
    [
        ("https://t.me/acme", "Telegram: @acme"),
        ("https://t.me/acme", "Write to t.me/acme."),
        ("mailto:a@policy.example", "All our addresses end in @policy.example (@policy.example)."),
        ("mailto:a@policy.example?cc=b@policy.example", "a@policy.example, b@policy.example"),
    ],
)
def test_the_contact_of_the_site_may_be_written_out(settings: Settings, contact_url: str, text: str) -> None:
    addresses = Addresses(dataclasses.replace(settings, contact_url=contact_url, contacts=()))
    assert addresses.unlisted_contacts(text) == ()


def test_what_is_added_under_a_heading_does_not_stand_between_it_and_a_number(settings: Settings) -> None:
    heading = (
        '<div class="clause"><h2 id="a">ИНН</h2><a aria-label="A" class="clause__link" href="#a">#</a>'
        '<a aria-label="A" class="clause__original" href="../a/#a">Original</a></div>\n'
    )
    note = '<p class="unapproved">Nobody has compared this yet. <a href="../a/#a">Read the original{}</a></p>\n'
    page = f"{heading}{note}<p>0274062111</p>"
    assert page_texts.contacts(page.format(""), Addresses(settings)) == ()
    assert {each.what for each in page_texts.contacts(page.format(" +7 999 000-00-00"), Addresses(settings))} == {
        "+7 999 000-00-00"
    }


def test_a_postcode_in_the_next_line_goes_on_with_no_number(settings: Settings) -> None:
    html = "<p>Rua Augusta 12<br>1100-053 Lisboa<br />\nAv. Providencia 1234<br>7500000 Santiago</p>"
    assert page_texts.contacts(html, Addresses(settings)) == ()


@pytest.mark.parametrize(
    ("cells", "contacts"),
    [
        (("Phone", "99.95", "99.99"), []),
        (("Phone", "1080", "2400"), []),
        (("Phone", "9.00–18.00", "10.00–14.00"), []),
        (("Phone", "98765 43210", "98765 43211"), ["98765 43210", "98765 43211"]),
    ],
)
def test_no_number_is_in_two_cells(settings: Settings, cells: tuple[str, ...], contacts: list[str]) -> None:
    row = "\n".join(f"<td>{cell}</td>" for cell in cells)
    html = f"<table>\n<tbody>\n<tr>\n{row}\n</tr>\n</tbody>\n</table>"
    assert [each.what for each in page_texts.contacts(html, Addresses(settings))] == contacts


def test_what_markdown_makes_is_published(settings: Settings) -> None:
    parser = Parser(tuple(SUPPORTED), {"pymdownx.tabbed": {"alternate_style": True}})
    tree = parser.parse(
        "# A { #a data-based-on=privacy#b }\n\n1.1. b[^1], c[^1], <privacy@policy.example>, *HTML*\n{ #b }\n\n"
        "- [x] `d`\n\n[e](b.md?c&d){ hreflang=en title='E \"f\"' } ![](../a.svg){ loading=lazy }\n\n"
        '=== "F"\n\n    g\n\n??? note\n\n    h\n\n???+ "I"\n\n    j\n\n!!! tip "K"\n\n    l\n\nM\n:   n\n\n'
        "125009. s\n\n| o |\n|---|\n| p |\n\n``` py\nq = 1\n```\n\n``` yaml\nr: 1\n```\n\n``` lilypond\nc\n```\n\n"
        "[^1]: R\n\n    - s\n\n*[HTML]: T\n"
    ).tree
    assert tree is not None
    assert [*PageCheck(settings).problems_of_markdown(tree)] == []


def test_a_link_in_the_built_site_is_refused(built: Project, settings: Settings) -> None:
    link = built.folder / "site/assets/x.png"
    link.symlink_to("/etc/hostname")
    try:
        assert found(built, settings) == {UNLISTED}
    finally:
        link.unlink()


def test_a_file_that_is_missing_is_found(built: Project, settings: Settings) -> None:
    with changed(built, "sitemap.xml.gz", ""):
        (built.folder / "site/sitemap.xml.gz").unlink()
        assert found(built, settings) == {CHANGED}


def test_a_file_that_is_too_large_is_found(built: Project, settings: Settings) -> None:
    with changed(built, ".well-known/security.txt", "#" * 1_000_001):
        assert found(built, settings) == {LARGE}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].name)
def test_pull_requests_are_refused(honest: Project, tmp_path: Path, group: list[Attack]) -> None:
    found_at = refused(all_of(group).applied(honest, tmp_path / "site"))
    assert [attack.name for attack in group if attack.refused not in found_at] == []


def files_of(found: Iterable[str]) -> set[str]:
    """Return the files of findings; all files of the built site are one."""
    return {"site" if place.startswith("site/") else place.partition(":")[0] for place in found}


# The message of a build that is refused, by its step.
MESSAGES = {
    BuildStep.OUTPUT_CHECK: "output_refused",
    BuildStep.LOADING: "config_refused",
    BuildStep.READING: "pages_refused",
}
# Those by pages that a build reads are tried together, below.
APART = to_refuse([*SOURCES, *(attack for attack in PAGES if attack.refused_by is not BuildStep.OUTPUT_CHECK)])


@pytest.mark.parametrize("group", groups(APART), ids=lambda group: group[0].name)
def test_attacks_are_refused_although_nobody_has_checked_them(
    honest: Project, tmp_path: Path, group: list[Attack]
) -> None:
    missed = passed(all_of(group).applied(honest, tmp_path / "site"), group)
    if len(group) > 1:  # what one attack damages may hide another one
        sites = [attack.applied(honest, tmp_path / str(number)) for number, attack in enumerate(missed)]
        missed = [attack for attack, site in zip(missed, sites, strict=True) if passed(site, [attack])]
    assert [attack.name for attack in missed] == []


def passed(site: Project, group: list[Attack]) -> list[Attack]:
    """Return the attacks of one step of a build that it does not refuse in a site, which it must refuse."""
    step = group[0].refused_by
    error = refusal(site, step)
    found = places(error.findings)
    if error.message != MESSAGES[step]:
        return group
    if step is BuildStep.OUTPUT_CHECK:
        return [each for each in group if not files_of([each.refused or each.stopped]) <= files_of(found)]
    return [each for each in group if (each.refused or each.stopped) not in found]


def test_attacks_by_pages_are_refused_although_nobody_has_checked_them(honest: Project, tmp_path: Path) -> None:
    attacks = [attack for attack in to_refuse(PAGES) if attack.refused_by is BuildStep.OUTPUT_CHECK]
    found = files_of(refused(all_of(attacks).applied(honest, tmp_path / "site")))
    assert [attack.name for attack in attacks if not files_of([attack.stopped]) <= found] == []


def test_a_page_that_cannot_be_read_ends_the_build(honest: Project, tmp_path: Path) -> None:
    unread = replace("docs/en/privacy.md", "title: Policy", f"title: {'1' * 15_000}")
    error = refusal(Attack("", (unread,)).applied(honest, tmp_path / "site"))
    assert (error.message, error.params) == ("page_unread", {"page": "en/privacy"})


@pytest.mark.parametrize("attack", UNLOADED, ids=lambda attack: attack.name)
def test_a_site_is_refused_although_nobody_has_checked_its_configuration(
    honest: Project, tmp_path: Path, attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "findings", lambda _: [])
    assert attack.refused in refused(attack.applied(honest, tmp_path / "site"))


def test_listed_files_images_and_documents_are_published(
    honest: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {
        "CNAME": "policy.example\n",
        "robots.txt": "User-agent: *\nDisallow:\nSitemap: https://policy.example/legal/sitemap.xml\n",
        "google0123456789abcdef.html": "google-site-verification: google0123456789abcdef.html",
        "yandex_0123456789abcdef.html": "<html>\n    <head>\n        "
        '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\n    </head>\n'
        "    <body>Verification: 0123456789abcdef</body>\n</html>",
        "BingSiteAuth.xml": '<?xml version="1.0"?>\n<users>\n\t<user>0123456789ABCDEF</user>\n</users>',
        ".well-known/gpc.json": '{"gpc": true, "lastUpdate": "2026-11-22"}\n',
    }
    options = replace("mkdocs.yml", "contacts: [", f"publish: [{', '.join(listed)}]\n      contacts: [")
    files = (write(f"docs/{path}", content) for path, content in listed.items())
    site = Attack("", (options, *files)).applied(honest, tmp_path / "site")
    assets = [f"image{ending}" for ending in IMAGE_TYPES if ending != ".svg"]
    (site.folder / "docs/assets").mkdir()
    for name in assets:
        Image.new("RGB", (16, 16)).save(site.folder / "docs/assets" / name)
    Image.new("RGB", (64, 64), "navy").save(site.folder / "docs/assets/sizes.ico", sizes=[(16, 16), (64, 64)])
    write("docs/assets/form.pdf", pdf()).apply(site)
    write("docs/assets/view.pdf", pdf("OpenAction", "GoTo")).apply(site)
    opened = (b"[3 0 R/XYZ null null 0]", b"[3 0 R/Fit]", b"<</S/GoTo/D[3 0 R/FitH 72]>>", b"[3 0 R/XYZ 0 72 1.5]")
    for number, way in enumerate(opened):
        write(f"docs/assets/opened-{number}.pdf", with_unlisted(b"<</OpenAction%s>>" % way)).apply(site)
    write("docs/assets/link.pdf", pdf("A", "URI", URI="https://policy.example/")).apply(site)
    build(site.config)
    assert {path: site.read(f"site/{path}") for path in listed} == listed
    assert {file.name for file in (site.folder / "site/assets").iterdir()} >= {
        *assets,
        "sizes.ico",
        "form.pdf",
        "view.pdf",
        "link.pdf",
        *(f"opened-{number}.pdf" for number, _ in enumerate(opened)),
    }
    # What is known of them is good for the same settings only.
    settings = loader.load(site.config)
    monkeypatch.setattr(documents, "is_more_than", lambda *_: True)
    assert SiteCheck(site.folder / "site", settings).findings() == []
    anew = SiteCheck(site.folder / "site", dataclasses.replace(settings, contacts=())).findings()
    assert "docs/assets/form.pdf" in {each.path for each in anew}


def test_every_attack_has_a_name_of_its_own() -> None:
    names = [
        *(attack.name for attack in (*ATTACKS, *TAMPERED)),
        *(name for name, *_ in (*ADDED, *REPLACED, *ROBOTS, *SECURITY, *STYLES, *TEXTS)),
    ]
    assert len({*names}) == len(names)
