"""Markdown bodies to safe HTML, with what they refer to.

markdown-it-py without raw HTML is the reference; `plain_markdown` does the usual texts faster, and alike.
"""

from __future__ import annotations

from sitegen.content.blocks import render_blocks
from sitegen.content.markdown_body import (
    ENTITY,
    EXTERNAL,
    Body,
    BodyReference,
    Headings,
    MarkdownContext,
    entity_address,
)
from sitegen.content.plain_markdown import read_plain_text
from sitegen.diagnostics import Diagnostic


def render_markdown(
    text: str, around: MarkdownContext, anchors: tuple[str, ...] = ()
) -> tuple[Body, list[Diagnostic]]:
    """The body's HTML and everything wrong with it.

    `anchors` are those of the text that this one was converted from: links lead to the same in both.
    """
    plain = plain_body(text, around, anchors)
    if plain:
        return plain, []
    from sitegen.content.markdown_reference import render  # most builds need none of it

    return render(text, around, anchors)


def plain_body(text: str, around: MarkdownContext, anchors: tuple[str, ...]) -> Body | None:
    """The body without a parser, if nothing in it needs the reference."""
    plain = read_plain_text(text)
    if plain is None:
        return None
    headings = Headings(anchors)
    references = []
    addresses = {}
    for address, line, column in plain.links:
        if EXTERNAL.fullmatch(address):
            addresses[address] = f'href="{address}" rel="noopener nofollow"'
            continue
        match = ENTITY.fullmatch(address)
        if match is None or match[1] not in around.folders:
            return None
        references.append(BodyReference(match[1], match[2], line, column))
        addresses[address] = f'href="{entity_address(around, match)}"'
    html = render_blocks(plain.blocks, headings.add, addresses.__getitem__)
    return Body(html, tuple(headings.anchors), tuple(references))
