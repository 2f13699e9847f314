"""`sitegen wechat`."""

from __future__ import annotations

import contextlib
import datetime
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ChoiceType, day
from sitegen.cli.exporting import several
from sitegen.cli.output import Terminal
from sitegen.cli.output_place import place_of_output

if TYPE_CHECKING:
    from sitegen.wechat.limits import ArticleFiles

_WORDS = {
    "add": ("new draft", "新建草稿"),
    "update": ("draft updated", "更新草稿"),
    "unchanged": ("unchanged", "没有变化"),
    "publish": ("submitted for publishing", "已提交发布"),
}
_PLANNED = {
    "add": ("would be added", "将新建"),
    "update": ("would be updated", "将更新"),
    "unchanged": ("unchanged", "没有变化"),
}


@click.command(cls=Command)
@click.argument("action", type=ChoiceType(("push",)))
@options.root
@click.option("--since", callback=day)
@click.option("--entries", callback=several)
@click.option("--look", type=ChoiceType(("plain", "official", "cards")), default="plain")
@click.option("--locale", multiple=True)
@click.option("--dry-run", is_flag=True)
@click.option("--publish", is_flag=True)
@options.now
@options.speech
def wechat(
    action: str,
    root: Path,
    since: str | None,
    entries: tuple[str, ...],
    look: str,
    locale: tuple[str, ...],
    dry_run: bool,
    publish: bool,
    now: str | None,
    style: str,
    lang: str | None,
) -> int:
    """Push articles into the account's box of drafts."""
    from sitegen.model.output_rows import load
    from sitegen.pipeline.build import Options
    from sitegen.pipeline.export import Export, export
    from sitegen.wechat.limits import read_articles

    terminal = Terminal(lang or "", style, root)
    place = Path(place_of_output(str(root.resolve()), None))
    choice = load("views.articles.ArticleChoice")(
        since=datetime.date.fromisoformat(since) if since else None, entries=entries, look=look
    )
    with tempfile.TemporaryDirectory(prefix="sitegen-wechat-") as folder:
        asked = Export(name="wechat", folder=Path(folder), locales=locale or ("zh",), parameters=choice)
        export(Options(root=root.resolve(), output=place, now=now), asked)
        return _push(terminal, read_articles(Path(folder)), dry_run=dry_run, publish=publish)


def _push(terminal: Terminal, articles: Sequence[ArticleFiles], *, dry_run: bool, publish: bool) -> int:
    from sitegen.wechat.api import APP_ID, WeChatClient, account_from
    from sitegen.wechat.journal import Journal, KeptJournal, alone, state_folder
    from sitegen.wechat.pushing import Push, Pushed, planned

    def tell(pushed: Pushed, words: dict[str, tuple[str, str]]) -> None:
        en, zh = words[pushed.outcome]
        terminal.say(f"{en}: {pushed.article.title}", f"{zh}：{pushed.article.title}")

    app_id = os.environ.get(APP_ID, "").strip()
    if dry_run:
        if not app_id:
            terminal.say(
                f"Without {APP_ID}, nothing is known of earlier drafts.",
                f"没有 {APP_ID}，不知道以前送过哪些草稿。",
            )
        known = KeptJournal(state_folder(app_id)).known if app_id else Journal()
        for one in planned(known, articles):
            tell(one, _PLANNED)
        terminal.say("Nothing was sent.", "没有发送任何内容。")
        return 0
    account = account_from(os.environ)
    folder = state_folder(account.app_id)
    with alone(folder), contextlib.closing(WeChatClient(account, folder)) as client:
        push = Push(client, KeptJournal(folder), lambda one: tell(one, _WORDS))
        done = push.run(articles, publish=publish)
    sent = len([one for one in done if one.outcome in ("add", "update")])
    terminal.say(
        f"Drafts sent: {sent}. Look at them in the account's box and publish them there.",
        f"已送到草稿箱 {sent} 篇，请在公众平台草稿箱查看并发布。",
    )
    return 0
