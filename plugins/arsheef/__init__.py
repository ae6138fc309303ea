"""arsheef (أرشيف): Arabic news articles into a static, searchable archive. Pelican finds ``register`` here."""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """Connects the plugin to Pelican's signals. Called by Pelican; imports nothing heavy before that."""
    from arsheef.site.plugin import connect

    connect()
