"""What the tables of figures say, in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    machine: str
    size: str
    goal_heads: tuple[str, ...]
    edit_heads: tuple[str, ...]
    stages: str
    grown: str
    growth_heads: tuple[str, ...]
    names: dict[str, str]
    figures: dict[str, str]
    sides: dict[str, str]
    yes: str
    no: str


WORDS = {
    "en": Words(
        machine=(
            "Measured on {date} with {processor}, {memory}, {system}; {python}, sitegen {sitegen}, "
            "Hugo {hugo}. Load of the machine: {load}. Medians of {rounds} rounds, the programs in turn."
        ),
        size="{size} projects",
        goal_heads=("", "Hugo", "sitegen", "ratio", "goal", "met", "sitegen, full site"),
        edit_heads=("", "wall", "processors", "pages made", "files written", "as a clean build"),
        stages="stages of a fresh build, ms",
        grown="Measured on {date} with {processor}, {memory}, {system}; {python}, "
        "sitegen {sitegen}. One round.",
        growth_heads=(
            "projects",
            "pages",
            "fresh build",
            "for a page",
            "memory",
            "one text edited",
            "nothing changed",
        ),
        names={
            "fresh": "fresh build",
            "no change": "nothing changed",
            "body": "one text edited",
            "title": "one title edited",
            "template": "one template changed",
            "token": "one style token changed",
            "contact": "a contact of {users} projects changed",
            "add": "a project added",
            "rename": "a project renamed",
            "delete": "a project deleted",
            "body at once": "one text edited, within a minute of the last build",
            "check fresh": "`check` without a cache",
            "check again": "`check`, nothing changed",
            "serve body": "preview: from saving a text to the changed page",
            "serve title": "preview: from saving a title to the changed page",
            "hugo again": "Hugo once more into the same output, wall",
        },
        figures={"wall": "wall", "cpu": "processors", "after": "processors afterwards", "peak": "memory"},
        sides={"lean": "same pages", "full": "full site"},
        yes="yes",
        no="no",
    ),
    "zh": Words(
        machine=(
            "测量日期 {date}；{processor}，{memory}，{system}；{python}，sitegen {sitegen}，Hugo {hugo}。"
            "机器负载：{load}。两个程序轮流运行，取 {rounds} 轮的中位数。"
        ),
        size="{size} 个项目",
        goal_heads=("", "Hugo", "sitegen", "比值", "目标", "达到", "sitegen 完整网站"),
        edit_heads=("", "用时", "处理器时间", "生成页面", "写入文件", "与全新构建一致"),
        stages="全新构建各阶段，毫秒",
        grown="测量日期 {date}；{processor}，{memory}，{system}；{python}，sitegen {sitegen}。只测一轮。",
        growth_heads=("项目", "页面", "全新构建", "每页", "内存", "改一处正文", "没有改动"),
        names={
            "fresh": "全新构建",
            "no change": "没有改动",
            "body": "改一处正文",
            "title": "改一个标题",
            "template": "改一个模板",
            "token": "改一个样式值",
            "contact": "改 {users} 个项目共用的联系单位",
            "add": "新增一个项目",
            "rename": "项目改名",
            "delete": "删除一个项目",
            "body at once": "改一处正文，距上次构建不到一分钟",
            "check fresh": "`check`，无缓存",
            "check again": "`check`，没有改动",
            "serve body": "预览：从保存正文到页面更新",
            "serve title": "预览：从保存标题到页面更新",
            "hugo again": "Hugo 在原输出上再构建一次，用时",
        },
        figures={"wall": "用时", "cpu": "处理器时间", "after": "构建之后的处理器时间", "peak": "内存"},
        sides={"lean": "相同页面", "full": "完整网站"},
        yes="是",
        no="否",
    ),
}
