"""The command line: reads the words and the settings, and hands over to the module of the command."""

import argparse
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module

from coordination.language import gettext as _
from coordination.language import set_language
from coordination.refusal import Refusal
from huizhi import sources, terminal
from huizhi.settings import Settings

WRONG = 2
STOPPED = 128 + signal.SIGINT


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0, 1 where a check failed, or 2 where something has to be put right first."""
    speak(os.environ, None)
    arguments = parser().parse_args(words, Namespace(config=None, command="start"))
    try:
        settings = sources.load(arguments.config)
        speak(os.environ, settings)
        _spare_the_drivers(settings)
        # Each command is a module of its own: reading a mail does not load the pages.
        return import_module(f"huizhi.{arguments.command}").run(settings, arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return STOPPED


def speak(environ: Mapping[str, str], settings: Settings | None) -> None:
    """The terminal's language where it has one, else the one that is set."""
    set_language(terminal.language(environ) or (settings.language if settings else "zh"))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)


def _spare_the_drivers(settings: Settings) -> None:
    """peewee loads PostgreSQL's driver wherever it finds it: 9 MB and 70 ms that SQLite has no use for."""
    if settings.database.url.startswith("sqlite:") and "peewee" not in sys.modules:
        sys.modules.setdefault("psycopg", None)


def parser() -> argparse.ArgumentParser:
    """`--config` may stand before the command or behind it; without a command everything starts."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--config", metavar="FILE", help=_("the settings, if not huizhi.toml"))
    whole = argparse.ArgumentParser(prog="huizhi", parents=[shared],
                                    description=_("Huizhi coordinates projects by mail."),
                                    epilog=_("In a clone, “python3 run.py test” sets up and passes every test."))
    add = partial(whole.add_subparsers(dest="command", metavar=_("command")).add_parser, parents=[shared])
    add("start", help=_("start everything in one process"))
    add("web", help=_("serve the pages alone"))
    add("worker", help=_("run the workers, the mailbox watcher and the timetable alone"))
    add("check", help=_("test every connection and say what is wrong"))
    _explain(add("explain", help=_("show what would become of a mail")))
    _administrator(add("administrator", help=_("make an administrator, or a new password")))
    add("migrate", help=_("bring the database up to date"))
    backup = add("backup", help=_("copy the database while it is in use"))
    backup.add_argument("file", metavar="FILE", help=_("the copy; it must not exist yet"))
    return whole


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE.eml", help=_("the mail as it was received"))
    command.add_argument("--context", metavar="FILE.json:KEY",
                         help=_("the letter that the mail answers, instead of the one in the database"))


def _administrator(command: argparse.ArgumentParser) -> None:
    command.add_argument("email", metavar="EMAIL", help=_("the mail address to log in with"))
    command.add_argument("name", metavar="NAME", nargs="?", help=_("the name, for a new person"))
    command.add_argument("--generate", action="store_true", help=_("make a password and print it once"))
