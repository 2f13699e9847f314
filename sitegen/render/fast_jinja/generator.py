"""Code for templates: Jinja's own, with shorter ways for what a page does thousands of times.

Texts that are put out are escaped without being wrapped, and functions are called without a look for those
that take the context: no function of ours does. What a template or a block puts out is gathered in a list
and handed on in one piece, where Jinja hands each scrap through every template that extends another.
"""

from __future__ import annotations

from collections.abc import Callable
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame, MacroRef
    from jinja2.nodes import EvalContext

_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Not promised by markupsafe, so there is another way."""

MESSAGES = "messages"
"""Attribute of the environment in which theme text is looked up."""


def escaped(value: Any) -> str:
    """What `markupsafe.escape` gives, as text."""
    if type(value) is str:
        return _escape_text(value)
    return value if type(value) is markupsafe.Markup else markupsafe.escape(value)


class Generator(CodeGenerator):
    """Writes `escaped(x)` for `escape(x)`, `f(x)` for `context.call(f, x)`, and one `yield` a function."""

    direct = False
    """Whether attributes are taken as they are, without a look for items of that name. Where there is no such
    attribute the page has to be made again without (`Templates`)."""

    _in_one_piece = True
    _gathering: Frame | None = None
    """The frame of the template or block that is being written, when what it puts out is gathered."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        # Jinja writes a `yield` for these whether or not there is a list to add to.
        self._in_one_piece = all(include.with_context for include in node.find_all(nodes.Include))
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if self._in_one_piece and frame.buffer is None:
            self.buffer(frame)
            self._gathering = frame

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame is self._gathering:
            self.writeline(f"yield concat({frame.buffer})")
            self._gathering = None

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context: EvalContext = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif _is_message(node):
            self.write("(")
        else:
            self.write("escaped(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        at_top = (
            isinstance(macro_ref.node, nodes.Macro) and frame.parent is not None and frame.parent.toplevel
        )
        self.write("environment.macro(" if at_top else "")
        super().macro_def(macro_ref, frame)
        self.write(")" if at_top else "")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if _is_message(node):
            self.visit(node.node, frame)
            self.write(f"[{node.arg.as_const()!r}]")
        else:
            super().visit_Getitem(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        own_block = isinstance(node.node, nodes.Name) and node.node.name == "self"
        same_in_python = node.attr.isascii() and node.attr.isidentifier() and not iskeyword(node.attr)
        if own_block or not self.direct or not same_in_python or _is_constant(node.node):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

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


def _is_constant(node: nodes.Expr) -> bool:
    """Whether an expression is written as a value: `1.real` and `-1.5.real` are other things in Python."""
    return not isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Call | nodes.Filter)


def _is_message(node: nodes.Expr) -> bool:
    """Theme text without values, which is kept escaped. No template can write this: `_()` becomes it."""
    table = node.node if isinstance(node, nodes.Getitem) else None
    return isinstance(table, nodes.EnvironmentAttribute) and table.name == MESSAGES


class DirectGenerator(Generator):
    """For templates that take fields of views only, as a theme's own do."""

    direct = True
