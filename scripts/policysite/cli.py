"""The command `policy`: parse the arguments, call what does the job, and return the exit code.

Exit codes: 0 no problems (warnings allowed), 1 findings, 2 the tool could not do its job.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from policysite.arguments import CONFIG_FILE, Adder, CommandParser, Version, messages_for
from policysite.commands import review, scaffold, site
from policysite.errors import ToolError
from policysite.findings.report import FORMATS
from policysite.history.redline.report import FORMATS as DIFF_FORMATS
from policysite.messages import Messages, available_locales
from policysite.messages.escaping import escaped_lines
from policysite.output import FAILED, print_error, print_system_error

_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
# At its end, Python would look for garbage once more, among all objects; a process that ends needs no free memory.
atexit.register(gc.freeze)
# How long to wait for files of the published site that still differ, unless another time is chosen.
_WAIT_SECONDS = 30


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    if sys.stdout is None:  # closed, as in `policy lint >&-`
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115  (until the process ends)
    # The output is UTF-8 in every locale, as the pages are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    # A run makes many objects that live to its end; to look for garbage among them takes up to a third of its time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    messages = messages_for(arguments)
    options = _parser(messages).parse_args(arguments, argparse.Namespace(config_file=Path(CONFIG_FILE)))
    # Otherwise Material prints a long notice about other projects.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    run: Callable[[argparse.Namespace, Messages], int] = options.run
    try:
        code = run(options, messages)
        sys.stdout.flush()  # here, where a closed pipe is no error, and not at exit
        return code
    except ToolError as error:
        print_error(error, messages)
    except BrokenPipeError:
        # The reader has closed the output; Python must not try to write the rest of the buffer at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        pass
    except OSError as error:
        print_system_error(error)
    except Exception:
        # Python would exit with 1, which means findings.
        print(escaped_lines(traceback.format_exc()), end="", file=sys.stderr)
    return FAILED


def _parser(messages: Messages) -> argparse.ArgumentParser:
    texts = Adder(messages)
    # Before or after the name of a command. (Without defaults: after it, those would replace what is given before it.)
    shared = CommandParser(messages=messages, add_help=False, argument_default=argparse.SUPPRESS)
    texts.option(shared, "-f", "--config-file", type=Path, metavar="FILE")
    texts.option(shared, "--lang", choices=available_locales())
    description = texts.command("policy")["description"]
    parser = CommandParser(messages=messages, prog="policy", description=description, parents=[shared])
    texts.option(parser, "--version", action=Version)
    commands = parser.add_subparsers(required=True, metavar=texts.value("COMMAND"))
    findings = CommandParser(messages=messages, add_help=False, parents=[shared])
    texts.option(findings, "--format", choices=FORMATS, default="text")

    def command(
        name: str,
        run: Callable[[argparse.Namespace, Messages], int],
        common: CommandParser = shared,
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, messages=messages, parents=[common], **texts.command(name))
        added.set_defaults(run=run)
        return added

    command("check", site.check, findings)
    build = command("build", site.build, findings)
    texts.option(build, "-o", "--site-dir", type=Path, metavar="DIR")
    serve = command("serve", site.serve)
    texts.option(serve, "--dev-addr", metavar="ADDRESS[:PORT]")
    lint = command("lint", site.lint, findings)
    texts.option(lint, "--fix", action="store_true")
    about = lint.add_mutually_exclusive_group()
    texts.option(about, "--explain", metavar="RULE")
    texts.option(about, "--list", action="store_true")
    links = command("links", site.links, findings)
    which = links.add_mutually_exclusive_group()
    texts.option(which, "--internal", action="store_true")
    texts.option(which, "--external", action="store_true")
    texts.option(links, "--site", type=Path, metavar="DIR")
    verify = command("verify", site.verify, findings)
    texts.option(verify, "url", metavar="URL")
    texts.option(verify, "--site", type=Path, metavar="DIR")
    texts.option(verify, "--wait", type=int, default=_WAIT_SECONDS, metavar="SECONDS")
    approve = command("approve", review.approve)
    which = approve.add_mutually_exclusive_group()
    texts.option(which, "clauses", nargs="*", default=[], metavar="PAGE[#CLAUSE]")
    texts.option(which, "--all", action="store_true")
    texts.option(which, "--carry-over", action="store_true")
    release = command("release", review.release)
    texts.option(release, "document", metavar="DOCUMENT")
    texts.option(release, "--correction", action="store_true")
    texts.option(release, "--reason", action="append", default=[], metavar="LANG=TEXT")
    status = command("status", review.status)
    texts.option(status, "--format", choices=("text", "json"), default="text", text="status --format")
    new = command("new", scaffold.new)
    texts.option(new, "folder", type=Path, metavar="DIR")
    texts.option(new, "--name", required=True, metavar="NAME")
    texts.option(new, "--languages", required=True, metavar="LANG,…")
    texts.option(new, "--original", metavar="LANG")
    texts.option(new, "--url", default="", metavar="URL")
    command("guide", scaffold.guide)
    add_language = command("add-language", scaffold.add_language)
    texts.option(add_language, "language", metavar="LANG")
    add_page = command("add-page", scaffold.add_page)
    texts.option(add_page, "page", metavar="PAGE")
    texts.option(add_page, "--title", action="append", default=[], metavar="LANG=TEXT")
    texts.option(command("remove-page", scaffold.remove_page), "page", metavar="PAGE")
    importer = command("import", scaffold.import_files)
    texts.option(importer, "files", nargs="+", type=Path, metavar="FILE")
    texts.option(importer, "--language", default="", metavar="LANG")
    texts.option(importer, "--pair-with", default="", metavar="PAGE")
    texts.option(importer, "--dry-run", action="store_true")
    diff = command("diff", review.diff)
    texts.option(diff, "base", nargs="?", metavar="BASE")
    texts.option(diff, "--format", choices=DIFF_FORMATS, text="diff --format")
    texts.option(diff, "-o", "--output", type=Path, action="append", default=[], metavar="FILE")
    return parser
