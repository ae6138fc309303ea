"""A small archive written for the browser tests, and a visitor who reads it in Chromium and notices what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from arsheef.article import Article
from arsheef.frontmatter import write_article
from arsheef.ids import make_id

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIST = "[data-search-results]"
SETTLED = f'{LIST}[aria-busy="false"]'
BESIDE = '[data-search-facets][aria-busy="true"]'
ATTACK = '<script>document.title="x"</script><img src=x onerror="document.title=\'x\'"> عريضة الصيّادين'

LIBRARY = (
    "مكتبة البلدية تفتح أبوابها ليلًا لطلاب الجامعة",
    "2024-03-12",
    "نداء المرسى",
    (
        "فتحت مكتبة البلدية في حيّ النخيل أبوابها حتى منتصف الليل، بعد أن طلب ذلك أكثر من ألف طالب في عريضة وقّعوها.",
        "وَقَالَ أمينُ المَكْتَبَةِ أحمد السرحان إن القاعة الكبرى تتسع لمئتي قارئ، وإن البلدية ستزيد المقاعد قبل الامتحانات.",
        "واشترت المكتبة هذا العام 50-60 كتابًا كل شهر، بينها قاموس Oxford Arabic Dictionary في مجلدين.",
    ),
)
RACE = (
    "سباق الدراجات يعبر المدينة القديمة للمرة الأولى",
    "2023-10-06",
    "السهل الرياضي",
    (
        "ينطلق سباق الدراجات من ساحة الميناء صباح الجمعة، ومعه مباراة فاز فيها فريق Port United على ضيوفه 2-1 أمس.",
        "ويعبر المتسابقون أزقة المدينة القديمة للمرة الأولى منذ تأسيس السباق، ويستقبلهم رئيس الاتحاد أحمد منصور.",
    ),
)
HORSES = (
    "سباق الخيل يؤجل ومعرض الدراجات يستمر",
    "2023-10-20",
    "نداء المرسى",
    ("أجلت لجنة المضمار سباق الخيل أسبوعًا بسبب المطر، أما معرض الدراجات في القاعة المجاورة فيستمر حتى الأحد.",),
)
WELL = (
    "بئر قديمة تعود إلى العمل في قرية الزيتون",
    "2022-06",
    "السهل",
    ("عادت بئر قرية الزيتون إلى العمل بعد تنظيفها، وقال المهندسون إن ماءها يكفي القرية ستة أشهر.",),
)
LETTER = (
    "رسالة بلا تاريخ من أرشيف البلدية",
    None,
    None,
    ("وُجدت الرسالة في درج خزانة قديمة بمبنى البلدية، ولم يُذكر فيها يوم ولا سنة.",),
)
PETITION = (ATTACK, "2021-01-15", "نداء المرسى", ("سلّم الصيّادون عريضة فيها تسعة مطالب إلى إدارة الميناء.",))
BULLETINS = tuple(
    (
        f"نشرة الأمواج رقم {number}: بحر هادئ أمام الميناء",
        f"2020-{1 + number // 28:02}-{1 + number % 28:02}",
        "إذاعة الساحل",
        (f"توقعت النشرة الصادرة عن المرصد البحري أن يبقى الموج دون {number} سنتيمترًا حتى مساء الغد.",),
    )
    for number in range(1, 46)
)
Written = tuple[str, str | None, str | None, tuple[str, ...]]
"""Title, date, source and paragraphs of an article."""
ARTICLES: tuple[Written, ...] = (LIBRARY, RACE, HORSES, WELL, LETTER, PETITION, *BULLETINS)


def build_site(folder: Path, language: str = "ar", articles: Sequence[Written] = ARTICLES) -> Path:
    """Writes articles as a site in ``folder`` and builds it as a user would; gives the output folder."""
    arsheef = Path(sys.executable).with_name("arsheef")
    subprocess.run([arsheef, "new", folder], check=True)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'\nARSHEEF = {{"language": "{language}"}}\n')
    for title, date, source, paragraphs in articles:
        id_ = make_id(None, title, "\n".join(paragraphs))
        place = folder / "content" / ("/".join(date.split("-")[:2]) if date else "undated")
        place.mkdir(parents=True, exist_ok=True)
        article = Article(id=id_, title=title, paragraphs=paragraphs, date=date, source=source, language="ar", lead=paragraphs[0])
        (place / f"{id_}.md").write_text(write_article(article), encoding="utf-8")
    subprocess.run([arsheef, "build", "--site", folder], check=True)
    return folder / "output"


@dataclass
class Visitor:
    """One tab. ``base`` is the address of the site's top, with a slash at its end."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    """Console messages that are no mere logs, exceptions of scripts, dialogs, failed and foreign requests."""

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._fail)
        self.page.on("request", self._see)
        self.page.on("dialog", self._dismiss)

    def _fail(self, request: object) -> None:
        if request.failure != "net::ERR_ABORTED":  # type: ignore[attr-defined]  # the reader left before it came
            self.complaints.append(f"failed: {request.url} {request.failure}")  # type: ignore[attr-defined]

    def _see(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.base, "data:", "blob:")):
            self.complaints.append(f"foreign: {url}")

    def _dismiss(self, dialog: object) -> None:
        self.complaints.append("a script of an article ran")
        dialog.dismiss()  # type: ignore[attr-defined]

    def open(self, path: str) -> None:
        """Loads a file of the site."""
        self.page.goto(self.base + path)

    def search(self, query: str, **state: str) -> list[str]:
        """Opens the address of a search, as a shared link does; gives the titles of its hits."""
        self.open("search.html?" + urlencode({"q": query, **state}))
        return self.titles()

    def type(self, query: str) -> list[str]:
        """Types a query into the box and presses Enter; gives the titles of the hits."""
        box = self.page.locator("[data-search-input]")
        box.fill(query)
        box.press("Enter")
        return self.titles()

    def settle(self) -> None:
        """Waits until the list is final, and what stands around it."""
        self.page.wait_for_selector(SETTLED, state="attached")
        self.page.wait_for_selector(BESIDE, state="detached")

    def titles(self) -> list[str]:
        """Titles of the hits, once the list is final."""
        self.settle()
        return [title.replace("\u00a0", " ") for title in self.page.locator(f"{LIST} a").all_text_contents()]

    def heading(self) -> str:
        """What the page says of the search."""
        self.settle()
        return self.page.locator("h1").inner_text()

    def marks(self, within: str) -> list[str]:
        """The marked words inside the elements of a selector."""
        return self.page.locator(f"{within} mark").all_text_contents()


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Visitor]:
    """A reader; when he leaves, nothing may have complained: no console error (CSP), exception, dialog, foreign request."""
    context = browser.new_context(**{"reduced_motion": "reduce", **options})  # else a smooth scroll may still be under way
    visitor = Visitor(context.new_page(), address)
    yield visitor
    context.close()
    assert visitor.complaints == []
