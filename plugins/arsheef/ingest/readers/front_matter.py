"""The values of front matter, YAML or TOML: data from strangers, so nothing is built but texts, lists and tables."""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any

import yaml

from arsheef.errors import InputError
from arsheef.frontmatter import split_header


class _Loader(yaml.BaseLoader):  # type: ignore[misc]
    """Every value as its text: no dates, no objects, and no aliases, which can make gigabytes of a few lines."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise InputError("front matter with an alias (*name), which is refused; write the value itself")
        return super().compose_node(parent, index)


def from_yaml(source: str) -> dict[str, Any]:
    """Keys and values, every scalar as text. Raises InputError where it is neither YAML nor ``key: value`` lines."""
    try:
        values = yaml.load(source, _Loader)
    except (yaml.YAMLError, RecursionError) as error:
        values = dict(split_header(source)[0])  # «title: أولا: ثانيا» is no YAML, and everyone writes it
        if not values:
            raise InputError(f"front matter is not valid YAML ({' '.join(str(error).split())[:120]}); correct it") from error
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def from_toml(source: str) -> dict[str, Any]:
    """Keys and values, dates as ISO text. Raises InputError where it is no TOML."""
    try:
        return {key: _as_json(value) for key, value in tomllib.loads(source).items()}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"front matter is not valid TOML ({error}); correct it") from error


def _as_json(value: Any) -> Any:
    """TOML has dates of its own; they become ISO text."""
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value
