"""What the site comes to, and what it can be exported as: one ordered table, a row for each output.

A row says how an output is named, which files it comes to, what turns it on, and which function makes it. The
functions are named as text ("channels.feed.feed", below `sitegen`) and loaded when they are first asked for:
a small edit loads few of them. Everything else that has to know of outputs asks this table: routes, the
sections of site.yml, its `files:`, the renderer, `sitegen export`.

The order of the rows is the order of pages in the sitemap. How to add one: CONTRIBUTING.md.
"""

from __future__ import annotations

from sitegen.model.fields import Doc
from sitegen.model.kinds import RECORDS
from sitegen.model.output_rows import (
    POLICY_CARD,
    POSTED,
    POSTER,
    SHARE_PICTURE,
    SQUARE,
    Output,
    data_files,
    embed,
    entry_page,
    feed_of,
    list_page,
    map_files,
    photographs,
    picture_of,
    project_list,
    projects_by,
    root_file,
    social,
    wechat,
    wechat_photographs,
)

HAN_SHARDS, OTHER_SHARDS = 61, 43
"""Files over which the search's index is spread: of Chinese, and of all else."""
SHARDS = tuple([f"{number}.txt" for number in range(HAN_SHARDS + OTHER_SHARDS)])

_ROWS = (
    Output(name="home", make="views.home.home", about=Doc("首页", "the home page")),
    *[list_page(kind) for kind in RECORDS if kind.has_list and kind.id != "project"],
    project_list("projects", "all", "projects/", "", Doc("项目列表", "all projects")),
    project_list(
        "collection", "collection", "collections/{}/", "collections", Doc("专题", "projects of a collection")
    ),
    projects_by("chain", "产业链", "chains/{}/projects/"),
    projects_by("cooperation", "合作方式"),
    projects_by("kind", "类别"),
    projects_by("region", "地区", "regions/{}/projects/"),
    project_list(
        "projects_seeking",
        "seeking",
        "projects/open/",
        "projects-by-status",
        Doc("正在招商的项目", "what is open to investors"),
    ),
    project_list("segment", "segment", "chains/{}/", "segments", Doc("产业链环节", "projects of a segment")),
    projects_by("status", "状态"),
    projects_by("tag", "标签"),
    projects_by("year", "年份"),
    Output(
        name="policies_by",
        make="views.policies.policy_list",
        routes="routes.policy_lists",
        section="policies",
        about=Doc("按层级、产业链、地区分的政策", "policies by level, chain and region"),
    ),
    *[entry_page(kind) for kind in RECORDS if kind.has_page],
    Output(
        name="board",
        make="views.boards.board",
        path="projects/board/",
        section="board",
        about=Doc("项目进展总览", "the stage board"),
    ),
    Output(
        name="site_map",
        make="views.site_map.site_map",
        path="sitemap/",
        section="site-map",
        about=Doc("网站地图", "the site map"),
    ),
    Output(
        name="search",
        make="views.search_page.search",
        path="search/",
        section="search",
        about=Doc("搜索页", "the search page"),
    ),
    Output(
        name="data_page",
        make="views.open_data.data_page",
        path="data/",
        file_word="data",
        about=Doc("开放数据页", "the page of the open data"),
    ),
    Output(
        name="feed",
        make="channels.feed.feed",
        scope="locale",
        path="feed.xml",
        addresses="absolute",
        about=Doc("Atom 订阅", "the newest projects, as an Atom feed"),
    ),
    Output(
        name="json_feed",
        make="channels.feed.json_feed",
        scope="locale",
        path="feed.json",
        addresses="absolute",
        about=Doc("JSON 订阅", "the newest projects, as a JSON Feed"),
    ),
    Output(
        name="news_feed",
        make="channels.feed.news_feed",
        scope="locale",
        path="news/feed.xml",
        section="news",
        addresses="absolute",
        about=Doc("动态的 Atom 订阅", "the newest news, as an Atom feed"),
    ),
    Output(
        name="news_json_feed",
        make="channels.feed.news_json_feed",
        scope="locale",
        path="news/feed.json",
        section="news",
        file_word="feeds",
        addresses="absolute",
        about=Doc("动态的 JSON 订阅", "the newest news, as a JSON Feed"),
    ),
    Output(
        name="event_feed",
        make="channels.feed.event_feed",
        scope="locale",
        path="events/feed.xml",
        section="events",
        addresses="absolute",
        about=Doc("活动的 Atom 订阅", "the events announced last, as an Atom feed"),
    ),
    Output(
        name="event_json_feed",
        make="channels.feed.event_json_feed",
        scope="locale",
        path="events/feed.json",
        section="events",
        file_word="feeds",
        addresses="absolute",
        about=Doc("活动的 JSON 订阅", "the events announced last, as a JSON Feed"),
    ),
    Output(
        name="trade_feed",
        make="channels.feed.trade_feed",
        scope="locale",
        path="trade/feed.xml",
        routes="routes.trade_files",
        section="trade",
        addresses="absolute",
        about=Doc("供需信息的 Atom 订阅", "the newest offers and needs, as an Atom feed"),
    ),
    Output(
        name="trade_json_feed",
        make="channels.feed.trade_json_feed",
        scope="locale",
        path="trade/feed.json",
        routes="routes.trade_files",
        section="trade",
        file_word="feeds",
        addresses="absolute",
        about=Doc("供需信息的 JSON 订阅", "the newest offers and needs, as a JSON Feed"),
    ),
    *[
        feed_of(kind, zh, ending)
        for kind, zh in (("chain", "产业链"), ("region", "地区"))
        for ending in ("xml", "json")
    ],
    Output(
        name="all_dates",
        make="channels.vcard_ical.all_dates",
        scope="locale",
        path="events/calendar.ics",
        section="events",
        file_word="feeds",
        addresses="absolute",
        about=Doc("活动与截止日期日历", "all events and deadlines, as one calendar"),
    ),
    Output(
        name="project_dates",
        make="channels.vcard_ical.project_dates",
        scope="locale",
        path="projects/{}/dates.ics",
        of="project",
        routes="channels.vcard_ical.dated_projects",
        file_word="feeds",
        addresses="absolute",
        about=Doc("项目的截止日期", "deadlines of projects, as calendar files"),
    ),
    Output(
        name="vcard",
        make="channels.vcard_ical.vcard",
        scope="locale",
        path="contacts/{}/contact.vcf",
        of="contact",
        section="contacts",
        addresses="absolute",
        about=Doc("联系人名片", "contacts, as vCards"),
    ),
    Output(
        name="calendar",
        make="channels.vcard_ical.calendar",
        scope="locale",
        path="events/{}/event.ics",
        of="event",
        routes="routes.calendars",
        section="events",
        addresses="absolute",
        about=Doc("活动日历", "events, as calendar files"),
    ),
    Output(
        name="tour_calendar",
        make="channels.vcard_ical.tour_calendar",
        scope="locale",
        path="tours/{}/tour.ics",
        of="tour",
        routes="channels.vcard_ical.dated_tours",
        section="tours",
        addresses="absolute",
        about=Doc("考察线路的日期", "days of inspection tours, as calendar files"),
    ),
    Output(
        name="search_index",
        make="channels.search.search_index",
        scope="site",
        path="search/{}/",
        parts=(*SHARDS, "entries.txt"),
        routes="routes.search_indexes",
        section="search",
        addresses="none",
        about=Doc("搜索索引：名称与要点", "what the search page looks words up in: titles and facts"),
    ),
    Output(
        name="search_texts",
        make="channels.search.text_index",
        scope="site",
        path="search/texts-{}/",
        parts=SHARDS,
        routes="routes.search_indexes",
        section="search",
        file_word="search-bodies",
        addresses="none",
        about=Doc("搜索索引：正文", "the same of texts: every word of every page"),
    ),
    Output(
        name="search_words",
        make="channels.search_words.search_words",
        scope="site",
        path="search/words.json",
        section="search",
        addresses="none",
        about=Doc("搜索用的繁简、拼音、同义词表", "tables of the search: scripts, pinyin, synonyms"),
    ),
    Output(
        name="search_row",
        make="channels.search.search_row",
        scope="locale",
        path="search/{}-{}.json",
        routes="routes.search_rows",
        section="search",
        addresses="none",
        about=Doc("搜索结果的内容", "what the search page shows of entries"),
    ),
    data_files("csv", Doc("开放数据（CSV）", "the open data, as CSV")),
    data_files("xlsx", Doc("开放数据（XLSX）", "the open data, as XLSX"), needs=("xlsxwriter",)),
    data_files("json", Doc("开放数据（JSON）", "the open data, as JSON")),
    Output(
        name="data_schema",
        make="channels.open_data_files.data_schema",
        scope="site",
        path="data/{}.schema.json",
        routes="channels.open_data_files.data_routes",
        file_word="data",
        addresses="absolute",
        about=Doc("开放数据的 JSON Schema", "JSON Schemas of the open data"),
    ),
    root_file(
        "data_catalog",
        "channels.open_data_files.data_catalog",
        "data/catalog.jsonld",
        Doc("开放数据目录（DCAT）", "the catalogue of the open data (DCAT)"),
        file_word="data",
    ),
    Output(
        name="plots",
        make="views.plots.plots",
        path="plots/",
        routes="routes.plot_page",
        section="plots",
        about=Doc(
            "用地与厂房：全部地块、厂房和办公楼", "land and premises: all plots, workshops and offices"
        ),
    ),
    Output(
        name="trade",
        make="views.trade.trade",
        path="trade/",
        routes="routes.trade_files",
        section="trade",
        about=Doc("供需对接：可供产品和求购产品", "suppliers and buyers sought: products offered and needed"),
    ),
    Output(
        name="shortlist",
        make="views.shortlist.shortlist",
        path="shortlist/",
        section="shortlist",
        about=Doc("我的收藏", "what a reader has saved: compare, send, print"),
    ),
    Output(
        name="filter_values",
        make="channels.filter_values.filter_values",
        scope="site",
        routes="routes.filter_value_files",
        section="filters",
        addresses="none",
        about=Doc("列表筛选用的数据", "what lists are filtered by"),
    ),
    Output(
        name="filter_words",
        make="channels.filter_words.filter_words",
        scope="locale",
        routes="routes.filter_word_files",
        section="filters",
        addresses="none",
        about=Doc("列表筛选用的文字", "the words of the filters"),
    ),
    Output(
        name="project_rows",
        make="channels.filter_rows.project_rows",
        scope="locale",
        path="filters/rows-{}.txt",
        routes="routes.filter_row_files",
        section="filters",
        about=Doc("筛选结果中的项目条目", "rows of projects, for what a filter finds"),
    ),
    Output(
        name="project_titles",
        make="channels.filter_rows.project_titles",
        scope="locale",
        path="filters/titles-{}.json",
        routes="routes.filter_title_files",
        section="filters",
        addresses="none",
        about=Doc("项目名称（按名称排序、查找）", "titles of projects, to order and to find them by"),
    ),
    map_files("chain_map", "map_files.chain_sheet", "chains", "产业链图谱", "maps of industry chains"),
    map_files("region_map", "map_files.region_sheet", "regions", "地区地图", "maps of the regions"),
    map_files(
        "board_map", "board_files.board_sheet", "board", "项目进展总览（图片）", "the stage board, as a map"
    ),
    Output(
        name="qr",
        make="channels.qr_code.qr_code",
        scope="locale",
        path="projects/{}/qr.{}",
        of="project",
        routes="channels.qr_code.routes",
        file_word="qr",
        addresses="absolute",
        needs=("segno",),
        about=Doc("每个项目网址的二维码（PNG、SVG）", "a QR code of each project's address, as PNG and SVG"),
    ),
    *[picture_of(SHARE_PICTURE, kind) for kind in RECORDS],
    Output(
        name="share_picture",
        make="views.share_pictures.share_picture",
        scope="locale",
        path="share.png",
        file_word="share-pictures",
        exported_as="share_pictures",
        addresses="absolute",
        needs=("raster", "segno", "pillow"),
        about=Doc("其他页面共用的分享图", "the share picture of all other pages"),
    ),
    *[picture_of(POSTER, kind) for kind in RECORDS if kind.id in POSTED],
    *[picture_of(SQUARE, kind) for kind in RECORDS if kind.id in POSTED],
    *[picture_of(POLICY_CARD, kind) for kind in RECORDS if kind.id == "policy"],
    *[photographs(kind) for kind in RECORDS],
    Output(
        name="sheet",
        make="channels.project_sheets.project_sheet",
        scope="locale",
        of="project",
        routes="channels.project_sheets.routes",
        path="projects/{}/{}.pdf",
        file_word="sheets",
        addresses="absolute",
        needs=("typst", "segno"),
        exported_as="sheets",
        about=Doc("每个项目的单页（PDF，一至两页）", "a sheet for each project, as PDF of one or two pages"),
    ),
    embed(
        "embed_chain",
        "chain_embed",
        "embed/chains/{}.html",
        Doc("嵌入用的产业链图谱", "maps of chains to be framed"),
    ),
    embed(
        "embed_chain_json",
        "chain_embed_json",
        "embed/chains/{}.json",
        Doc("同上（JSON）", "the same as JSON"),
    ),
    embed(
        "embed_list",
        "list_embed",
        "embed/projects.html",
        Doc("嵌入用的在招项目列表", "what is open, to be framed"),
    ),
    embed(
        "embed_list_json", "list_embed_json", "embed/projects.json", Doc("同上（JSON）", "the same as JSON")
    ),
    Output(
        name="handbook",
        make="channels.handbook.handbook",
        scope="locale",
        routes="channels.handbook.routes",
        file_word="handbook",
        addresses="absolute",
        needs=("typst", "segno"),
        parameters="channels.handbook.HandbookOptions",
        about=Doc(
            "招商手册（PDF），全部项目一册；另存时可选产业链、地区、专题或若干项目，可中外文对照",
            "the handbook of all projects, as PDF; an export can take a chain, a region, a collection or "
            "some projects, and two languages",
        ),
    ),
    Output(
        name="brochure",
        make="channels.handbook.handbook",
        scope="locale",
        routes="channels.handbook.brochure_routes",
        file_word="brochures",
        addresses="absolute",
        needs=("typst", "segno"),
        exported_as="brochures",
        about=Doc(
            "项目册（PDF）：每条产业链、每个地区、每个专题各一册",
            "brochures as PDF: of each chain, region and collection",
        ),
    ),
    Output(
        name="epub",
        make="channels.epub.epub",
        scope="locale",
        routes="channels.epub.routes",
        file_word="epub",
        addresses="absolute",
        needs=("raster",),
        parameters="channels.handbook.HandbookOptions",
        about=Doc(
            "招商手册（EPUB 电子书），在手机和阅读器上看；可选范围与 PDF 手册相同",
            "the handbook as EPUB, for reading apps; of the same selections as the PDF",
        ),
    ),
    Output(
        name="opportunities",
        make="channels.opportunity_list.opportunity_list",
        scope="locale",
        routes="channels.opportunity_list.routes",
        section="projects-by-status",
        file_word="opportunity-list",
        addresses="absolute",
        needs=("typst", "xlsxwriter"),
        parameters="channels.opportunity_list.ListOptions",
        about=Doc(
            "投资机会清单（XLSX、PDF）：正在招商的项目和招商方向，按年份分组",
            "the list of what is open to investors, by release, as XLSX and PDF",
        ),
    ),
    Output(
        name="language_choice",
        make="views.root_pages.language_choice",
        scope="site",
        path="index.html",
        about=Doc("语言选择页", "the choice of language"),
    ),
    Output(
        name="missing_page",
        make="views.root_pages.missing",
        scope="site",
        path="404.html",
        addresses="root",
        about=Doc("404 页面", "the page for addresses that do not exist"),
    ),
    Output(
        name="withdrawn_page",
        make="views.root_pages.withdrawn",
        scope="site",
        routes="routes.withdrawn_pages",
        addresses="root",
        about=Doc("已撤下条目的页面", "pages of entries that are withdrawn"),
    ),
    Output(
        name="moved_page",
        make="views.root_pages.moved",
        scope="site",
        routes="routes.moved_pages",
        about=Doc("曾用网址的转接页", "pages at former addresses, which lead on"),
    ),
    root_file(
        "robots", "channels.robots.robots", "robots.txt", Doc("robots.txt", "robots.txt"), section="robots"
    ),
    root_file(
        "llms",
        "channels.llms.llms",
        "llms.txt",
        Doc(
            "给程序读者的目录（llms.txt），以及每页的 Markdown 文本",
            "a guide for readers that are programs (llms.txt); each page's text stands beside it as Markdown",
        ),
        file_word="markdown",
    ),
    root_file(
        "sitemap_index",
        "channels.sitemap.sitemap_index",
        "sitemap.xml",
        Doc("站点地图索引", "the index of sitemaps"),
    ),
    root_file(
        "sitemap_pages",
        "channels.sitemap.sitemap_pages",
        "sitemaps/pages.xml",
        Doc("页面站点地图", "the sitemap of pages"),
    ),
    root_file(
        "sitemap_projects",
        "channels.sitemap.sitemap_projects",
        "sitemaps/projects-{}.xml",
        Doc("项目站点地图", "the sitemaps of projects"),
        routes="routes.project_sitemaps",
    ),
    wechat("wechat", "article", "article.html", Doc("公众号文章：正文", "articles for WeChat"), "css-inline"),
    wechat(
        "wechat_facts",
        "article_facts",
        "article.json",
        Doc("标题、摘要和图片清单", "their titles and digests"),
    ),
    wechat("wechat_cover", "cover", "cover.png", Doc("封面图", "their covers"), "raster", "segno"),
    wechat("wechat_map", "article_map", "map.png", Doc("产业链图谱", "maps of chains in them"), "raster"),
    wechat(
        "wechat_card", "article_card", "card.png", Doc("政策图解", "policy cards in them"), "raster", "segno"
    ),
    wechat_photographs(),
    wechat("wechat_qr", "qr", "qr.png", Doc("二维码", "QR codes in them"), "segno"),
    social(
        "social", "social_table", "posts.csv", Doc("各平台短文（表格）", "posts for networks, as a table")
    ),
    social(
        "social_calendar", "social_calendar", "schedule.ics", Doc("发布日程", "their schedule, as a calendar")
    ),
    Output(
        name="letter",
        make="views.letters.letter",
        scope="locale",
        path="letter.eml",
        routes="views.letters.routes",
        audience="office",
        addresses="absolute",
        needs=("css-inline",),
        parameters="views.letters.LetterChoice",
        about=Doc("新增内容的电子邮件", "what is new, as an e-mail to send"),
    ),
    Output(
        name="pack",
        make="channels.pack.pack",
        scope="locale",
        routes="channels.pack.routes",
        audience="office",
        addresses="absolute",
        needs=("typst", "segno"),
        parameters="channels.pack.PackOptions",
        about=Doc(
            "点对点推送包：给一家企业的若干项目（PDF、邮件、微信和短信文字、名片）",
            "some projects for one firm: PDF, texts for mail, WeChat and SMS, vCards",
        ),
    ),
    Output(
        name="deck",
        make="channels.deck.deck",
        scope="locale",
        routes="channels.deck.routes",
        audience="office",
        addresses="absolute",
        needs=("typst", "segno"),
        parameters="channels.deck.DeckOptions",
        about=Doc(
            "推介会、路演用的幻灯片（PDF，16:9）：产业链、地区、专题或若干项目，每个项目一页",
            "slides for a roadshow, as PDF of 16:9: of a chain, a region, a collection or some projects, "
            "one slide for each project",
        ),
    ),
    Output(
        name="slides",
        make="channels.slide_file.slides",
        scope="locale",
        routes="channels.slide_file.routes",
        audience="office",
        addresses="absolute",
        needs=("python-pptx", "raster", "segno"),
        parameters="channels.deck.DeckOptions",
        about=Doc(
            "同样的幻灯片，可用 PowerPoint、WPS 打开和修改（PPTX）",
            "the same slides, to be opened and edited in PowerPoint or WPS (PPTX)",
        ),
    ),
    Output(
        name="missing",
        make="channels.missing_facts.missing_facts",
        scope="site",
        path="missing.csv",
        audience="office",
        addresses="none",
        about=Doc(
            "每个公开条目缺少的字段、译文和联系方式（CSV，供内部使用）",
            "what each public entry lacks (fields, translations, contacts), as CSV for the office",
        ),
    ),
)

OUTPUTS: dict[str, Output] = {output.name: output for output in _ROWS}
"""Every output by its name, in order."""

SECTIONS = tuple(dict.fromkeys(output.section for output in _ROWS if output.section))
"""Groups of pages and files that a site can do without."""

FILE_WORDS = tuple(dict.fromkeys(output.file_word for output in _ROWS if output.file_word))
"""Heavy files, and what is derived for each page, that a site can ask for."""

PROJECT_LISTS: dict[str, str] = {output.listed: output.path for output in _ROWS if output.listed}
"""Lists of projects that have pages, and their paths."""


def exports() -> dict[str, tuple[Output, ...]]:
    """What `sitegen export` knows, in order: a name, and the outputs that it stands for."""
    found: dict[str, tuple[Output, ...]] = {}
    for output in _ROWS:
        found[output.export_name] = (*found.get(output.export_name, ()), output)
    return found
