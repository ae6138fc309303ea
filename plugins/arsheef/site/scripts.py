"""The theme's scripts and style sheets as pages load them: minified, the modules of a bundle joined in order.

theme/bundles.json names the bundles. Modules stay classic scripts in one namespace that run alone, so nothing has to be built
to work on them or to test them; joining saves a reader a dozen requests, minifying more than half of the bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import minify

from arsheef.errors import OutputError
from arsheef.site.strings import Texts, localised
from arsheef.site.theme import get_path


def bundle_scripts(files: Mapping[str, Path], strings: bytes, texts: Texts) -> dict[str, bytes]:
    """Path in the site -> content for every file of the themes, with bundles in place of the modules that they are made of.

    ``files``: path in the site -> file; ``strings`` is the generated module js/strings; the sentences of scripts are said as
    ``texts`` say them. Declarations of types stay behind.
    Raises OutputError where a bundle names a module that no theme has, or a script is not JavaScript.
    """
    bundles: dict[str, list[str]] = json.loads((Path(get_path()) / "bundles.json").read_text("utf-8"))
    used = {f"theme/{name}.js" for names in bundles.values() for name in names}
    kept = {path: file for path, file in files.items() if path not in used and not path.endswith(".d.ts")}
    made = {path: _plain(path, file, texts) for path, file in kept.items()}
    for bundle, names in bundles.items():
        # a minified module ends without its semicolon, and the next would be read as its argument
        modules = (strings if name == "js/strings" else _module(files, name, texts) for name in names)
        made[f"theme/{bundle}.js"] = b";\n".join(modules)
    return made


def _plain(path: str, file: Path, texts: Texts) -> bytes:
    """A file that stands by itself: scripts and style sheets minified, all else as it is."""
    if path.endswith(".css"):
        return str(minify.string("text/css", file.read_text("utf-8"))).encode()
    return _minified(file, texts) if path.endswith(".js") else file.read_bytes()


def _module(files: Mapping[str, Path], name: str, texts: Texts) -> bytes:
    path = files.get(f"theme/{name}.js")
    if path is None:
        raise OutputError(f"theme/bundles.json names {name}, which no theme's static/ has; add the file, or take the name out.")
    return _minified(path, texts)


def _minified(path: Path, texts: Texts) -> bytes:
    """A script in the site's language, with its local names shortened; comments that start with /*! stay."""
    try:
        text: str = minify.string("text/javascript", localised(path.read_text("utf-8"), texts))
    except minify.MinifyError as error:
        raise OutputError(f"{path}: no script that can be minified ({error}); correct it.") from error
    return text.encode()
