"""The settings of the published site: those of pelicanconf.py and the address, which feeds and citations need."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "")
