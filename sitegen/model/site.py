"""The settings of a site (site.yml), as frozen types."""

from __future__ import annotations

from typing import Annotated

import msgspec

from sitegen.i18n.text import Text
from sitegen.i18n.units import UNITS
from sitegen.model.entities import Figure, Part
from sitegen.model.fields import Color, Date, Doc, Duration, FileName, Format, OneOf, Ref, Slug, Tag, Url
from sitegen.model.kinds import KINDS
from sitegen.model.outputs import FILE_WORDS, SECTIONS

FOREIGN = tuple(code for code, unit in UNITS.items() if unit.dimension == "money" and code != "CNY")


class LocaleSetting(Part, frozen=True, kw_only=True):
    """A language of the site. A derived one is converted from another by OpenCC."""

    id: Annotated[Slug, Doc("标识", "locale folder, lower-case")]
    name: Annotated[str, Doc("名称", "its name in itself")] = ""
    derived_from: Annotated[Slug, Doc("由何语言转换", "converted from this locale")] = ""
    config: Annotated[str, Doc("转换方案", "OpenCC configuration: s2tw or s2hk")] = "s2tw"
    fallbacks: Annotated[tuple[Slug, ...], Doc("回退", "locales to fall back to, in order")] = ()
    phrases: Annotated[tuple[tuple[str, ...], ...], Doc("词表", "[from, to] pairs that win over OpenCC")] = ()


class Brand(Part, frozen=True, kw_only=True):
    color: Annotated[Color, Doc("主色", "brand colour, #rrggbb")] = ""
    color_dark: Annotated[Color, Doc("深色模式主色", "brand colour in the dark scheme")] = ""
    accent: Annotated[Color, Doc("强调色", "colour of the one action")] = ""
    accent_dark: Annotated[Color, Doc("深色模式强调色", "that colour in the dark scheme")] = ""
    logo: Annotated[
        FileName,
        Doc(
            "标志",
            "logo in the head of every page: SVG or PNG, in files/",
            "宽的（宽度达到高度的两倍半）代替网站名称，其余的放在名称前面",
            "a wide one (two and a half times as wide as high) takes the place of the site's name, others "
            "stand before it",
        ),
    ] = ""
    logo_dark: Annotated[FileName, Doc("深色模式标志", "logo in the dark scheme")] = ""


class Logo(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site's root, with its size in CSS pixels."""

    name: str
    width: int
    height: int

    @property
    def is_wide(self) -> bool:
        """Whether it holds the site's name, as logos of this shape do."""
        return self.width >= 2.5 * self.height


class Police(Part, frozen=True, kw_only=True):
    """公安备案."""

    number: Annotated[str, Doc("备案号", "number as shown")]
    code: Annotated[str, Doc("备案代码", "digits for the link")]


class Government(Part, frozen=True, kw_only=True):
    """Page tags and marks of a Chinese government site; only real agencies set these."""

    site_name: Annotated[str, Doc("网站名称", "SiteName")]
    site_domain: Annotated[str, Doc("网站域名", "SiteDomain")]
    site_id_code: Annotated[str, Doc("网站标识码", "SiteIDCode")]
    conac_id: Annotated[str, Doc("党政机关标识编号", "id of the 党政机关 mark")] = ""
    report_errors: Annotated[bool, Doc("政府网站找错", "show the 找错 mark")] = False


class Footer(Part, frozen=True, kw_only=True):
    organiser: Annotated[Text | None, Doc("主办单位", "organiser")] = None
    contact: Annotated[Text | None, Doc("联系方式", "contact line")] = None
    copyright: Annotated[Text | None, Doc("版权", "copyright line")] = None
    icp: Annotated[str, Doc("ICP备案号", "ICP licence")] = ""
    police: Annotated[Police | None, Doc("公安备案", "public security filing")] = None


class Rate(Part, frozen=True, kw_only=True):
    """An exchange rate. In languages other than Chinese, the first one gives rounded equivalents beside the
    amounts in CNY of a project's page."""

    currency: Annotated[str, OneOf(FOREIGN), Doc("币种", "currency")]
    cny: Annotated[str, Format("rate"), Doc("折合人民币", "CNY for one unit, as 7.10")]
    date: Annotated[Date, Doc("日期", "as of")]
    source: Annotated[Text | None, Doc("来源", "source")] = None


class Licence(Part, frozen=True, kw_only=True):
    """Under which terms others may use the open data of a site."""

    title: Annotated[Text, Doc("名称", "name, as CC BY 4.0")]
    url: Annotated[Url, Doc("网址", "address of its text")]


class Limits(Part, frozen=True, kw_only=True):
    page_size: Annotated[int, Doc("每页条数", "entries on a list page")] = 24
    picture_bytes: Annotated[int, Doc("图片字节上限", "largest picture file")] = 3_000_000
    picture_pixels: Annotated[int, Doc("图片像素上限", "largest picture, pixels")] = 30_000_000
    photograph_bytes: Annotated[
        int,
        Doc(
            "照片字节上限",
            "largest photograph that is shown in sizes",
            "files 里有 photographs 时才用到",
            "with photographs in files only",
        ),
    ] = 20_000_000
    photograph_pixels: Annotated[
        int,
        Doc(
            "照片像素上限",
            "largest such photograph, pixels",
            "仅 JPEG；files 里有 photographs 时才用到",
            "JPEG only; with photographs in files only",
        ),
    ] = 60_000_000
    attachment_bytes: Annotated[int, Doc("附件字节上限", "largest attachment")] = 30_000_000
    film_bytes: Annotated[int, Doc("影片字节上限", "largest film (MP4, WebM)")] = 100_000_000
    text_bytes: Annotated[int, Doc("文本字节上限", "largest YAML or Markdown file")] = 1_000_000


class Withdrawn(Part, frozen=True, kw_only=True):
    """An entry that is taken off the site, whatever else its file says. Not a chain: its segments are named
    in projects by themselves, so a chain is made a draft."""

    kind: Annotated[str, OneOf(tuple(kind for kind in KINDS if kind != "chain")), Doc("类别", "kind")]
    id: Annotated[Slug, Doc("代号", "id of the entry")]


class Batch(Part, frozen=True, kw_only=True):
    """A batch of projects that counties send in."""

    name: Annotated[str, Doc("批次", "batch, as projects name it")]
    due: Annotated[Date, Doc("报送期限", "to be sent by")] = ""


class SiteSettings(Part, frozen=True, kw_only=True):
    """site.yml."""

    title: Annotated[Text, Doc("网站名称", "name of the site")]
    base_url: Annotated[Url, Doc("网站地址", "address at which the site will stand")]
    tagline: Annotated[Text | None, Doc("一句话介绍", "what this is and for whom, one line")] = None
    description: Annotated[Text | None, Doc("网站说明", "description for search engines")] = None
    time_zone: Annotated[str, Doc("时区", "IANA time zone")] = "Asia/Shanghai"
    default_locale: Annotated[Slug, Doc("默认语言", "language of plain strings")] = "zh"
    locales: Annotated[tuple[LocaleSetting, ...], Doc("语言", "languages")] = ()
    translations: Annotated[
        str,
        OneOf(("required", "optional")),
        Doc(
            "译文",
            "whether a missing translation is reported",
            "required：缺译文会提醒；optional：只写一种语言是有意的，不再提醒",
            "required: each missing translation is a warning; optional: texts in one language are so on "
            "purpose, and nothing is said of it",
        ),
    ] = "required"
    as_of: Annotated[
        Date,
        Doc(
            "截至日期",
            "the day that the catalogue is of",
            "存档或示范目录的日期：构建按这一天计算（除非用 --now 另行指定），每页声明中写明",
            "for archived and demonstration catalogues: the build's day unless --now says another; the "
            "notice on every page names it",
        ),
    ] = ""
    stale_after: Annotated[
        Duration | None,
        Doc(
            "核实期限",
            "how long an offer counts without being confirmed",
            "在招项目和投资机会超过这一时间未核实的，不再计为在招；默认 24 个月",
            "an open project or an opportunity that has not been confirmed for longer no longer counts as "
            "seeking investors; 24 months if not set",
        ),
    ] = None
    theme: Annotated[Slug, Doc("主题", "theme")] = "default"
    notice: Annotated[Text | None, Doc("每页声明", "notice on every page")] = None
    fictional: Annotated[bool, Doc("虚构数据", "the catalogue is invented; every page says so")] = False
    brand: Annotated[Brand | None, Doc("品牌", "brand: colours and logo")] = None
    footer: Annotated[Footer | None, Doc("页脚", "footer")] = None
    government: Annotated[Government | None, Doc("政府网站标签", "government page tags")] = None
    figures: Annotated[tuple[Figure, ...], Doc("首页数据", "figures on the home page")] = ()
    home_region: Annotated[str, Ref("region"), Doc("首页地区", "region whose costs the home page shows")] = ""
    rates: Annotated[tuple[Rate, ...], Doc("汇率", "exchange rates")] = ()
    leave_out: Annotated[
        tuple[Annotated[str, OneOf(SECTIONS)], ...],
        Doc(
            "不设的栏目",
            "sections that the site does without",
            "不生成这些页面，菜单、页脚、首页与筛选中也不再出现；正文或条目仍指向这些页面的，构建时报错",
            "their pages are not made, and menu, footer, home page and filters do not name them; "
            "an entry or a text that still links to one is an error",
        ),
    ] = ()
    withdrawn: Annotated[
        tuple[Withdrawn, ...],
        Doc(
            "已撤下的条目",
            "entries that are taken off the site",
            "由 sitegen withdraw 写入；这些页面只说明已经撤下，其他地方当作草稿。删去一行即恢复",
            "written by sitegen withdraw; their pages say so and nothing else, elsewhere they count as "
            "drafts; delete a line to have the entry back",
        ),
    ] = ()
    batches: Annotated[
        tuple[Batch, ...],
        Doc(
            "报送批次",
            "batches that counties send in",
            "sitegen status 据此列出哪些县区已报、哪些逾期；不显示在网站上",
            "sitegen status says which county has sent its projects and which is late; not shown on the site",
        ),
    ] = ()
    limits: Annotated[Limits, Doc("限制", "limits")] = Limits()
    licence: Annotated[Licence | None, Doc("数据许可", "licence of the open data")] = None
    synonyms: Annotated[
        tuple[tuple[str, ...], ...],
        Doc(
            "同义词",
            "words that the search takes for the same",
            "每组两个以上；常用的已内置，这里只写本地特有的",
            "groups of two or more; common ones are built in, these are the site's own",
        ),
    ] = ()
    tags: Annotated[
        dict[Tag, Text],
        Doc(
            "标签名称",
            "what tags are called in each language",
            "没有写名称的标签照原样显示；用哪个名称写都是同一个标签",
            "a tag without one is shown as it is written; written by any of its names it is the same tag",
        ),
    ] = {}  # noqa: RUF012  # msgspec copies it
    """By their keys (`formats.tag_key`), once settings are loaded."""
    fallback_contact: Annotated[
        str, Ref("contact"), Doc("默认联系单位", "contact where an entry has none")
    ] = ""
    files: Annotated[
        tuple[Annotated[str, OneOf(FILE_WORDS)], ...], Doc("附加文件", "heavy files to make")
    ] = ()
    form: Annotated[Url, Doc("咨询表单地址", "form endpoint")] = ""
    form_consent: Annotated[
        Text | None,
        Doc(
            "表单同意书",
            "what somebody agrees to who sends the form",
            "填写后，提交表单须先勾选同意",
            "with it, the form is sent only after it has been ticked",
        ),
    ] = None

    @property
    def root_url(self) -> str:
        """The address at which the site stands, with a slash at its end, however site.yml writes it."""
        return self.base_url.rstrip("/") + "/"


def withdrawn_of(site: SiteSettings) -> frozenset[tuple[str, str]]:
    """Kinds and ids of the entries that are taken off."""
    return frozenset((each.kind, each.id) for each in site.withdrawn)
