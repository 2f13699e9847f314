"""What can stand after an option. Each refuses the rest with a sentence that says what to write instead."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from sitegen.cli.usage_errors import bad_value

ANY_PATH = click.Path(readable=False, path_type=Path)
"""A file or folder that may be there or not."""


class NumberType(click.IntRange):
    """A whole number, from one to another if there are bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            bounds = self.min is not None and self.max is not None
            en = f" from {self.min} to {self.max}" if bounds else ""
            zh = f" {self.min} 到 {self.max} 之间的" if bounds else ""
            raise bad_value(param, value, f"Write a whole number{en}", f"请写{zh}整数") from None


class ChoiceType(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            known = [str(choice) for choice in self.choices]
            en, zh = f"Write {' or '.join(known)}", f"可以写 {'、'.join(known)}"
            raise bad_value(param, value, en, zh) from None


class FolderType(click.Path):
    """A folder that is there, or that can be made."""

    def __init__(self, *, there: bool = True) -> None:
        super().__init__(exists=there, file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            raise bad_value(param, value, *_why_no_folder(Path(value))) from None


def _why_no_folder(path: Path) -> tuple[str, str]:
    if path.is_dir():
        return "You have no permission to read this folder", "您没有读取这个文件夹的权限"
    if path.exists():
        return "It is a file; name the folder that it is in", "这是一个文件，请写它所在的文件夹"
    return "There is no folder of this name; check how it is written", "没有这个文件夹，请核对名称和位置"


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError:
            en, zh = "Write a date as in 2026-03-31", "请写日期，例如 2026-03-31"
            raise bad_value(parameter, value, en, zh) from None
    return value


def address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from sitegen.model.formats import FormError, url

        if what := _more_than_an_address(value):
            en = f"Leave out {what[0]}: it is the folder that the site's pages are in"
            raise bad_value(parameter, value, en, f"请去掉{what[1]}，只写网站所在的文件夹")
        try:
            return url(value)
        except FormError:
            if value.startswith(("http://localhost", "http://127.0.0.1")):
                return value
            en = "Write a web address as in https://invest.example.org/"
            zh = "请写完整的网址，例如 https://invest.example.org/"
            raise bad_value(parameter, value, en, zh) from None
    return value


def _more_than_an_address(value: str) -> tuple[str, str] | None:
    """What an address has that no page's can begin with, in English and Chinese."""
    if "?" in value:
        return "“?” and what follows", "“?”及其后面的内容"
    if "#" in value:
        return "“#” and what follows", "“#”及其后面的内容"
    name = value.partition("://")[2].partition("/")[2].rpartition("/")[2]
    return (
        (f"“{name}”", f"“{name}”")
        if name.endswith((".html", ".htm", ".php", ".asp", ".aspx", ".jsp"))
        else None
    )


def scheduler(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from sitegen.workers.executors import parse_address

        try:
            parse_address(value)
        except ValueError:
            en = "Write the scheduler's address as in dask://192.0.2.7:8786"
            zh = "请写调度器的地址，例如 dask://192.0.2.7:8786"
            raise bad_value(parameter, value, en, zh) from None
    return value
