"""The libraries for office files. They are an extra: loaded when a command needs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from sitegen.diagnostics import MachineError

INSTALL = "pip install defusedxml pypinyin python-calamine python-docx ruamel.yaml xlrd xlsxwriter"


def library(name: str) -> ModuleType:
    """A library by its module. Raises MachineError, which says what to install, where there is none."""
    try:
        return import_module(name)
    except ImportError:
        raise MachineError("E_NO_TOOL", tool=name.partition(".")[0], package=INSTALL) from None
