"""WeChat's codes in words: what is wrong, and what to do about it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from sitegen.diagnostics import MachineError
from sitegen.wechat.api import RefusedCall

_ADDRESS = re.compile(r"\b(\d{1,3}(?:\.\d{1,3}){3})\b")


def explained(refused: RefusedCall) -> MachineError:
    """The error to show for a refusal. Of what WeChat said itself only an address is shown: the rest may hold
    parts of keys."""
    words = _words().get(str(refused.code), _words()["other"])
    found = _ADDRESS.search(refused.said)
    filled = {"address": found[1] if found else "?"}
    return MachineError(
        "E_WECHAT_REFUSED",
        number=refused.code,
        en=words["en"].format(**filled),
        zh=words["zh"].format(**filled),
    )


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("answers.toml").read_text("utf-8"))
