"""Code for templates: Jinja's own, with shorter ways for what a page does thousands of times.

Texts that are put out are escaped without being wrapped, and functions are called without a look for those
that take the context: no function of ours does.
"""

from __future__ import annotations

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext

_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Not promised by markupsafe, so there is another way."""

FORM = "2"
"""Of the code that is generated: another number makes kept code stale."""


def escaped(value: Any) -> str:
    """What `markupsafe.escape` gives, as text."""
    if type(value) is str:
        return _escape_text(value)
    return value if type(value) is markupsafe.Markup else markupsafe.escape(value)


class Generator(CodeGenerator):
    """Writes `environment.escaped(x)` for `escape(x)`, and `f(x)` for `context.call(f, x)`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context: EvalContext = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        special = forward_caller or node.dyn_args or node.dyn_kwargs
        if special or any(iskeyword(keyword.key) for keyword in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, argument in enumerate([*node.args, *node.kwargs]):
            self.write(", " if number else "")
            self.visit(argument, frame)
        self.write(")")
