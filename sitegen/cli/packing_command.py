"""`sitegen pack`, and what `sitegen import` does with what it makes. Help stands in help.toml."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli import options
from sitegen.cli.click_commands import Command
from sitegen.cli.click_types import ANY_PATH
from sitegen.cli.output import Terminal


@click.command(cls=Command)
@click.argument("entry")
@click.option("--to", type=ANY_PATH)
@options.root
@options.lang
def pack(entry: str, to: Path | None, root: Path, lang: str | None) -> int:
    """Put an entry into a zip file."""
    from sitegen.editing.packing import find_entry, packed
    from sitegen.pipeline.settings import load_settings

    terminal = Terminal(lang or "", "text", root)
    root = root.resolve()
    reading = load_settings(root).reading
    kind, key = find_entry(root, entry, reading.default_locale)
    path = to or Path(f"{kind}-{key}.zip")
    path.write_bytes(packed(root, kind, key, reading))
    terminal.say(
        f"The entry is in {path}; sitegen import takes it in on the other side.",
        f"已打包到 {path}，对方用 sitegen import 导入。",
    )
    return 0


def import_pack(terminal: Terminal, root: Path, file: Path, *, write: bool, overwrite: bool) -> int:
    """Look at a packed entry, or put it in place. Raises SheetRefused."""
    from sitegen.editing.packing import is_wrong, look_at_pack, write_pack
    from sitegen.pipeline.settings import load_settings

    reading = load_settings(root).reading
    found = look_at_pack(root, file, reading)
    if terminal.style == "text":
        print(f"{found.kind}/{found.id}")
        for name in found.changed:
            here = (root / name).is_file()
            what = terminal.pick("changed", "更改") if here else terminal.pick("new", "新增")
            print(f"  {what}  {name}")
    terminal.problems(found.problems)
    if is_wrong(found):
        return 1
    if found.conflicts and not overwrite:
        names = ", ".join(found.conflicts)
        terminal.say_aside(
            f"Changed here since the sender began: {names}. --overwrite puts the sender's files there.",
            f"发送方开始修改之后，这里也改过：{names}。加 --overwrite 用发送方的文件替换。",
        )
        return 1
    if not found.changed:
        terminal.say("Nothing has changed.", "没有变化。")
    elif write:
        written = write_pack(root, found, reading)
        terminal.say(f"{len(written)} files written.", f"已写入 {len(written)} 个文件。")
    else:
        terminal.say("This was a look; with --write it is written.", "以上只是查看；加 --write 才会写入。")
    return 0
