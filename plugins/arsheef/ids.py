"""Permanent ids: 10 characters of Crockford base32 that no later correction of a title or date changes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH, LENGTH_AFTER_COLLISION = 10, 12
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref_src", re.IGNORECASE)
ID_PATTERN = re.compile(rf"[{CROCKFORD}]{{{LENGTH}}}(?:[{CROCKFORD}]{{2}})?")


@lru_cache(maxsize=64)
def canonical_url(url: str) -> str | None:
    """One spelling of a web address (RFC 3986, section 6.2), or None where it is not http or https.

    Scheme and host in lower case, http and https alike, no default port, no fragment, no tracking parameters,
    percent-encoding normalised: the same page linked twice gives the same text.
    """
    try:
        parts = urlsplit(unicodedata.normalize("NFC", url.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.lower()
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._") or "/"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return urlunsplit(("https", host, path, query, ""))


def make_id(source_url: str | None, title: str, text: str, length: int = LENGTH) -> str:
    """The id of an article: from its canonical address where it has one, else from its title and text.

    ``length`` is 12 where the caller found that 10 characters are taken by another article.
    """
    address = canonical_url(source_url) if source_url else None
    basis = address or " ".join(unicodedata.normalize("NFKC", f"{title}\n{text}").split())
    number = int.from_bytes(hashlib.sha256(basis.encode("utf-8")).digest()[:8], "big")
    return "".join(CROCKFORD[number >> (59 - 5 * i) & 31] for i in range(length))


def article_url(id_: str) -> str:
    """Address of an article's page inside the site: ``a/7k/7kq2m9x4tb.html``."""
    return f"a/{id_[:2]}/{id_}.html"
