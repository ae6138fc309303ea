"""The command ``arsheef``: one file a verb in this folder, each with a function ``run``."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from arsheef.errors import ArsheefError

VERBS = ("new", "ingest", "extract", "build", "serve", "search", "check")
"""Order of ``arsheef --help``. Verb modules import what is heavy inside ``run``, so that --help is quick."""
GROUPS = ("offline",)
"""Verbs with verbs of their own: their module has a typer ``app`` instead of ``run``."""

app = typer.Typer(
    name="arsheef",
    help="أرشيف: Arabic news articles into a static, searchable archive.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for verb in VERBS:
    app.command(verb)(import_module(f"arsheef.cli.{verb}").run)
for group in GROUPS:
    app.add_typer(import_module(f"arsheef.cli.{group}").app, name=group)


def main() -> None:
    """Runs the verb; our own errors become one line on stderr and exit code 1."""
    try:
        app()
    except ArsheefError as error:
        sys.stderr.write(f"arsheef: {error}\n")
        sys.exit(1)
