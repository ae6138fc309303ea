"""``{% once key, … %}…{% endonce %}``: what is between is rendered once for each key and build.

For parts that thousands of pages share: masthead, ruler, footer. All that the part depends on must be in its keys
(``root`` nearly always is); a key is compared by ==, so an object of pages.py stands for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import cast

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

REMEMBERED = 10_000
"""Parts; beyond this many, which no site has, the memory is emptied."""


class OnceExtension(Extension):
    """Adds the tag. A part is told from all others by its template and line."""

    tags = {"once"}  # noqa: RUF012

    def parse(self, parser: Parser) -> nodes.Node:
        """Called by Jinja at the tag."""
        line = next(parser.stream).lineno
        keys = parser.parse_tuple(with_condexpr=True)
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        keys = nodes.Tuple([place, keys], "load")
        return nodes.CallBlock(self.call_method("_once", [keys]), [], [], body).set_lineno(line)

    def _once(self, key: Hashable, caller: Callable[[], str]) -> str:
        """The remembered part, or the part as it is rendered now."""
        memory = cast("dict[Hashable, str]", self.environment.globals.setdefault("_once", {}))
        if key not in memory:
            if len(memory) >= REMEMBERED:
                memory.clear()
            memory[key] = Markup(caller())
        return memory[key]
