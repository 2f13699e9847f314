"""The names of Jinja and markupsafe that the fast way leans on though they are not promised.

pyproject.toml bounds both versions from above; this list is for a version within the bounds that differs.
"""

from __future__ import annotations

import jinja2
import jinja2.compiler
import jinja2.runtime

METHODS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (
        jinja2.compiler.CodeGenerator,
        (
            "_output_child_pre",
            "buffer",
            "enter_frame",
            "leave_frame",
            "macro_def",
            "visit_Call",
            "visit_Getattr",
            "visit_Getitem",
            "visit_Template",
            "write",
            "write_commons",
            "writeline",
        ),
    ),
    (jinja2.Template, ("_get_default_module", "new_context")),
    (jinja2.Environment, ("_parse",)),
)


def missing_names() -> list[str]:
    """Those that this version lacks; none where the fast way can be taken."""
    missing = [
        f"{owner.__name__}.{name}" for owner, names in METHODS for name in names if not hasattr(owner, name)
    ]
    missing += [name for name in ("Frame", "MacroRef") if not hasattr(jinja2.compiler, name)]
    if "_func" not in jinja2.runtime.Macro.__init__.__code__.co_names:
        missing.append("Macro._func")
    return missing
