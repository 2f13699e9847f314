"""A build that finds nothing to do must not pay for libraries that it does not use."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("babel", "opencc", "jinja2", "markdown_it", "yaml")


def test_nothing_heavy_is_loaded_early() -> None:
    program = """
import pkgutil, sys, sitegen.i18n
from importlib import import_module
for module in pkgutil.iter_modules(sitegen.i18n.__path__):
    import_module(f"sitegen.i18n.{module.name}")
from sitegen.i18n.dates import format_date, parse_date
from sitegen.i18n.locales import locale_info
from sitegen.i18n.quantities import format_quantity, parse_quantity
for locale in ("zh", "zh-hant", "en"):
    locale_info(locale)
    format_quantity(parse_quantity("近20亿元"), locale)
    format_date(parse_date("2020年2月10日"), locale)
print(*sorted(sys.modules))
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert not loaded & set(HEAVY)
    layers = {name for name in answer.stdout.split() if name.startswith("sitegen.")}
    assert all(
        name.startswith(("sitegen.i18n", "sitegen.patterns", "sitegen.diagnostics")) for name in layers
    )
