"""How long a test waits before it takes something for hung.

Not how long a thing may take: on a machine that does much else, everything takes ten times its time.
"""

from __future__ import annotations

PATIENCE_SECONDS = 240.0
"""Below the limit of a whole test (pyproject.toml), so that the failure says what was waited for."""
