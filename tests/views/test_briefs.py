"""Every kind has a brief: what pictures, posts and letters say of an entry."""

from __future__ import annotations

from sitegen.model.kinds import KINDS
from sitegen.views.briefs import _MAKERS


def test_every_kind_has_one() -> None:
    assert _MAKERS.keys() == KINDS.keys()
