"""Article pages in the manner of real news sites, all with made-up content: what each must give stands beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial

TITLE = "بلدية الرند تفتتح جسرا جديدا للمشاة فوق النهر"
PARAGRAPHS = (
    "افتتحت بلدية الرند صباح أمس جسرا جديدا للمشاة فوق النهر بعد أعمال استمرت عامين، وسط حضور كبير من سكان الأحياء القريبة الذين انتظروا هذه اللحظة طويلا.",
    "وقال رئيس البلدية في كلمته إن الجسر سيخفف الزحام عن الجسر القديم، مضيفا أن تكلفة المشروع بلغت مليوني دينار جمعت من موازنة المدينة ومن تبرعات التجار.",
    "وأوضح المهندس المشرف أن الهيكل صمم ليتحمل فيضان النهر في الشتاء، وأن الإنارة تعمل بالطاقة الشمسية، ولذلك لن تحتاج إلى كابلات تمد تحت الأرض.",
    "من جهتهم عبر أصحاب المحال عن أملهم في أن يعيد الجسر الحركة إلى السوق القديم، بعدما تراجعت المبيعات بسبب إغلاق الطريق المؤدي إليه مرات عدة.",
    "ومن المقرر أن تبدأ البلدية الشهر المقبل مرحلة ثانية تشمل زراعة ضفتي النهر بالأشجار، وإنشاء ممر للدراجات يصل الميناء بالحديقة العامة.",
)
NAVIGATION = '<ul class="menu"><li><a href="/">الرئيسية</a></li><li><a href="/pol">سياسة</a></li><li><a href="/eco">اقتصاد</a></li><li><a href="/spo">رياضة</a></li><li><a href="/art">ثقافة وفن</a></li></ul>'
OTHERS = (
    "تأجيل مباراة الميناء والساحل بسبب المطر", "معرض الكتاب يستقبل زواره الأسبوع المقبل", "ارتفاع أسعار الزيتون في أسواق الجبل",
    "انقطاع المياه عن ثلاثة أحياء غدا", "وفاة الشاعر نديم البحري عن ثمانين عاما",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """One page and what it says."""

    name: str
    html: str
    date: str | None = None
    author: str | None = None
    agency: str | None = None
    site: str | None = None
    title: str = TITLE
    url: str = ""
    paragraphs: tuple[str, ...] = PARAGRAPHS
    absent: tuple[str, ...] = field(default=OTHERS)
    encoding: str = "utf-8"


def body(tag: str = "p", attributes: str = "") -> str:
    return "\n".join(f"<{tag}{attributes}>{text}</{tag}>" for text in PARAGRAPHS)


def others(dates: str = "20/7/2015", tag: str = "li") -> str:
    """A list of links to other articles, each with a date."""
    return "".join(f'<{tag}><a href="/n/{n}">{title}</a> <span class="date">{dates}</span></{tag}>' for n, title in enumerate(OTHERS))


def document(head: str, inside: str, attributes: str = ' lang="ar" dir="rtl"', title: str = f"{TITLE} | صحيفة الرند") -> str:
    return f'<!DOCTYPE html><html{attributes}><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{inside}</body></html>'


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org"} | fields, ensure_ascii=False)}</script>'


TABLES_2005 = f"""<html><head><title>جريدة الرند :: محليات :: {TITLE}</title></head><body bgcolor=#ffffff topmargin=0>
<table width=780 align=center><tr><td colspan=3><img src=logo.gif><font size=1>الجمعة 3 آب 2007 - السنة الرابعة</font></td></tr><tr>
<td width=140 valign=top><table><tr><td><b>أخبار أخرى</b></td></tr>{others("2/8/2007", "tr").replace("<a", "<td><a").replace("</tr>", "</td></tr>")}</table></td>
<td valign=top><table width="100%"><tr><td class=title><font size=4 color=navy><b>{TITLE}</b></font></td></tr>
<tr><td><font size=1>الأربعاء 1 آب 2007</font></td></tr><tr><td><font size=2>الرند - سمير الخطيب</font></td></tr>
<tr><td class=txt align=justify>{"<br><br>".join(PARAGRAPHS)}</td></tr><tr><td><a href=print.asp?id=5>نسخة للطباعة</a> | <a href=send.asp>أرسل لصديق</a></td></tr></table></td>
<td width=120><table><tr><td>حالة الطقس</td></tr><tr><td>الرند 31° / 22°</td></tr></table></td></tr>
<tr><td colspan=3>جميع الحقوق محفوظة © جريدة الرند 2002 - 2007</td></tr></table></body></html>"""

WORDPRESS = document(
    '<meta property="og:site_name" content="صحيفة الرند"><meta property="article:published_time" content="2015-07-21T02:51:00+00:00">'
    '<meta property="article:modified_time" content="2016-01-02T08:00:00+00:00">',
    f"""<div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/">صحيفة الرند</a></p>{NAVIGATION}<div class="top-date">الاثنين, نوفمبر 23, 2020</div></header>
<div id="content"><main><article id="post-12" class="post type-post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on">نُشر في <a href="/2015/07/21/"><time class="entry-date published" datetime="2015-07-21T02:51:00+00:00">21 يوليو، 2015</time>
<time class="updated" datetime="2016-01-02T08:00:00+00:00">2 يناير، 2016</time></a></span><span class="byline"> بواسطة <span class="author vcard"><a class="url fn n" href="/author/admin">admin</a></span></span>
<span class="comments-link"><a href="#comments">تعليق واحد</a></span></div></header><div class="entry-content">{body()}
<div class="sharedaddy"><h3>معجب بهذه:</h3><a>إعجاب</a> <a>تحميل...</a></div></div><footer class="entry-footer"><span class="cat-links">التصنيفات: <a>محليات</a></span></footer></article>
<nav class="post-navigation"><a rel="prev">السابق: {OTHERS[0]}</a><a rel="next">التالي: {OTHERS[1]}</a></nav>
<div id="comments"><ol class="comment-list"><li class="comment"><b class="fn">زائر</b> <time datetime="2015-07-22T10:00:00+00:00">22 يوليو، 2015 الساعة 10:00 ص</time>
<div class="comment-content"><p>شكرا على الخبر، ونتمنى أن تستمر البلدية في مشاريعها الجميلة التي تخدم الناس جميعا.</p></div></li></ol></div></main>
<aside class="widget-area"><section><h2>أحدث المقالات</h2><ul>{others("22 نوفمبر، 2020")}</ul></section></aside></div><footer>Proudly powered by WordPress</footer></div>""",
)  # fmt: skip

DRUPAL = document(
    '<meta name="Generator" content="Drupal 7">',
    f"""<div id="header"><a id="logo"><img alt="الرئيسية"></a><div id="site-name">صحيفة الرند</div><span class="today">السبت 12/9/2015</span></div>{NAVIGATION}
<div id="content"><h1 class="title" id="page-title">{TITLE}</h1><div class="node node-article"><div class="submitted">نشره <span class="username">محرر الموقع</span> في الثلاثاء, 07/21/2015 - 02:51</div>
<div class="content"><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{body()}</div></div></div>
<div class="field field-name-field-tags"><div class="field-label">الوسوم:&nbsp;</div><a>جسور</a> <a>بلديات</a></div></div></div></div>
<div class="region-sidebar"><div class="view-latest"><ul>{others("11/9/2015")}</ul></div></div>""",
)

AMP = (
    f"""<!doctype html><html ⚡ lang="ar" dir="rtl"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><title>{TITLE}</title>
<link rel="canonical" href="https://rand.example/local/jisr">"""
    + json_ld(**{"@type": "NewsArticle"}, headline=TITLE, datePublished="2015-07-21T02:51:00+03:00", author={"@type": "Person", "name": "سمير الخطيب"}, publisher={"@type": "Organization", "name": "صحيفة الرند"})
    + f"""<style amp-boilerplate>body{{animation:x}}</style></head><body><header class="amp-wp-header"><a href="/">صحيفة الرند</a></header><article class="amp-wp-article">
<header class="amp-wp-article-header"><h1 class="amp-wp-title">{TITLE}</h1></header><div class="amp-wp-article-content"><amp-img src="x.jpg" width=1 height=1></amp-img>{body()}</div>
<footer><div class="amp-wp-meta">التصنيف: محليات</div></footer></article><amp-ad width=300 height=250 type="doubleclick"></amp-ad></body></html>"""
)

BROADCASTER = document(
    json_ld(**{"@type": "WebSite"}, name="قناة الرند", url="https://rand.example/", dateModified="2026-01-01") + '<meta property="og:site_name" content="قناة الرند">',
    f"""<div class="clock">الثلاثاء 24 نوفمبر 2026 - 10:00 بتوقيت غرينتش</div>{NAVIGATION}<div class="article"><h1 class="sna_content_heading">{TITLE}</h1>
<div class="article-meta"><span class="article-time"><span>نشر</span> 21 يوليو 2015 - 12:30 بتوقيت أبوظبي</span><div class="article-source">الرند - قناة الرند</div></div>
<div class="article-body">{body("p", ' class="sna_p"')}<p><strong>اقرأ أيضا: {OTHERS[0]}</strong></p></div></div><div class="most-read"><h4>الأكثر قراءة</h4><ul>{others("19 يوليو 2015")}</ul></div>""",
    title=f"{TITLE} | قناة الرند",
)

WORLD_SERVICE = document(
    "",
    f"""<header role="banner"><a href="/"><svg><title>إذاعة الرند</title></svg></a>{NAVIGATION}</header><main role="main"><div dir="rtl" class="bbc-1151pbn"><h1 id="content" tabindex="-1" class="bbc-15d">{TITLE}</h1></div>
<div dir="rtl"><figure><img alt="الجسر"><p class="bbc-x"><span>صدر الصورة، </span>Getty Images</p><figcaption><p>الجسر كما بدا يوم افتتاحه</p></figcaption></figure></div>
<section aria-labelledby="article-byline"><strong id="article-byline" class="visually-hidden">Article information</strong><ul role="list"><li><span class="visually-hidden">Author, </span><span class="bbc-auth">ليلى حداد</span></li>
<li><span class="visually-hidden">Role, </span><span>إذاعة الرند - بيروت</span></li></ul></section><div dir="rtl"><time class="bbc-14x" datetime="2015-07-21">21 يوليو/ تموز 2015</time></div>
{"".join(f'<div dir="rtl" class="bbc-19"><p dir="rtl" class="bbc-1gjr">{text}</p></div>' for text in PARAGRAPHS)}
<section role="region" aria-labelledby="related"><h2 id="related">مواضيع ذات صلة</h2><ul>{others("20 يوليو/ تموز 2015")}</ul></section></main><footer>© 2026 إذاعة الرند. الإذاعة ليست مسؤولة عن محتوى المواقع الخارجية.</footer>""",
    title=f"{TITLE} - إذاعة الرند",
)

LABELLED_TWICE = document(
    '<meta property="og:title" content="' + TITLE + '">',
    f"""{NAVIGATION}<main><header class="article-header"><h1>{TITLE}</h1><p class="article__subhead css-1">الجسر الثاني في المدينة ينهي زحاما استمر عشرين عاما على ضفتي النهر.</p>
<div class="article-dates"><div class="date-simple"><span class="screen-reader-text">تاريخ النشر </span><span aria-hidden="true">21/7/2015</span></div><div class="article-dates__updated">آخر تحديث: 22/7/2015 10:30 (توقيت مكة)</div></div></header>
<div class="wysiwyg">{body()}<p class="source">المصدر : الجزيرة + وكالات</p></div></main><div class="more">المزيد من محليات<ul>{others("23/7/2015")}</ul></div>""",
    title=f"{TITLE} | محليات",
)

DAILY = document(
    "",
    f"""<div class="topBar"><span>الثلاثاء، 24 نوفمبر 2026 01:11 ص</span></div>{NAVIGATION}<div class="articleCont"><div class="breadcumb"><a href="/Section/97">أخبار عاجلة</a></div><h1>{TITLE}</h1>
<span class="newsStoryDate">الثلاثاء، 21 يوليو 2015 02:51 م</span><div class="img-cont"><img alt="{TITLE}"><div class="imgFooter">جسر الرند</div></div><span class="writeBy">كتب: أحمد علي</span>
<div id="articleBody">{body()}</div><div class="tags"><h3>الموضوعات المتعلقة</h3><h3>{OTHERS[0]}</h3><span>الإثنين، 20 يوليو 2015 11:20 م</span><h3>{OTHERS[1]}</h3><span>الأحد، 19 يوليو 2015 10:00 م</span></div>
<div id="comments"><h2>التعليقات 1</h2><div>عدد الردود 0</div><div>بواسطة: محمود</div><div>بتاريخ: 2015-07-22 05:10</div><div>مبروك لأهل الرند</div></div></div>""",
    title=f"{TITLE} - اليوم الثامن",
)

PAN_ARAB = document(
    "",
    f"""<div class="date-bar">الثلاثاء - 24 جمادى الأولى 1448 هـ - 24 نوفمبر 2026 م</div>{NAVIGATION}<h1 class="entry-title">{TITLE}</h1><div class="resource">لندن: رنيم حنوش</div>
<div class="date_social">نُشر: 02:51-21 يوليو 2015 م ـ 05 شوّال 1436 هـ</div><div class="field field-body"><div class="field__item">{body()}</div></div><ul class="recommended">{others("20 يوليو 2015 م")}</ul>""",
    title=f"{TITLE} | الشرق الجديد",
)

ISSUE_HEADER = document(
    "",
    f"""<div id="header"><img alt="جريدة الرند"><div class="hdate">الثلاثاء 5 شوال 1436 هـ - 21 يوليو 2015م - العدد 17193</div></div>{NAVIGATION}<div class="article-title"><h2>{TITLE}</h2></div>
<div class="author">الرند - سعد العبدالله</div><div class="article-text">{body()}</div><div class="comments"><span>1</span> أبو فهد <span>09:11 صباحاً 2015/07/22</span> الله يوفقهم</div>""",
    title=f"جريدة الرند | {TITLE}",
)

AGENCY_SITE = document(
    "",
    f"""{NAVIGATION}<div class="news"><h1>{TITLE}</h1><div class="date">تاريخ النشر: 21.07.2015 | 09:51 GMT | <span>محليات</span></div><div class="intro"><p>{PARAGRAPHS[0]}</p></div>
<div class="text">{"".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])}<p>المصدر: نوفوستي</p></div></div><div class="related">{others("20.07.2015 | 10:10 GMT", "div")}</div>""",
)

GULF = document(
    '<meta property="article:published_time" content="2015-07-21T11:51:00Z">',
    f"""{NAVIGATION}<section><h1 class="headline">{TITLE}</h1><div class="timeDate"><span class="caption-date">نشر في: <time>21 يوليو ,2015: 02:51 م GST</time></span><span>آخر تحديث: <time>22 يوليو ,2015: 08:00 ص GST</time></span></div>
<div class="authors"><span>الرند - الرند.نت</span></div><div id="body-text">{body()}</div></section><div class="ticker">{others("02:51 م", "span")}</div>""",
)

MOROCCO = document(
    "",
    f"""<div class="top"><span class="date-today">الثلاثاء 24 نونبر 2026</span></div>{NAVIGATION}<h1 class="post-title">{TITLE}</h1><div class="post-header"><span class="author"><a>هسبريس الرند - أحمد بنعلي</a></span>
<span class="date-post">الثلاثاء 21 يوليوز 2015 - 02:51</span></div><div class="article-content">{body()}</div><ul class="comment-list"><li>1 - <span>Mohammed</span> <div>الأربعاء 22 يوليوز 2015 - 09:10</div><div>الحمد لله</div></li></ul>""",
    title=f"{TITLE} - الرند بريس",
)

ALGERIA = document(
    "",
    f"""<div class="hd">{NAVIGATION}</div><article class="sgb1"><h1>{TITLE}</h1><ul class="meta"><li class="author">ق. م</li><li class="date"><i></i>2015/07/21</li><li class="views">1052</li><li class="comments">3</li></ul>
<div class="txt">{body()}</div></article><aside>{others("2015/07/20", "div")}</aside>""",
    title=f"{TITLE} – الرند أونلاين",
)

BLOGGER = document(
    '<meta content="blogger" name="generator">',
    f"""<div class="header"><h1 class="title"><a href="/">مدونة الرند</a></h1></div><div class="date-outer"><h2 class="date-header"><span>الثلاثاء، 21 يوليو 2015</span></h2><div class="date-posts">
<div class="post hentry"><h3 class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content">{"<br /><br />".join(PARAGRAPHS)}<div style="clear:both"></div></div>
<div class="post-footer"><span class="post-author vcard">مرسلة بواسطة <span class="fn">Unknown</span></span> في <span class="post-timestamp">2:51 م</span></div></div></div></div>
<div class="archive"><ul><li>◄ 2014 (120)</li><li>▼ 2015 (88)<ul><li>يوليو 2015 (12)</li></ul></li></ul></div>""",
    title=f"مدونة الرند: {TITLE}",
)

JOOMLA = document(
    '<meta name="generator" content="Joomla! 3"><meta name="author" content="Super User">',
    f"""{NAVIGATION}<div class="item-page"><h2 itemprop="headline">{TITLE}</h2><dl class="article-info"><dd class="createdby">كتب بواسطة: <span itemprop="name">Super User</span></dd>
<dd class="published"><time datetime="2015-07-21T02:51:00+00:00" itemprop="datePublished">تم النشر بتاريخ: الثلاثاء, 21 تموز/يوليو 2015 02:51</time></dd><dd class="hits">الزيارات: 2015</dd></dl><div itemprop="articleBody">{body()}</div></div>""",
    title=TITLE,
)

WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=windows-1256">
<meta name=Generator content="Microsoft Word 11"><title>{TITLE}</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>HP</o:Author><o:Created>2015-07-22T08:00:00Z</o:Created></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style></head><body lang=EN-US><div class=Section1 dir=RTL><p class=MsoNormal dir=RTL align=center><b><span lang=AR-SA style='font-size:18.0pt'>{TITLE}<o:p></o:p></span></b></p>
<p class=MsoNormal dir=RTL><span lang=AR-SA>الرند 21 يوليو 2015<o:p></o:p></span></p>
{"".join(f"<p class=MsoNormal dir=RTL style='text-align:justify'><span lang=AR-SA style='font-family:Arial'>{text}<o:p></o:p></span></p>" for text in PARAGRAPHS)}
<p class=MsoNormal dir=RTL><span dir=LTR><o:p>&nbsp;</o:p></span></p></div></body></html>"""

ASP_NET = document(
    "",
    f"""<form method="post" action="NewsQ.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="dDwtMTA4"><div><span id="ContentPlaceHolder1_lblDate">الأربعاء 12 من صفر 1437 هــ 24 نوفمبر 2015 السنة 140 العدد 47104</span></div>
{NAVIGATION}<div id="ContentPlaceHolder1_divTitle" class="title">{TITLE}</div><div id="ContentPlaceHolder1_divWriter">كتب ــ سمير الخطيب:</div><div id="ContentPlaceHolder1_divAbstract">
{body()}</div><span id="ContentPlaceHolder1_lblViews">عدد القراءات 1203</span></form>""",
    title=f"الرند - {TITLE}",
)

UNDATED_PORTAL = document(
    '<meta name="copyright" content="2026"><meta name="date" content="2026"><meta property="og:updated_time" content="2026-11-24T00:00:00Z">',
    f"""<div class="prayer"><h4>مواقيت الصلاة ليوم 14 جمادى الآخرة 1448 هـ</h4><ul><li>الفجر 05:12</li><li>الظهر 12:04</li></ul></div><div class="weather">طقس الرند الثلاثاء 24 نوفمبر 2026: 19°</div>
<div class="stocks">أسعار العملات بتاريخ 24/11/2026</div>{NAVIGATION}<h1>{TITLE}</h1><div class="share">شارك</div>{body()}<div class="ads">عرض خاص حتى 30 نوفمبر 2026 على جميع المنتجات</div>
<h4>مواضيع متعلقة</h4><ul>{others("20 يوليو 2015")}</ul><div class="calendar"><table><caption>نوفمبر 2026</caption><tr><td>1</td><td>2</td></tr></table></div><footer>© 2015 جميع الحقوق محفوظة. تصميم وتطوير 2015. آخر تحديث للموقع: 24/11/2026</footer>""",
)

SITE_IN_H1 = document(
    "",
    f"""<header><h1 class="logo"><a href="/">صحيفة الرند</a></h1><div id="date">24 نوفمبر 2026</div></header>{NAVIGATION}<div class="single"><h2 class="title">{TITLE}</h2><div class="info"><i class="fa fa-user"></i> فريق التحرير <i class="fa fa-clock"></i> منذ ساعتين</div>{body()}</div>""",
    title=f"صحيفة الرند » {TITLE}",
)

AGENCY_LINE = document(
    "",
    f"""{NAVIGATION}<h1>{TITLE}</h1><p class="time">21 يوليو 2015</p><p>القاهرة - أ ش أ</p>{body()}<p>(أ ش أ)</p><div>{others()}</div>""",
)

make = partial(Layout, date="2015-07-21")
LAYOUTS = (
    Layout("tables of 2005", TABLES_2005, "2007-08-01", "سمير الخطيب", encoding="cp1256"),
    make("WordPress", WORDPRESS, site="صحيفة الرند", absent=(*OTHERS, "شكرا على الخبر")),
    make("Drupal", DRUPAL, site="صحيفة الرند"),
    make("AMP", AMP, author="سمير الخطيب", site="صحيفة الرند"),
    make("broadcaster", BROADCASTER, site="قناة الرند"),
    make("world service", WORLD_SERVICE, author="ليلى حداد", site="إذاعة الرند"),
    make("publication and change", LABELLED_TWICE, agency="الجزيرة + وكالات", paragraphs=("الجسر الثاني في المدينة ينهي زحاما استمر عشرين عاما على ضفتي النهر.", *PARAGRAPHS)),
    make("daily", DAILY, author="أحمد علي", site="اليوم الثامن", absent=(*OTHERS, "مبروك لأهل الرند")),
    make("pan-Arab daily", PAN_ARAB, author="رنيم حنوش", site="الشرق الجديد"),
    make("issue date above the title", ISSUE_HEADER, author="سعد العبدالله", site="جريدة الرند"),
    make("agency site", AGENCY_SITE, agency="نوفوستي", site="صحيفة الرند"),
    make("Gulf channel", GULF, site="صحيفة الرند"),
    make("Morocco", MOROCCO, author="أحمد بنعلي", site="الرند بريس"),
    make("Algeria", ALGERIA, site="الرند أونلاين"),
    make("Blogger", BLOGGER, site="مدونة الرند"),
    make("Joomla", JOOMLA),
    make("Word", WORD, encoding="cp1256"),
    Layout("ASP.NET", ASP_NET, "2015-11-24", "سمير الخطيب", site="الرند"),
    Layout("portal of clocks", UNDATED_PORTAL, None, site="صحيفة الرند"),
    Layout("site in h1", SITE_IN_H1, None, site="صحيفة الرند"),
    make("agency line", AGENCY_LINE, agency="أ ش أ", site="صحيفة الرند"),
)
