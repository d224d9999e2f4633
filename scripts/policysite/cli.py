"""The command `policy`: one sub-command for each job. Here arguments become calls, and what they return is printed.

Exit codes: 0 nothing to fix (warnings allowed), 1 findings, 2 the tool could not do its job. What a job needs is
imported when the job is run, so that the command answers at once.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.findings.report import REPORTERS
from policysite.messages import Messages, available_locales, from_environment, messages_in

if TYPE_CHECKING:
    from policysite.approvals import Approvals, Pair
    from policysite.corpus import Corpus, Settings
    from policysite.findings import Finding
    from policysite.links.checker import LinkChecker
    from policysite.lint.runner import Result

NO_PROBLEMS, FINDINGS, FAILED = 0, 1, 2
# Pages that are checked before anybody wonders how far the check is.
_FEW_PAGES = 50


class CommandError(Exception):
    """The tool cannot do its job.

    Attributes:
        name: which of the words of the tool say why, and what to do.
        params: what they name.
    """

    def __init__(self, name: str, /, **params: object) -> None:
        super().__init__(name)
        self.name = name
        self.params = {key: str(fact) for key, fact in params.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    options = _parser().parse_args(arguments)
    # What is printed is in UTF-8 whatever the locale, as the pages are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    messages = messages_in(options.lang) if options.lang else from_environment(available_locales()[0])
    run: Callable[[argparse.Namespace, Messages], int] = options.run
    try:
        return run(options, messages)
    except CommandError as error:
        print(f"policy: {messages.text(error.name, **error.params)}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        pass
    except OSError as error:
        print(f"policy: {error}", file=sys.stderr)
    except Exception:
        # Python would end with 1, which means that there are findings.
        traceback.print_exc()
    return FAILED


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang", choices=available_locales(), help="the language of what is said; by default that of the locale"
    )
    parser = argparse.ArgumentParser(prog="policy", description="Keeps policies in several languages in step.")
    parser.add_argument(
        "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help="by default mkdocs.yml"
    )
    jobs = parser.add_subparsers(required=True, metavar="JOB")

    printed = argparse.ArgumentParser(add_help=False)
    printed.add_argument(
        "--format", choices=REPORTERS, default="text", help="how findings are printed; by default as text"
    )

    lint = jobs.add_parser("lint", parents=[common, printed], help="check the content of the pages")
    lint.add_argument("--fix", action="store_true", help="fix what needs no judgement, then check")
    about = lint.add_mutually_exclusive_group()
    about.add_argument("--explain", metavar="RULE", help="why there is a rule, with an example of what it finds")
    about.add_argument("--list", action="store_true", help="all rules")
    lint.set_defaults(run=_lint)

    links = jobs.add_parser("links", parents=[common, printed], help="check the links of the built site")
    which = links.add_mutually_exclusive_group()
    which.add_argument("--internal", action="store_true", help="only those into the site itself; needs no network")
    which.add_argument("--external", action="store_true", help="only those to other sites, which are asked")
    links.add_argument("--site", type=Path, metavar="DIR", help="the built site; by default the site_dir of mkdocs.yml")
    links.set_defaults(run=_links)

    approve = jobs.add_parser("approve", parents=[common], help="confirm that clauses were read against each other")
    approve.add_argument("clauses", nargs="*", metavar="PAGE[#CLAUSE]", help="a clause, or all of a page")
    approve.add_argument("--all", action="store_true", help="every clause of every page")
    approve.set_defaults(run=_approve)

    status = jobs.add_parser("status", parents=[common], help="which clauses are approved and which are not")
    status.set_defaults(run=_status)
    return parser


def _lint(options: argparse.Namespace, messages: Messages) -> int:
    if options.list:
        from policysite.rulebook.book import listed

        print(listed(messages))
        return NO_PROBLEMS
    if options.explain:
        from policysite.rulebook.book import explained

        if options.explain not in messages.rules:
            raise CommandError("no_rule", rule=options.explain, known=_nearest(options.explain, messages.rules))
        print(explained(options.explain, messages))
        return NO_PROBLEMS
    if options.fix:
        _fix(options.config_file, messages)
    checked = _checked(options.config_file, messages)
    _print(checked.findings, checked.pages, options.format, messages)
    return _outcome(checked.findings)


def _outcome(findings: Iterable[Finding]) -> int:
    return FINDINGS if any(finding.severity == "error" for finding in findings) else NO_PROBLEMS


def _checked(config_file: Path, messages: Messages) -> Result:
    """Check the content of a site.

    Raises:
        CommandError: it could not be checked.
    """
    from policysite.lint.rumdl import RumdlError
    from policysite.lint.runner import Result, check
    from policysite.rulebook.catalogue import RULES

    try:
        return check(_settings(config_file), datetime.date.today(), RULES, _progress(messages))
    except _UnsafeError as error:
        return Result(error.findings, 0)
    except RumdlError as error:
        raise CommandError("rumdl_failed", reason=error) from error
    finally:
        _show("")


def _progress(messages: Messages) -> Callable[[int, int], None]:
    """Says on a terminal how far the check of many pages is."""

    def on_progress(done: int, of: int) -> None:
        if of > 2 * _FEW_PAGES:  # each page is two steps
            _show(messages.text("progress", share=str(100 * done // of)))

    return on_progress


def _show(line: str) -> None:
    """Puts a line in the place of the one that a terminal shows; the empty one takes it away."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _fix(config_file: Path, messages: Messages) -> None:
    from policysite.lint.fix import fix_all

    try:
        settings = _settings(config_file)
    except _UnsafeError:
        return  # what is found then is told when it is checked
    fixed = fix_all(settings, lambda: _checked(config_file, messages).findings)
    for path in fixed.changed:
        print(messages.text("fixed", path=path), file=sys.stderr)
    for path in fixed.refused:
        print(messages.text("not_fixed", path=path), file=sys.stderr)


def _print(
    findings: Sequence[Finding], pages: int, form: str, messages: Messages, heading: str = "report_heading"
) -> None:
    from policysite.rulebook.catalogue import RULES

    colored = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    report = REPORTERS[form](findings, messages, catalogue=RULES, colored=colored, pages=pages, heading=heading)
    print(report, end="")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary:
        from policysite.findings.markdown import as_markdown

        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(as_markdown(findings, messages, pages=pages, heading=heading))


def _links(options: argparse.Namespace, messages: Messages) -> int:
    from policysite.build_manifest import UnreadableManifestError
    from policysite.links.built_site import NoSiteError, OutdatedError, UnreadableError
    from policysite.links.checker import LinkChecker
    from policysite.links.linkchecker.report import LinkcheckerError

    settings = _settings_to_work_with(options.config_file, messages)
    if not settings.url:
        raise CommandError("no_address", file=options.config_file)
    folder = options.site or settings.site
    today = datetime.date.today()
    try:
        links = LinkChecker(settings, folder)
        findings = [] if options.external else links.internal(today)
        if not options.internal:
            findings += _external(links, settings, today, messages)
    except NoSiteError as error:
        raise CommandError("no_site", folder=folder) from error
    except UnreadableManifestError as error:
        raise CommandError("no_manifest", folder=folder, reason=error) from error
    except OutdatedError as error:
        raise CommandError("site_outdated", folder=folder, sources=error) from error
    except (UnreadableError, LinkcheckerError) as error:
        raise CommandError("links_unchecked", reason=error) from error
    _print(findings, len(links.site.pages), options.format, messages, heading="report_heading_of_links")
    return _outcome(findings)


def _external(links: LinkChecker, settings: Settings, today: datetime.date, messages: Messages) -> list[Finding]:
    """What is wrong with the links to other sites; what is known of them now is kept for the next time.

    Raises:
        CommandError: nothing answers, or what is known from the last time cannot be read.
        LinkcheckerError: linkchecker could not do its job.
    """
    from policysite.links import cache
    from policysite.links.external import UnreachableError

    path = settings.root / settings.external_links.cache
    try:
        known = cache.read(path)
        findings, remembered = links.external(settings.external_links, known, today, _asking(messages))
    except cache.UnreadableCacheError as error:
        raise CommandError("cache_unusable", file=settings.external_links.cache, line=error.line) from error
    except UnreachableError as error:
        raise CommandError("no_network", count=error.requested) from error
    finally:
        _show("")
    cache.write(path, remembered, [messages_in(language).text("cache_head") for language in settings.languages])
    return findings


def _asking(messages: Messages) -> Callable[[int, int], None]:
    """Says on a terminal how many of the other sites have answered."""
    return lambda done, of: _show(messages.text("links_progress", done=str(done), of=str(of)))


def _approve(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import approvals
    from policysite.corpus import files

    settings, corpus, known = _approvals(options.config_file, messages)
    if not options.clauses and not options.all:
        raise CommandError("approve_what")
    waiting = [pair for pair in approvals.pairs(corpus) if known.state(pair) is not approvals.State.APPROVED]
    chosen = waiting if options.all else [pair for pair in waiting if _is_meant(pair, options.clauses)]
    for name in options.clauses:
        if not any(_is_meant(pair, [name]) for pair in approvals.pairs(corpus)):
            places = [f"{pair.text.page.name}#{pair.text.clause_id}" for pair in approvals.pairs(corpus)]
            raise CommandError("no_clause", clause=name, known=_nearest(name, places))
    for pair in chosen:
        print(messages.text(f"approved_{pair.kind.replace('-', '_')}", text=str(pair.text), base=str(pair.base)))
    if not chosen:
        print(messages.text("approved_already"))
    head = [messages_in(language).text("approvals_head") for language in corpus.languages]
    path = settings.editorial(approvals.NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, approvals.approved(known, corpus, chosen, head).encode())
    return NO_PROBLEMS


def _is_meant(pair: Pair, names: Iterable[str]) -> bool:
    page, clause = pair.text.page, pair.text.clause_id
    known = (page.name, f"{page.name}#{clause}", f"{page.language}/{page.name}", str(pair.text))
    return any(name in known for name in names)


def _status(options: argparse.Namespace, messages: Messages) -> int:
    from policysite import approvals

    _, corpus, known = _approvals(options.config_file, messages)
    states = [(pair, known.state(pair)) for pair in approvals.pairs(corpus)]
    named = {state: messages.text(f"status_{state}") for state in approvals.State}
    width = max(map(len, named.values()))
    for pair, state in states:
        if state is not approvals.State.APPROVED:
            where = f"{pair.text.page.path}:{pair.text.clause.line if pair.text.clause else 1}"
            print(f"{named[state]:<{width}} {pair.text} ← {pair.base}  ({where})")
    counts = {state: sum(each is state for _, each in states) for state in approvals.State}
    print(", ".join(f"{named[state]}: {count}" for state, count in counts.items()))
    return NO_PROBLEMS if counts[approvals.State.APPROVED] == len(states) else FINDINGS


def _approvals(config_file: Path, messages: Messages) -> tuple[Settings, Corpus, Approvals]:
    """The site and its approvals, where both can be read.

    Raises:
        CommandError: they cannot; the findings have been printed.
    """
    from policysite import approvals, corpus
    from policysite.findings.text import as_text

    settings = _settings_to_work_with(config_file, messages)
    pages, findings = corpus.read(settings)
    path = settings.editorial(approvals.NAME)
    known, faults = approvals.read(path, settings.relative_path(path))
    if findings or faults:
        print(as_text([*findings, *faults], messages), file=sys.stderr)
        raise CommandError("fix_first")
    return settings, pages, known


def _settings_to_work_with(config_file: Path, messages: Messages) -> Settings:
    """What an `mkdocs.yml` says.

    Raises:
        CommandError: it cannot be loaded; what is wrong with it has been printed.
    """
    from policysite.findings.text import as_text

    try:
        return _settings(config_file)
    except _UnsafeError as error:
        print(as_text(error.findings, messages), file=sys.stderr)
        raise CommandError("fix_first") from error


class _UnsafeError(Exception):
    """MkDocs must not load the configuration: it would run what stands there."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def _settings(config_file: Path) -> Settings:
    """What an `mkdocs.yml` says.

    Raises:
        CommandError: there is none, or MkDocs cannot load it.
        _UnsafeError: MkDocs must not load it.
    """
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from policysite.corpus import Settings
    from policysite.lint.inheritance import inherited
    from policysite.lint.rules.configuration import faults

    unsafe = tuple(faults(_text(config_file), config_file.name, inherited(config_file)))
    if unsafe:
        raise _UnsafeError(unsafe)
    try:
        config = load_config(str(config_file))
    except (OSError, MkDocsException) as error:
        raise CommandError("configuration_unusable", file=config_file, reason=error) from error
    missing = [plugin for plugin in ("i18n", "policy") if plugin not in config.plugins]
    if missing:
        raise CommandError("plugin_missing", file=config_file, plugin=missing[0])
    settings = Settings.of(config)
    for option, folder in (("docs_dir", settings.docs), ("custom_dir", settings.templates)):
        if folder is not None and not folder.is_relative_to(settings.root):
            raise CommandError("folder_outside", option=option, folder=folder)
    for language in settings.languages:
        if language not in available_locales():
            raise CommandError("no_words", language=language, known=", ".join(available_locales()))
    return settings


def _text(config_file: Path) -> str:
    try:
        return config_file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CommandError("no_configuration", file=config_file) from error
    except (OSError, UnicodeError) as error:
        raise CommandError("configuration_unusable", file=config_file, reason=error) from error


def _nearest(name: str, known: Iterable[str]) -> str:
    """The names that a mistyped one may stand for."""
    import difflib

    names = sorted(set(known))
    return ", ".join(difflib.get_close_matches(name, names, n=5, cutoff=0.4) or names[:10])
