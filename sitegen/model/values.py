"""Single values: text, references, terms, special forms, quantities, numbers, as their markers declare them.

A converter makes of a node what its field wants, or notes in the scene why it cannot and gives `BAD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sitegen.content.yaml_nodes import NULLS, Mapping, Node, Scalar
from sitegen.i18n.line_ends import one_line
from sitegen.i18n.quantities import Quantity, QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import formats
from sitegen.model.decode_context import BAD, GONE, DecodeContext, Reference, unknown
from sitegen.model.fact_texts import cut_off
from sitegen.model.fields import Dimensions, Format, OneOf, Ref, Usual
from sitegen.model.kinds import kind_words
from sitegen.model.synonyms import in_chinese, meant
from sitegen.model.text_figures import HAS_FIGURE, differing_figures
from sitegen.patterns import pattern

_SHIFTED = pattern(r"gcj|bd-?0?9|火星|高德|百度|腾讯|amap|baidu|tencent|google", re.IGNORECASE)
"""Names of systems in which Chinese map services give positions, a few hundred metres off."""
_INTEGER = pattern("-?[0-9]{1,9}")

Converter = Callable[[Node, DecodeContext], Any]


def converter_of(hint: Any, marks: tuple[Any, ...]) -> Converter:
    """The converter of a single value of this type, with these markers."""
    for mark in marks:
        if isinstance(mark, Ref):
            return _reference(mark.kind)
        if isinstance(mark, OneOf):
            return _one_of(mark.values)
        if isinstance(mark, Format):
            return _form(mark.name)
        if isinstance(mark, Dimensions):
            return _quantity(mark)
    if hint is Text:
        pairs = next((mark.pairs for mark in marks if isinstance(mark, Usual)), ())
        return _usual(pairs) if pairs else _text
    if hint is Quantity:
        return _quantity(Dimensions(frozenset(), "20亿元"))
    return {str: _plain, int: _integer, float: _number, bool: _boolean}[hint]


def _scalar(node: Node, scene: DecodeContext) -> str | None:
    """The text of a scalar, or None when this is something else (noted)."""
    if isinstance(node, Scalar):
        return node.text.strip()
    scene.report("E_NOT_A_VALUE", node)
    return None


def _plain(node: Node, scene: DecodeContext) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if not text.isprintable() or "  " in text:
        text = one_line(text)
    if scene.remarks and isinstance(node, Scalar) and node.line in scene.remarks:
        scene.found += cut_off(node, scene.remarks[node.line], scene.path)
    return text if text else scene.report("E_EMPTY_VALUE", node)


def _text(node: Node, scene: DecodeContext) -> Any:
    """Text in languages; a plain string is in the site's default language."""
    if isinstance(node, Scalar):
        plain = _plain(node, scene)
        scene.texts.append(node)
        if len(scene.locales) > 1:
            scene.untranslated.append((node, frozenset((scene.default,))))
        return BAD if plain is BAD else Text({scene.default: plain})
    if not isinstance(node, Mapping):
        return scene.report("E_NOT_A_TEXT", node, default=scene.default)
    values = {}
    for key, (key_node, value) in node.entries.items():
        if key not in scene.locales:
            locales = {each: each for each in scene.locales}
            values[key] = unknown("E_UNKNOWN_LOCALE", key_node, value, scene, locales)
        elif type(value) is not Scalar or value.text not in NULLS or not value.is_null:
            values[key] = _plain(value, scene)
            if type(value) is Scalar:
                scene.texts.append(value)
    if not values:
        return scene.report("E_EMPTY_VALUE", node)
    if len(values) < len(scene.locales):
        scene.untranslated.append((node, frozenset(values)))
    if BAD in values.values():
        return BAD
    text = Text(values)
    if len(values) > 1 and HAS_FIGURE.search(values.get("zh", "")) and (differ := differing_figures(text)):
        return _told(text, node, scene, differ)
    return text


def _told(text: Text, node: Mapping, scene: DecodeContext, differ: tuple[str, str]) -> Text:
    scene.report("W_FIGURES_DIFFER", node.entries["en"][1], zh_figure=differ[0], en_figure=differ[1])
    return text


def _usual(pairs: tuple[tuple[str, str], ...]) -> Converter:
    """A text that needs no translation where it is one of the usual words."""
    known = {word.casefold(): pair for pair in pairs for word in pair}

    def convert(node: Node, scene: DecodeContext) -> Any:
        pair = known.get(node.text.strip().casefold()) if isinstance(node, Scalar) else None
        if pair is None:
            return _text(node, scene)
        return Text({locale: word for locale, word in zip(("zh", "en"), pair, strict=True) if word})

    return convert


def _reference(kind: str) -> Converter:
    def convert(node: Node, scene: DecodeContext) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        if not formats.is_slug(text):
            near = formats.near_slugs(text)
            if near or text.isascii():
                return scene.report("E_ID", node, id=text, **near)
            return scene.report("E_REFERENCE", node, id=text, **kind_words(kind))  # as a rule, its title
        scene.references.append(Reference(kind, text, node.line, node.column))
        return GONE if (kind, text) in scene.withdrawn else text

    return convert


def _one_of(values: tuple[str, ...]) -> Converter:
    allowed = {value: value for value in values}

    def convert(node: Node, scene: DecodeContext) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        if text in allowed:
            return allowed[text]
        said = "" if scene.flooded else meant(text, values)
        near = {"near": said} if said else {} if text.isdecimal() else scene.nearest(text, values)
        if values[0] == "WGS84" and _SHIFTED.match(text):
            return scene.report("E_MAP_COORDINATES", node, value=text)
        in_zh = in_chinese(values)
        return scene.report("E_CHOICE", node, value=text, known=", ".join(values), known_zh=in_zh, **near)

    return convert


def _form(name: str) -> Converter:
    check = formats.FORMS[name].read

    def convert(node: Node, scene: DecodeContext) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        try:
            return check(text)
        except formats.FormError as error:
            return scene.report(error.code, node, value=text, **error.params)

    return convert


def _quantity(dimension: Dimensions) -> Converter:
    names = dimension.names or None

    def convert(node: Node, scene: DecodeContext) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        try:
            return parse_quantity(text, names)
        except QuantityError as error:
            if error.reason == "undecided":
                return scene.report("E_UNDECIDED", node, value=text)
            near = {"near": error.suggestion} if error.suggestion else {}
            params = {"example": dimension.example, "en": error.en, "zh": error.zh, **near}
            return scene.report("E_QUANTITY", node, value=text, **params)

    return convert


def _integer(node: Node, scene: DecodeContext) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if _INTEGER.fullmatch(text):
        return int(text)
    return scene.report("E_INTEGER", node, value=text)


def _number(node: Node, scene: DecodeContext) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if formats.DECIMAL.fullmatch(text):
        return float(text)
    return scene.report("E_NUMBER", node, value=text)


def _boolean(node: Node, scene: DecodeContext) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if text in ("true", "false"):
        return text == "true"
    return scene.report("E_BOOLEAN", node, value=text)
