"""cmark-gfm on a text, without leaving anything behind.

The package's own functions never free the document and the HTML, some 20 KB a text. So its functions are
called one by one here, and what they have made is given back through the library itself.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable
from typing import Any, NamedTuple

from cmarkgfm import _cmark, cmark


class _Library(NamedTuple):
    lib: Any
    ffi: Any
    tables: Any
    """The extension for tables."""
    free_document: Callable[[int], None]
    free_text: Callable[[int], None]


def cmark_html(text: str) -> str:
    """A text as HTML, with tables where it has bars. Raw HTML and unsafe addresses are left out."""
    own = _library()
    lib, data = own.lib, text.encode()
    parser = lib.cmark_parser_new(0)
    try:
        if "|" in text:
            lib.cmark_parser_attach_syntax_extension(parser, own.tables)
        lib.cmark_parser_feed(parser, data, len(data))
        root = lib.cmark_parser_finish(parser)
        try:
            raw = lib.cmark_render_html(root, 0, lib.cmark_parser_get_syntax_extensions(parser))
            html: bytes = own.ffi.string(raw)
            own.free_text(_address(own.ffi, raw))
        finally:
            own.free_document(_address(own.ffi, root))
    finally:
        lib.cmark_parser_free(parser)
    return html.decode()


def _address(ffi: Any, pointer: Any) -> int:
    return int(ffi.cast("uintptr_t", pointer))


@functools.cache
def _library() -> _Library:
    cmark.core_extensions_ensure_registered()
    whole = ctypes.CDLL(_cmark.__file__)
    free_document = whole.cmark_node_free
    free_document.argtypes, free_document.restype = (ctypes.c_void_p,), None
    memory = whole.cmark_get_default_mem_allocator
    memory.restype = ctypes.POINTER(_Memory)
    return _Library(
        _cmark.lib,
        _cmark.ffi,
        cmark.find_syntax_extension("table"),
        free_document,
        memory().contents.free,
    )


class _Memory(ctypes.Structure):
    """cmark_mem: how the library gets memory and gives it back."""

    _fields_ = (
        ("calloc", ctypes.c_void_p),
        ("realloc", ctypes.c_void_p),
        ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    )
