"""CommonMark to HTML by cmark, and the memory of it given back.

cmarkgfm's own markdown_to_html never frees what cmark returns: 20,000 articles would hold 60 MB for nothing. Where the C
library can be asked to free it (everywhere but Windows), this does; a test compares the HTML.
"""

from __future__ import annotations

import ctypes
import os

from cmarkgfm import _cmark

_free = ctypes.CDLL(None).free if os.name == "posix" else None
if _free is not None:
    _free.argtypes, _free.restype = [ctypes.c_void_p], None


_RAW_HTML = 1 << 17
"""CMARK_OPT_UNSAFE."""


def render(text: str, *, raw_html: bool = False) -> str:
    """HTML of a CommonMark text; raw HTML and links that could run script are left out (cmark's safe mode).

    ``raw_html`` keeps them: for input of which only the text is taken.
    """
    data = text.encode("utf-8")
    result = _cmark.lib.cmark_markdown_to_html(data, len(data), _RAW_HTML if raw_html else 0)
    rendered: str = _cmark.ffi.string(result).decode("utf-8")
    if _free is not None:
        _free(int(_cmark.ffi.cast("uintptr_t", result)))
    return rendered
