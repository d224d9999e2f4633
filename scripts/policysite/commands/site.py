"""The commands that check, build and serve the site."""

from __future__ import annotations

import argparse
import datetime
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.messages import Messages
from policysite.output import NO_PROBLEMS, CheckOutcome, Terminal, attempt, print_result, run_check, show_progress

if TYPE_CHECKING:
    from policysite.corpus import Corpus, Settings
    from policysite.lint.application import OnProgress
    from policysite.lint.runner import ReadPages

# Fewer pages are checked so quickly that no progress is shown.
_FEW_PAGES = 50


def check(options: argparse.Namespace, messages: Messages) -> int:
    """Run every check that the text must pass, and build the site."""
    from policysite.config.loader import load
    from policysite.corpus.time_limit import TIMEOUTS

    pages: Corpus | None = None

    def check_pages() -> CheckOutcome:
        nonlocal pages
        settings = load(options.config_file)
        read_pages = _read(settings, messages)
        pages = read_pages.corpus
        return check_content(settings, messages, read_pages)

    steps: dict[str, Callable[[], CheckOutcome]] = {
        "step_content": check_pages,
        "step_build": lambda: _build_site(options.config_file, None, messages),
        "step_output": lambda: _check_output(options.config_file, messages),
        "step_links": lambda: _check_internal_links(options.config_file, pages),
    }
    # People read the result of each step as it ends; programs get one document.
    is_text = options.format == "text"
    progress = sys.stdout if is_text else sys.stderr
    results: dict[str, CheckOutcome] = {}
    found: list[Finding] = []
    for number, (name, step) in enumerate(steps.items(), start=1):
        print(f"[{number}/{len(steps)}] {messages.text(name)}", file=progress, flush=True)
        results[name] = result = attempt(step, messages)
        known = set(found)
        # (What an earlier step has found may also be the cause of what this one finds.)
        new = [finding for finding in reported([*known, *result.findings]) if finding not in known]
        found += new
        if is_text and name == "step_build" and (rules := _preventing(known, result.findings)) and not new:
            print(messages.text("build_prevented", rules=", ".join(rules)), flush=True)
        elif is_text and not result.failed:
            print_result(replace(result, findings=new), options.format, messages)
        elif result.summary:
            print(result.summary, file=progress, flush=True)
        if any(each.rule in TIMEOUTS for each in result.findings):
            break  # the other steps would take as long
        if result.unusable or (name == "step_build" and result.exit_code()):
            break  # the site, if there is one, was not built from these pages
    # (Without findings, the report of a check that could not be run would say that there are no problems.)
    if not is_text and (found or not any(result.failed for result in results.values())):
        print_result(CheckOutcome(found, max(result.pages for result in results.values())), options.format, messages)
    print(_conclusion(steps, results, messages), file=progress)
    return max(result.exit_code() for result in results.values())


def _conclusion(steps: Iterable[str], results: Mapping[str, CheckOutcome], messages: Messages) -> str:
    """Return which steps failed, or that all passed, and which were skipped."""

    def names(chosen: Iterable[str]) -> str:
        return ", ".join(messages.text(name) for name in chosen)

    failed = names(name for name, result in results.items() if result.exit_code())
    skipped = names(name for name in steps if name not in results)
    sentences = [messages.text("check_failed", names=failed)] if failed else [messages.text("check_passed")]
    sentences += [messages.text("check_skipped", names=skipped)] if skipped else []
    return " ".join(sentences)


def _preventing(earlier: Iterable[Finding], findings: Iterable[Finding]) -> list[str]:
    """Return the rules of the earlier errors that are among these findings, or cause errors among them."""
    errors = {finding for finding in reported(findings) if finding.severity is Severity.ERROR}
    bases = frozenset[str]().union(*(error.rests_on for error in errors))
    causes = (each for each in earlier if each.severity is Severity.ERROR)
    return sorted({each.rule for each in causes if each in errors or not bases.isdisjoint(each.breaks)})


def build(options: argparse.Namespace, messages: Messages) -> int:
    """Build the site."""
    return run_check(lambda: _build_site(options.config_file, options.site_dir, messages), options.format, messages)


def serve(options: argparse.Namespace, messages: Messages) -> int:
    """Serve the site with live reload."""
    from policysite.site.serve import serve

    # A closed terminal ends the server as Ctrl+C does, so that it deletes the site that it served.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    serve(options.config_file, options.dev_addr, messages, Terminal(messages))
    return NO_PROBLEMS


def lint(options: argparse.Namespace, messages: Messages) -> int:
    """Check the content of the pages, fix it, or show the rules."""
    if options.list:
        from policysite.rulebook.book import listed

        print(listed(messages, _severities(options.config_file)))
        return NO_PROBLEMS
    if options.explain:
        from policysite.rulebook.book import explained

        print(explained(options.explain, messages))
        return NO_PROBLEMS
    check = _fix_content if options.fix else _check_content
    return run_check(lambda: check(options.config_file, messages), options.format, messages)


def links(options: argparse.Namespace, messages: Messages) -> int:
    """Check the links of the built site."""
    from policysite.config.loader import load

    settings = load(options.config_file)
    return run_check(lambda: _check_links(settings, options, messages), options.format, messages)


def _check_links(settings: Settings, options: argparse.Namespace, messages: Messages) -> CheckOutcome:
    from policysite.links.checker import LinkChecker

    def on_progress(done: int, total: int) -> None:
        show_progress(messages.text("external_links_progress", done=str(done), total=str(total)))

    links = LinkChecker(settings, options.site)
    findings: list[Finding] = []
    if not options.external:
        findings += links.internal(datetime.date.today())
    if not options.internal:
        try:
            findings += links.external(datetime.date.today(), on_progress)
        finally:
            show_progress("")
    return CheckOutcome(findings, links.site.manifest.page_count, "report_heading_of_links")


def verify(options: argparse.Namespace, messages: Messages) -> int:
    """Compare the published site with its build."""
    from policysite import build_manifest
    from policysite.config.loader import load, site_url
    from policysite.corpus.urls import readable
    from policysite.live import check, http

    def on_wait(count: int, seconds: int) -> None:
        print(messages.text("verify_waiting", count=str(count), seconds=str(seconds)), file=sys.stderr, flush=True)

    settings = load(options.config_file)
    folder = options.site or settings.site
    manifest = build_manifest.read(folder)
    digest = build_manifest.sha256((folder / build_manifest.NAME).read_bytes())
    urls = replace(settings.urls, site_url=site_url(options.url))
    with http.connected() as fetch:
        found = check.findings(manifest, digest, urls, settings.config, fetch, options.wait, on_wait)
    note = "" if found else messages.text("verified", url=readable(urls.site_url), count=str(len(manifest.files) + 1))
    result = CheckOutcome(found, manifest.page_count, "report_heading_of_live", note)
    print_result(result, options.format, messages)
    return result.exit_code()


def _check_content(config_file: Path, messages: Messages) -> CheckOutcome:
    from policysite.config.loader import load

    settings = load(config_file)
    return check_content(settings, messages, _read(settings, messages))


@contextmanager
def _progress(messages: Messages) -> Iterator[OnProgress]:
    """Yield what shows the share of the steps that are done, if there are many."""

    def on_progress(done: int, total: int) -> None:
        if total > 2 * _FEW_PAGES:  # each page is two steps
            show_progress(messages.text("progress", share=str(100 * done // total)))

    try:
        yield on_progress
    finally:
        show_progress("")


def _read(settings: Settings, messages: Messages) -> ReadPages:
    from policysite.lint.runner import read

    with _progress(messages) as on_progress:
        return read(settings, lambda done, total: on_progress(done, 2 * total))


def check_content(settings: Settings, messages: Messages, read_pages: ReadPages) -> CheckOutcome:
    """Check the content of the pages, which have been read."""
    from policysite.lint.runner import check, not_compared
    from policysite.rulebook.catalogue import RULES

    with _progress(messages) as on_progress:
        checked = check(settings, datetime.date.today(), RULES, on_progress, read_pages)
    notices = [
        messages.text(
            "not_compared",
            languages=", ".join(languages),
            missing=", ".join([*each.rules, *map(messages.text, each.gaps)]),
        )
        for each, languages in not_compared(settings).items()
    ]
    original = f"{settings.relative_path(settings.docs / settings.languages[0])}/"
    return CheckOutcome(checked.findings, checked.pages, notice="\n".join(notices), first_prefix=original)


def _severities(config_file: Path) -> Mapping[str, Severity | None]:
    """Return the severities that a site has chosen; none outside a site."""
    from policysite.config.loader import ConfigError, load

    try:
        return load(config_file).severities
    except ConfigError:
        return {}


def _fix_content(config_file: Path, messages: Messages) -> CheckOutcome:
    """Fix the content of the pages, and check it."""
    from policysite.config.loader import load
    from policysite.lint.fix import fix_all

    result = CheckOutcome()

    def check() -> Sequence[Finding]:
        nonlocal result
        result = _check_content(config_file, messages)
        return result.findings

    fixed = fix_all(load(config_file), check)
    for path in fixed.changed:
        print(messages.text("fixed", path=path), file=sys.stderr)
    for path in fixed.refused:
        print(messages.text("not_fixed", path=path), file=sys.stderr)
    if not (fixed.changed or fixed.refused):
        print(messages.text("no_fixes"), file=sys.stderr)
    return result if fixed.complete else _check_content(config_file, messages)


def _build_site(config_file: Path, site_dir: Path | None, messages: Messages) -> CheckOutcome:
    """Build the site."""
    from policysite.site.build import build

    built = build(config_file, site_dir, lambda: print(messages.text("build_waiting"), file=sys.stderr, flush=True))
    folder = os.path.relpath(built.folder)
    return CheckOutcome(
        built.warnings, summary=messages.text("built", pages=messages.plural("pages", built.pages), folder=folder)
    )


def _check_output(config_file: Path, messages: Messages) -> CheckOutcome:
    """Check what the built site publishes."""
    from policysite.config import own_look
    from policysite.config.loader import load
    from policysite.corpus.urls import is_reserved, readable
    from policysite.output_check.check import SiteCheck, proofs, unchanged_files
    from policysite.output_check.own_look import linked_hosts

    settings = load(config_file)
    found = SiteCheck(settings.site, settings).findings()
    hosts, url = linked_hosts(settings), readable(settings.urls.site_url)
    files = [settings.relative_path(path) for _, path in own_look.own_files(settings)]
    good = "output_good_with_look" if files else "output_good"
    notes = [] if found else [messages.text(good, files=", ".join(files), url=url)]
    if unchanged := unchanged_files(settings):
        notes.append(messages.text("output_unchanged_files", files=", ".join(unchanged)))
    if owners := proofs(settings):
        notes.append(messages.text("output_proofs", files=", ".join(owners)))
    if hosts:
        notes.append(messages.text("output_links_of_look", hosts=", ".join(hosts)))
    if is_reserved(settings.urls.site_url):
        notes.append(messages.text("site_url_reserved", url=url, file=config_file.name))
    return CheckOutcome(found, summary="\n".join(notes))


def _check_internal_links(config_file: Path, pages: Corpus | None) -> CheckOutcome:
    """Check the links inside the built site, whose pages may have been read before."""
    from policysite.config.loader import load
    from policysite.links.checker import LinkChecker

    links = LinkChecker(load(config_file), known=pages)
    return CheckOutcome(
        links.internal(datetime.date.today()), links.site.manifest.page_count, "report_heading_of_links"
    )
