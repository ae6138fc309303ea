"""What never changes is put into a template's source: ``{{ _("Search") }}`` becomes بحث, ``{{ root }}`` becomes ../../.

A page has dozens of them, and a look-up at each would be a quarter of the time that rendering takes.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension
from markupsafe import escape

_FIXED = re.compile(r'\{\{ _\("([^"\\]*)"\) \}\}')


class FixedTexts(Extension):
    """Works where ``gettext`` is among the environment's globals before a template is compiled: in our renderer's."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Called by Jinja with the source of each template."""
        known = self.environment.globals
        if "root" in known:
            source = source.replace("{{ root }}", str(escape(known["root"])))
        return _FIXED.sub(self._text, source) if "gettext" in known else source

    def _text(self, found: re.Match[str]) -> str:
        text = str(escape(self.environment.globals["gettext"](found[1])))  # type: ignore[operator]
        return found[0] if "{" in text or "\n" in text else text
