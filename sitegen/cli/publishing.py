"""`sitegen publish`."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH, NumberType
from sitegen.cli.output import Terminal
from sitegen.cli.usage_errors import misuse

SHOWN = 10
"""Paths of each kind that a dry run names."""


@click.command(cls=Command)
@click.argument("target")
@options.root
@click.option("--output", type=ANY_PATH)
@click.option("--dry-run", is_flag=True)
@click.option("--rollback", is_flag=True)
@click.option("--force", is_flag=True)
@click.option("--compress", is_flag=True)
@click.option("--keep", type=NumberType(2, 100), default=5)
@click.option("--endpoint", default="")
@click.option("--records", default="")
@click.option("--ssh-config", type=ANY_PATH)
@options.speech
def publish(
    target: str,
    root: Path,
    output: Path | None,
    dry_run: bool,
    rollback: bool,
    force: bool,
    compress: bool,
    keep: int,
    endpoint: str,
    records: str,
    ssh_config: Path | None,
    style: str,
    lang: str | None,
) -> int:
    """Bring the finished site to where readers see it."""
    from sitegen.publish.files import Published, Wish, site_files
    from sitegen.publish.publish_site import Access, publish_site, roll_back
    from sitegen.publish.targets import BucketTarget, parse_target

    terminal = Terminal(lang or "", style, root)
    wish = Wish(dry_run=dry_run, force=force, keep=keep)
    place = parse_target(target)
    kept = parse_target(records) if records else None
    access = Access(root=root, endpoint=endpoint, records=kept, ssh_config=ssh_config)
    if rollback:
        done: Published = roll_back(place, wish, access)
        _say(terminal, done, target, back=True)
        return 0
    if compress and isinstance(place, BucketTarget):
        raise misuse("E_COMPRESS_BUCKET")
    from sitegen.pipeline.source_status import work_folder
    from sitegen.storage.lock import locked

    built = (output or root / "build").absolute()
    work = Path(work_folder(str(built)))
    with locked(work / "lock"):  # so that no build changes it meanwhile
        files = site_files(built)
        if compress:
            from sitegen.publish.compress import with_compressed

            files = with_compressed(files, work / "compressed")
        done = publish_site(place, files, wish, access)
    _say(terminal, done, target, back=False)
    return 0


def _say(terminal: Terminal, done: object, target: str, *, back: bool) -> None:
    from sitegen.publish.files import Published

    assert isinstance(done, Published)
    changes = done.changes
    added, changed, removed = map(len, (changes.added, changes.changed, changes.removed))
    en = f"{added} new, {changed} changed, {removed} removed"
    zh = f"新增 {added} 个文件，更改 {changed} 个，删除 {removed} 个"
    if not changes:
        terminal.say(f"{target} is up to date ({done.release}).", f"{target} 已是最新（{done.release}）。")
    elif not done.done:
        terminal.say(f"Would be published as {done.release}: {en}.", f"将发布为 {done.release}：{zh}。")
        for mark, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
            for path in paths[:SHOWN]:
                terminal.say(f"  {mark} {path}", f"  {mark} {path}")
            if len(paths) > SHOWN:
                terminal.say(
                    f"  {mark} … {len(paths) - SHOWN} more", f"  {mark} …… 另有 {len(paths) - SHOWN} 个"
                )
    elif back:
        terminal.say(
            f"{target} is back at {done.release}: {en}.", f"{target} 已恢复到 {done.release}：{zh}。"
        )
    else:
        terminal.say(
            f"Published to {target} as {done.release}: {en}.", f"已发布到 {target}（{done.release}）：{zh}。"
        )
