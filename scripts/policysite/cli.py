"""The command `policy`: parse the arguments, call what does the job, and return the exit code.

Exit codes: 0 no problems (warnings allowed), 1 findings, 2 the tool could not do its job. Each command imports what it
needs when it runs, so that the help appears at once.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.arguments import CONFIG_FILE, Adder, Parser, language_of_run
from policysite.errors import ToolError
from policysite.findings import NOTHING, Finding, Severity
from policysite.findings.report import FORMATS
from policysite.history.redline.report import BINARY_FORMATS
from policysite.history.redline.report import FORMATS as DIFF_FORMATS
from policysite.messages import Messages, available_locales
from policysite.messages.escaping import escaped, escaped_lines
from policysite.output import (
    FAILED,
    FINDINGS,
    NO_PROBLEMS,
    Result,
    Terminal,
    attempt,
    print_error,
    print_result,
    run_check,
    show_progress,
    table,
)

if TYPE_CHECKING:
    from policysite.approvals import Approvals
    from policysite.corpus import Corpus, Settings

# Fewer pages are checked so quickly that no progress is shown.
_FEW_PAGES = 50
# The format in which changes are printed, if no other one is chosen.
_PRINTED_FORMAT = "html"
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    # The output is UTF-8 in every locale, as the pages are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    # A run makes many objects that live to its end; to look for garbage among them takes up to a third of its time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    messages = language_of_run(arguments)
    options = _parser(messages).parse_args(arguments)
    # Otherwise Material prints a long notice about other projects.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    run: Callable[[argparse.Namespace, Messages], int] = options.run
    try:
        return run(options, messages)
    except ToolError as error:
        print_error(error, messages)
    except BrokenPipeError:
        # The reader has closed the output; Python must not try to write the rest of the buffer at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        pass
    except OSError as error:
        print(f"policy: {escaped(str(error))}", file=sys.stderr)
    except Exception:
        # Python would exit with 1, which means findings.
        print(escaped_lines(traceback.format_exc()), end="", file=sys.stderr)
    return FAILED


def _parser(messages: Messages) -> argparse.ArgumentParser:
    texts = Adder(messages)
    parser = Parser(messages=messages, prog="policy", description=texts.command("policy")["description"])
    texts.option(parser, "-f", "--config-file", type=Path, default=Path(CONFIG_FILE), metavar="FILE")
    commands = parser.add_subparsers(required=True, metavar=texts.value("COMMAND"))
    language = Parser(messages=messages, add_help=False)
    texts.option(language, "--lang", choices=available_locales())
    findings = Parser(messages=messages, add_help=False, parents=[language])
    texts.option(findings, "--format", choices=FORMATS, default="text")

    def command(
        name: str,
        run: Callable[[argparse.Namespace, Messages], int],
        common: Parser = findings,
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, messages=messages, parents=[common], **texts.command(name))
        added.set_defaults(run=run)
        return added

    command("check", _check)
    build = command("build", _build)
    texts.option(build, "-o", "--site-dir", type=Path, metavar="DIR")
    serve = command("serve", _serve, language)
    texts.option(serve, "--dev-addr", metavar="ADDRESS[:PORT]")
    lint = command("lint", _lint)
    texts.option(lint, "--fix", action="store_true")
    about = lint.add_mutually_exclusive_group()
    texts.option(about, "--explain", metavar="RULE")
    texts.option(about, "--list", action="store_true")
    links = command("links", _links)
    which = links.add_mutually_exclusive_group()
    texts.option(which, "--internal", action="store_true")
    texts.option(which, "--external", action="store_true")
    texts.option(links, "--site", type=Path, metavar="DIR")
    approve = command("approve", _approve, language)
    which = approve.add_mutually_exclusive_group()
    texts.option(which, "clauses", nargs="*", default=[], metavar="PAGE[#CLAUSE]")
    texts.option(which, "--all", action="store_true")
    texts.option(which, "--carry-over", action="store_true")
    release = command("release", _release, language)
    texts.option(release, "document", metavar="DOCUMENT")
    texts.option(release, "--correction", action="store_true")
    texts.option(release, "--reason", action="append", default=[], metavar="LANG=TEXT")
    command("status", _status, language)
    new = command("new", _new, language)
    texts.option(new, "folder", type=Path, metavar="DIR")
    texts.option(new, "--name", required=True, metavar="NAME")
    texts.option(new, "--languages", required=True, metavar="LANG,…")
    texts.option(new, "--original", metavar="LANG")
    texts.option(new, "--url", default="", metavar="URL")
    command("guide", _guide, language)
    add_language = command("add-language", _add_language, language)
    texts.option(add_language, "language", metavar="LANG")
    add_page = command("add-page", _add_page, language)
    texts.option(add_page, "page", metavar="PAGE")
    texts.option(add_page, "--title", action="append", default=[], metavar="LANG=TEXT")
    importer = command("import", _import, language)
    texts.option(importer, "files", nargs="+", type=Path, metavar="FILE")
    texts.option(importer, "--language", default="", metavar="LANG")
    texts.option(importer, "--pair-with", default="", metavar="PAGE")
    texts.option(importer, "--dry-run", action="store_true")
    diff = command("diff", _diff, language)
    texts.option(diff, "base", nargs="?", metavar="BASE")
    texts.option(diff, "--format", choices=DIFF_FORMATS, text="diff --format")
    texts.option(diff, "-o", "--output", type=Path, action="append", default=[], metavar="FILE")
    return parser


def _check(options: argparse.Namespace, messages: Messages) -> int:
    steps: dict[str, Callable[[], Result]] = {
        "step_content": lambda: _check_content(options.config_file, messages),
        "step_build": lambda: _build_site(options.config_file, None, messages),
        "step_links": lambda: _check_internal_links(options.config_file),
    }
    # People read the result of each step as it ends; programs get one document.
    is_text = options.format == "text"
    progress = sys.stdout if is_text else sys.stderr
    results: dict[str, Result] = {}
    found: list[Finding] = []
    for number, (name, step) in enumerate(steps.items(), start=1):
        print(f"[{number}/{len(steps)}] {messages.text(name)}", file=progress, flush=True)
        results[name] = result = attempt(step, messages)
        known = set(found)
        new = [finding for finding in result.findings if finding not in known]
        found += new
        if is_text and not result.failed:
            print_result(replace(result, findings=new), options.format, messages)
        if result.unusable or (name == "step_build" and result.exit_code()):
            break  # the site, if there is one, was not built from these pages
    # (Without findings, the report of a check that could not be run would say that there are no problems.)
    if not is_text and (found or not any(result.failed for result in results.values())):
        print_result(Result(found, max(result.pages for result in results.values())), options.format, messages)

    def names(chosen: Iterable[str]) -> str:
        return ", ".join(messages.text(name) for name in chosen)

    failed = names(name for name, result in results.items() if result.exit_code())
    skipped = names(name for name in steps if name not in results)
    lines = [messages.text("check_failed", names=failed)] if failed else [messages.text("check_passed")]
    lines += [messages.text("check_skipped", names=skipped)] if skipped else []
    print(" ".join(lines), file=progress)
    return max(result.exit_code() for result in results.values())


def _build(options: argparse.Namespace, messages: Messages) -> int:
    return run_check(lambda: _build_site(options.config_file, options.site_dir, messages), options.format, messages)


def _serve(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.site.serve import serve

    # A closed terminal ends the server as Ctrl+C does, so that it deletes the site that it served.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    serve(options.config_file, options.dev_addr, messages, Terminal(messages))
    return NO_PROBLEMS


def _lint(options: argparse.Namespace, messages: Messages) -> int:
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


def _severities(config_file: Path) -> Mapping[str, Severity | None]:
    """Return the severities that a site has chosen; none outside a site."""
    from policysite.config import ConfigError, load

    try:
        return load(config_file).severities
    except ConfigError:
        return {}


def _fix_content(config_file: Path, messages: Messages) -> Result:
    """Fix the content of the pages, and check it."""
    from policysite.config import load
    from policysite.lint.fix import fix_all

    result = Result()

    def check() -> Sequence[Finding]:
        nonlocal result
        result = _check_content(config_file, messages)
        return result.findings

    fixed = fix_all(load(config_file), check)
    for path in fixed.changed:
        print(messages.text("fixed", path=path), file=sys.stderr)
    for path in fixed.refused:
        print(messages.text("not_fixed", path=path), file=sys.stderr)
    return result if fixed.complete else _check_content(config_file, messages)


def _links(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.config import load
    from policysite.links.checker import LinkChecker

    def on_progress(done: int, total: int) -> None:
        show_progress(messages.text("external_links_progress", done=str(done), total=str(total)))

    links = LinkChecker(load(options.config_file), options.site)
    findings: list[Finding] = []
    if not options.external:
        findings += links.internal(datetime.date.today())
    if not options.internal:
        try:
            findings += links.external(datetime.date.today(), on_progress)
        finally:
            show_progress("")
    result = Result(findings, links.site.manifest.page_count, "report_heading_of_links")
    print_result(result, options.format, messages)
    return result.exit_code()


def _approve(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import approvals

    if options.carry_over:
        return _carry_over(options.config_file, messages)
    if not options.clauses and not options.all:
        raise ToolError("approve_nothing_named")
    settings, corpus, known = _approvals(options.config_file)
    chosen = approvals.to_approve(None if options.all else options.clauses, corpus, known)
    approvals.write(settings, known, corpus, chosen)
    for pair in chosen:
        print(messages.text(f"approved_{pair.kind.replace('-', '_')}", text=str(pair.text), base=str(pair.base)))
    if not chosen:
        print(messages.text("approved_already"))
    return NO_PROBLEMS


def _carry_over(config_file: Path, messages: Messages) -> int:
    from policysite import approvals, carry_over, corpus
    from policysite.config import load
    from policysite.corpus import files

    settings = load(config_file)
    pages, findings = corpus.read(settings)
    if findings:
        raise ToolError("fix_first", findings)
    outcome = carry_over.carried_over(settings)
    path = settings.editorial(approvals.NAME)
    if outcome.carried or outcome.refused:
        files.write(path, outcome.text.encode())
    print(messages.plural("carried_over", len(outcome.carried)))
    for entry in outcome.refused:
        print(messages.text("carry_over_refused", key=entry.key))
    changed = carry_over.changed(outcome, pages)
    for pair in changed:
        print(messages.text("carry_over_changed", key=pair.key))
    if not changed and not outcome.refused:
        return NO_PROBLEMS
    print(messages.text("carry_over_read_again"))
    return FINDINGS


def _release(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import corpus
    from policysite.config import load
    from policysite.history import release, versions

    settings = load(options.config_file)
    pages, _ = corpus.read(settings)
    document = release.versioned_document(pages, options.document)
    states, _ = versions.read(settings)
    of_document = states.get(document.name, ())
    reasons = _reasons(options, settings.languages)
    release.refuse_errors(document, _check_content(options.config_file, messages).findings)
    state = versions.next_state(document, of_document, datetime.date.today(), reasons)
    release.refuse_unreleasable(document, state, of_document)
    for path in release.write(document, state, settings):
        print(messages.text("released", file=settings.relative_path(path)))
    return NO_PROBLEMS


def _reasons(options: argparse.Namespace, languages: Sequence[str]) -> dict[str, str]:
    """Return the reason of a correction in each language; none for a release.

    Raises:
        ToolError: one is missing, or there are reasons without a correction.
    """
    reasons = dict(reason.partition("=")[::2] for reason in options.reason)
    complete = all(reasons.get(language, "").strip() for language in languages) and len(reasons) == len(languages)
    if options.correction != complete or (reasons and not options.correction):
        raise ToolError("reasons_incomplete", languages=", ".join(languages))
    return reasons


def _new(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.scaffold.new import new, requirement

    languages = list(dict.fromkeys(filter(None, (each.strip() for each in options.languages.split(",")))))
    original = options.original or languages[0] if languages else ""
    if original not in languages:
        raise ToolError("new_original_unknown", original=original, languages=", ".join(languages))
    in_order = sorted(languages, key=lambda each: each != original)
    new(options.folder, options.name, in_order, options.url, datetime.date.today())
    print(messages.text("new_made", folder=str(options.folder)))
    if "file:" in requirement():
        print(messages.text("new_requirement_local", requirement=requirement()))
    return NO_PROBLEMS


def _guide(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.config import load
    from policysite.scaffold import guide

    for path in guide.write(load(options.config_file)):
        print(messages.text("released", file=os.path.relpath(path)))
    return NO_PROBLEMS


def _add_language(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.scaffold.add import add_language

    return _print_written(add_language(options.config_file, options.language), messages)


def _add_page(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.scaffold.add import add_page

    titles = dict(title.partition("=")[::2] for title in options.title)
    name = options.page.removesuffix(".md")
    return _print_written(add_page(options.config_file, name, titles), messages)


def _import(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.scaffold.importing.site import import_files

    found = import_files(options.config_file, options.files, options.language, options.pair_with, options.dry_run)
    for each in found:
        header = [messages.text("import_clause"), *each.languages]
        rows = [[row.id, *(row.titles.get(language, NOTHING) for language in each.languages)] for row in each.rows]
        print(table([header, *rows]))
        for path, note in each.notes:
            print(escaped(f"{os.path.relpath(path)}:{note.line}: {messages.text(note.message, **note.params)}"))
    if options.dry_run:
        print(messages.text("import_dry_run"))
        return NO_PROBLEMS
    return _print_written([path for each in found for path in each.written], messages)


def _print_written(paths: Iterable[Path], messages: Messages) -> int:
    """Print that files were written."""
    for path in paths:
        print(messages.text("released", file=os.path.relpath(path)))
    print(messages.text("add_next"))
    return NO_PROBLEMS


def _status(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import approvals

    _, corpus, known = _approvals(options.config_file)
    states = [(pair, known.state(pair)) for pair in approvals.pairs(corpus)]
    labels = {state: messages.text(f"status_{state}") for state in approvals.State}
    width = max(map(len, labels.values()))
    for pair, state in states:
        if state is not approvals.State.APPROVED:
            position = f"{pair.text.page.path}:{pair.text.clause.line if pair.text.clause else 1}"
            print(f"{labels[state]:<{width}} {pair.text} ← {pair.base}  ({position})")
    counts = {state: sum(each is state for _, each in states) for state in approvals.State}
    print(", ".join(f"{labels[state]}: {count}" for state, count in counts.items()))
    return NO_PROBLEMS if counts[approvals.State.APPROVED] == len(states) else FINDINGS


def _diff(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import approvals, corpus
    from policysite.config import load
    from policysite.corpus import files
    from policysite.findings.causes import reported
    from policysite.history import base, changes, versions
    from policysite.history.redline.report import report as changes_report

    files_by_format = [(_format_of(path, options.format), path) for path in options.output]
    printed = "" if files_by_format else options.format or _PRINTED_FORMAT
    if printed in BINARY_FORMATS and sys.stdout.isatty():
        raise ToolError("diff_needs_output", format=printed)
    settings = load(options.config_file)
    pages, unreadable = corpus.read(settings)
    if pages.unread:
        raise ToolError("diff_unread", reported(unreadable))
    states, _ = versions.read(settings)
    former = base.find(options.base, settings, pages, states)
    known, _ = approvals.read(settings)
    findings = _check_content(options.config_file, messages).findings
    changed = changes.changes(former, pages, known, findings)
    now = datetime.datetime.now(datetime.UTC)
    contents = [(path, changes_report(name, changed, messages, now)) for name, path in files_by_format]
    for path, content in contents:
        files.write(path, content)
        print(messages.text("released", file=str(path)))
    if printed:
        sys.stdout.flush()
        sys.stdout.buffer.write(changes_report(printed, changed, messages, now))
        sys.stdout.buffer.flush()
    return NO_PROBLEMS


def _format_of(path: Path, chosen: str | None) -> str:
    """Return the format of a file with changes: the chosen one, or that of its suffix.

    Raises:
        ToolError: neither says it.
    """
    by_suffix = {suffix: name for name, suffix in DIFF_FORMATS.items()}
    name = chosen or by_suffix.get(path.suffix.lower())
    if name is None:
        raise ToolError("diff_format_unknown", file=path, known=", ".join(by_suffix))
    return name


def _approvals(config_file: Path) -> tuple[Settings, Corpus, Approvals]:
    """Return the site and its approvals.

    Raises:
        ToolError: they cannot be read.
    """
    from policysite import approvals, corpus
    from policysite.config import load
    from policysite.findings.causes import reported

    settings = load(config_file)
    pages, findings = corpus.read(settings)
    known, unreadable = approvals.read(settings)
    if findings or unreadable:
        raise ToolError("fix_first", reported([*findings, *unreadable]))
    return settings, pages, known


def _check_content(config_file: Path, messages: Messages) -> Result:
    """Check the content of the pages."""
    from policysite.config import load
    from policysite.lint.runner import check
    from policysite.rulebook.catalogue import RULES

    def on_progress(done: int, total: int) -> None:
        if total > 2 * _FEW_PAGES:  # each page is two steps
            show_progress(messages.text("progress", share=str(100 * done // total)))

    try:
        checked = check(load(config_file), datetime.date.today(), RULES, on_progress)
    finally:
        show_progress("")
    return Result(checked.findings, checked.pages)


def _build_site(config_file: Path, site_dir: Path | None, messages: Messages) -> Result:
    """Build the site."""
    from policysite.site.build import build

    built = build(config_file, site_dir, lambda: print(messages.text("build_waiting"), file=sys.stderr, flush=True))
    folder = os.path.relpath(built.folder)
    return Result(
        built.warnings, note=messages.text("built", pages=messages.plural("pages", built.pages), folder=folder)
    )


def _check_internal_links(config_file: Path) -> Result:
    """Check the links inside the built site."""
    from policysite.config import load
    from policysite.links.checker import LinkChecker

    links = LinkChecker(load(config_file))
    return Result(links.internal(datetime.date.today()), links.site.manifest.page_count, "report_heading_of_links")
