"""A small archive with one of everything a page can have to show, built in this process for the theme's tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from arsheef.article import Article
from arsheef.frontmatter import write_article
from arsheef.ids import article_url, make_id
from arsheef.site.build import build_site

ENDLESS = "كلمةبلافراغ" * 6
TEXT = (
    "عبر مئات من الأهالي جسر القرية صباح اليوم مشيًا، في أول مرور عليه منذ أغلقته البلدية قبل ثلاث سنوات لترميم أقواسه.",
    "وقالت المهندسة إن الفريق قاس الاهتزاز كل ساعة، وإن النتيجة بين 50-60 وحدة، وهو ما نشره مختبر Halden Survey Lab قبل شهر.",
    "وأقيمت بعد الظهر مباراة ودية بهذه المناسبة انتهت 2-1، ثم عاد اللاعبون والجمهور إلى الضفة الشرقية سيرًا فوق الجسر.",
)


def _article(title: str, date: str | None, **fields: object) -> Article:
    paragraphs = fields.pop("paragraphs", TEXT)
    article = Article(id="", title=title, paragraphs=paragraphs, date=date, language="ar", lead=TEXT[0])  # type: ignore[arg-type]
    return replace(article, id=make_id(None, title, str(date)), **fields)  # type: ignore[arg-type]


BRIDGE = _article(
    "إعادة فتح جسر القرية أمام المشاة", "2024-03-12T08:30", date_source="page", source="المرفأ", agency="أنباء الساحل", author="سامر الورّاق",
    section="عمران", source_url="https://example.org/bridge", modified="2024-03-14", places=("وادي السنديان", "جبل الرند"), people=("هناء القصّار",),
    organisations=("بلدية الوادي",), topics=("الجسور", "التراث"), derived=frozenset({"places", "author"}), related=("خبر طبعه المصدر وليس عندنا",),
)  # fmt: skip
COPY = replace(BRIDGE, id=make_id(None, BRIDGE.title, "copy"), source="السهل اليوم", duplicate_of=BRIDGE.id, date="2024-03-12", author=None)
CRAWLED = _article("حصاد الزيتون يتأخر في جبل الرند", "2024-03-13", date_source="crawl", source="المرفأ", places=("جبل الرند",))
UNDATED = _article("قائمة أسماء الطواحين على المجرى الأعلى", None, date_hints=("الجمعة", "الشهر الماضي"))
MONTHLY = _article("مسح جديد لآبار الوادي", "2023-07", source="المرفأ", date_source="page")
YEARLY = _article("سجل الطاحونة الأولى", "2021", source="المرفأ", date_source="page")
ENGLISH = _article("Port Halden opens its tram line, 3 years late", "2024-03-12", source="Halden Post", paragraphs=("The tram opened.",))
ENGLISH = replace(ENGLISH, language="en", lead=None)
HOSTILE = _article('<script>alert(1)</script><img src=x onerror="alert(1)"> "عنوان"', "2022-05-01", source='"><b onclick=x>مصدر</b>')
LONG = _article(
    f"{'عنوان طويل جدًا ' * 12}{ENDLESS} {'LatinWordWithoutAnySpace' * 4}", "2024-03-12", source=f"صحيفة {ENDLESS}", author=ENDLESS, agency=ENDLESS,
    section=ENDLESS, places=(ENDLESS, "LatinWordWithoutAnySpace" * 3), people=(f"شخص {ENDLESS}",), topics=(ENDLESS,), organisations=(ENDLESS,),
    related=(ENDLESS * 2,), paragraphs=(ENDLESS * 3, *TEXT), derived=frozenset({"title", "people", "author", "source", "section"}),
)  # fmt: skip
MANY = tuple(
    _article(f"نشرة الميناء رقم {n}", f"{2015 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}", source="إذاعة الساحل", places=("وادي السنديان",), topics=("الجسور",))
    for n in range(50)
)
ARTICLES = (BRIDGE, COPY, CRAWLED, UNDATED, MONTHLY, YEARLY, ENGLISH, HOSTILE, LONG, *MANY)


def build(folder: Path, articles: Iterable[Article] = ARTICLES, language: str = "ar") -> Path:
    """Writes ``articles`` as a site in ``folder``, builds it, and gives the output folder."""
    for article in articles:
        place = folder / "content" / ("/".join(article.date.split("-")[:2]) if article.date else "undated")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{article.id}.md").write_text(write_article(article), "utf-8")
    settings = (
        'SITENAME = "دفاتر الساحل"', 'SITEURL = ""', 'PATH = "content"', 'OUTPUT_PATH = "output"', 'TIMEZONE = "UTC"', 'PLUGINS = ["arsheef"]',
        f'ARSHEEF = {{"description": "أرشيف الصحافة المحلية", "language": "{language}"}}',
    )  # fmt: skip
    (folder / "pelicanconf.py").write_text("\n".join(settings) + "\n", "utf-8")
    return build_site(folder).output


def kinds(output: Path) -> dict[str, str]:
    """Address of one page of each kind, and of articles that lack or have too much of something."""
    articles = {"article": BRIDGE, "copy": COPY, "crawled": CRAWLED, "undated-article": UNDATED, "month-only": MONTHLY, "english": ENGLISH,
                "hostile": HOSTILE, "long": LONG}  # fmt: skip
    found = {name: article_url(article.id) for name, article in articles.items()}
    found |= {
        "front": "index.html", "day": "archive/2024/03/12.html", "month": "archive/2024/03/index.html", "empty-month": "archive/2024/11/index.html",
        "year": "archive/2024/index.html", "archive": "archive/index.html", "undated": "archive/undated/index.html", "coverage": "coverage.html",
        "search": "search.html", "404": "404.html", "place-index": "place/index.html", "tag-index": "tag/index.html",
    }  # fmt: skip
    for kind in ("tag", "place", "person", "org", "source", "section"):
        pages = sorted(output.glob(f"{kind}/*/index.html"), key=lambda page: (page.stat().st_size, page))
        found[kind] = pages[-1].relative_to(output).as_posix()
        found[f"{kind}-long-name"] = next(p.relative_to(output).as_posix() for p in pages if ENDLESS in p.read_text("utf-8"))
    found["facet-part"] = min(p.relative_to(output).as_posix() for p in output.glob("place/*/20*.html"))
    return found
