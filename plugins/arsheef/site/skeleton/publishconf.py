"""The settings of the published site: those of pelicanconf.py and the address, which feeds and citations need."""

from __future__ import annotations

import os

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "")
