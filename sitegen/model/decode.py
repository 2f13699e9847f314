"""Nodes to entities: every value checked against its declared type, every fault with its place.

A converter is made once for each type from the annotations in `entities`. Converters never stop at the
first fault: a value that cannot be had becomes `BAD`, and the entity is built only when none is.
References are noted with their places for the link stage; values below `internal:` are set aside so that
the finished pages can be searched for them.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any, get_args, get_origin

import msgspec

from sitegen.content.nodes import NULLS, Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic, Place, nearest, problem
from sitegen.i18n.quantities import Quantity, QuantityError, parse_quantity
from sitegen.i18n.text import Text
from sitegen.model import forms
from sitegen.model.entities import Entity
from sitegen.model.fields import Dimension, Doc, Form, OneOf, Ref
from sitegen.model.words import kind_words, meant
from sitegen.patterns import pattern

BAD: Any = object()
"""Stands for a value that could not be decoded; its diagnostic has been noted."""

MAX_FAULTS = 100
"""More than these in one file are not worth listing."""

_INTEGER = pattern("-?[0-9]{1,9}")
_WIDE_BLANKS = frozenset("\u00a0\u202f\u3000")


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """An id that an entry names, and where it does."""

    kind: str
    id: str
    line: int
    column: int


class Scene:
    """What decoding one file needs to know, and what it finds."""

    __slots__ = ("default", "found", "hidden", "locales", "path", "references", "untranslated")

    def __init__(self, path: str, locales: tuple[str, ...], default: str) -> None:
        self.path = path
        self.locales = locales
        self.default = default
        self.untranslated: list[tuple[Node, frozenset[str]]] = []
        """Texts that are not given in all locales, and the locales in which they are."""
        self.found: list[Diagnostic] = []
        self.references: list[Reference] = []
        self.hidden: list[str] = []

    def report(self, code: str, node: Node, **params: object) -> Any:
        if not self.flooded:
            self.found.append(problem(code, Place(self.path, node.line, node.column), **params))
        return BAD

    def nearest(self, word: str, known: typing.Iterable[str]) -> dict[str, str]:
        """The known word that was probably meant; not looked for, as that takes time, when nobody is told."""
        return {} if self.flooded else nearest(word, known)

    @property
    def flooded(self) -> bool:
        return len(self.found) >= MAX_FAULTS


def place_of(path: str, node: Node | None, *keys: str | int) -> Place:
    """Where the value stands that these keys and list positions lead to, as far as they lead anywhere."""
    for key in keys:
        if isinstance(key, str) and isinstance(node, Mapping) and key in node.entries:
            node = node.entries[key][1]
        elif isinstance(key, int) and isinstance(node, Sequence) and key < len(node.items):
            node = node.items[key]
    return Place(path, node.line, node.column) if node else Place(path, 1, 1)


Converter = Callable[[Node, Scene], Any]


def decode_entity(cls: type[Entity], entity_id: str, node: Node | None, scene: Scene) -> Entity | None:
    """The entity in a file, or None when the scene has noted why there is none."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        scene.found.append(problem("E_EMPTY_FILE", Place(scene.path, 1, 1)))
        return None
    fields = _struct(cls)(node, scene, {"id": entity_id})
    return None if fields is BAD else typing.cast(Entity, fields)


_converters: dict[Any, Any] = {}


def decode_part(cls: type[msgspec.Struct], node: Node, scene: Scene) -> Any:
    """Any other struct, such as the settings in site.yml; BAD when the scene has noted why not."""
    return _struct(cls)(node, scene, {})


def _struct(cls: type[msgspec.Struct]) -> Callable[[Node, Scene, dict[str, Any]], Any]:
    made = _converters.get(cls)
    if made is None:
        made = _converters[cls] = _make_struct(cls)
    return typing.cast(Callable[[Node, Scene, dict[str, Any]], Any], made)


def _make_struct(cls: type[msgspec.Struct]) -> Callable[[Node, Scene, dict[str, Any]], Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    names = [name for name in cls.__struct_fields__ if name != "id" or not issubclass(cls, Entity)]
    converters = {name: _converter(hints[name]) for name in names}
    defaults = dict(zip(reversed(cls.__struct_fields__), reversed(cls.__struct_defaults__), strict=False))
    known = {doc.zh: name for name in names if (doc := _doc(hints[name]))} | {name: name for name in names}
    required = [name for name in names if defaults.get(name, msgspec.NODEFAULT) is msgspec.NODEFAULT]

    def convert(node: Node, scene: Scene, fixed: dict[str, Any]) -> Any:
        if not isinstance(node, Mapping):
            return _not_a_mapping(node, scene, ", ".join(required or names[:2]))
        values = dict(fixed)
        good = True
        for key, (key_node, value) in node.entries.items():
            field = converters.get(key)
            if field is None:
                if key == "internal":
                    _set_aside(value, scene)
                    continue
                _unknown("E_UNKNOWN_KEY", key_node, value, scene, known)
                good = False
            elif type(value) is not Scalar or value.text not in NULLS or not value.is_null:
                values[key] = made = field(value, scene)
                if made is BAD:
                    good = False
        for name in required:
            if name not in values:
                scene.report("E_MISSING_KEY", node, key=name)
                good = False
        return cls(**values) if good else BAD

    return convert


def _set_aside(node: Node, scene: Scene) -> None:
    """Remember the values of an `internal:` block as what must never be seen."""
    if isinstance(node, Scalar):
        scene.hidden.append(node.text)
    elif isinstance(node, Sequence):
        for item in node.items:
            _set_aside(item, scene)
    elif isinstance(node, Mapping):
        for _, value in node.entries.values():
            _set_aside(value, scene)


def _converter(hint: Any) -> Converter:
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is typing.Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    if get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
        if get_origin(hint) is typing.Annotated:
            hint, *rest = get_args(hint)
            marks += tuple(rest)
    if get_origin(hint) is tuple:
        return _list_of(_converter(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return _mapping_of(_converter(get_args(hint)[1]))
    return _single(hint, marks)


def _single(hint: Any, marks: tuple[Any, ...]) -> Converter:
    for mark in marks:
        if isinstance(mark, Ref):
            return _reference(mark.kind)
        if isinstance(mark, OneOf):
            return _one_of(mark.values)
        if isinstance(mark, Form):
            return _form(mark.name)
        if isinstance(mark, Dimension):
            return _quantity(mark)
    if hint is Text:
        return _text
    if hint is Quantity:
        return _quantity(Dimension(frozenset(), "20亿元"))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        convert = _struct(hint)
        return lambda node, scene: convert(node, scene, {})
    return {str: _plain, int: _integer, float: _number, bool: _boolean}[hint]


def _list_of(item: Converter) -> Converter:
    """A list; one value stands for a list of one."""

    def convert(node: Node, scene: Scene) -> Any:
        if not isinstance(node, Sequence):
            value = item(node, scene)
            return BAD if value is BAD else (value,)
        values = tuple([item(entry, scene) for entry in node.items])
        return BAD if BAD in values else values

    return convert


def _mapping_of(item: Converter) -> Converter:
    """A mapping whose keys are locales."""

    def convert(node: Node, scene: Scene) -> Any:
        if not isinstance(node, Mapping):
            return _not_a_mapping(node, scene, scene.default)
        values = {}
        for key, (key_node, value) in node.entries.items():
            if key not in scene.locales:
                values[key] = _unknown(
                    "E_UNKNOWN_LOCALE", key_node, value, scene, {each: each for each in scene.locales}
                )
            elif not (isinstance(value, Scalar) and value.is_null):
                values[key] = item(value, scene)
        return BAD if BAD in values.values() else values

    return convert


def _doc(hint: Any) -> Doc | None:
    """What people call a field."""
    return next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Doc)), None)


def _unknown(code: str, node: Scalar, value: Node, scene: Scene, known: typing.Mapping[str, str]) -> Any:
    """A key that is not known; often it is one with its value, behind a full-width colon, or behind blanks
    that YAML takes for a part of it. `known` has the names that can stand here, by what they are called."""
    if _is_full_width(node, scene):
        return BAD
    if node.plain and node.text[:1] in _WIDE_BLANKS:
        return scene.report("E_WIDE_BLANK", node)
    if node.plain and isinstance(value, Scalar) and value.is_null and _follows(value, node):
        return scene.report("E_COMMA", node, found=node.text)
    near = {part: known[word] for part, word in scene.nearest(node.text, known).items()}
    names = ", ".join(dict.fromkeys(known.values()))
    return scene.report(code, node, key=node.text, known=names, **near)


def _follows(value: Scalar, key: Scalar) -> bool:
    """Whether not even a colon stands between them: inside { } a comma has cut the key off from a text."""
    return (value.line, value.column) == (key.line, key.column + len(key.text))


def _not_a_mapping(node: Node, scene: Scene, example: str) -> Any:
    if _is_full_width(node, scene):
        return BAD
    return scene.report("E_NOT_A_MAPPING", node, example=example)


def _is_full_width(node: Node, scene: Scene) -> bool:
    """Whether a colon of the Chinese keyboard stands where YAML wants its own; it is reported then."""
    found = isinstance(node, Scalar) and node.plain and 0 < node.text.find("：") <= 30
    if found:
        place = Place(scene.path, node.line, node.column + typing.cast(Scalar, node).text.index("："))
        scene.found.append(problem("E_FULL_WIDTH_COLON", place))
    return found


def _scalar(node: Node, scene: Scene) -> str | None:
    """The text of a scalar, or None when this is something else (noted)."""
    if isinstance(node, Scalar):
        return node.text.strip()
    scene.report("E_NOT_A_VALUE", node)
    return None


def _plain(node: Node, scene: Scene) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    return text if text else scene.report("E_EMPTY_VALUE", node)


def _text(node: Node, scene: Scene) -> Any:
    """Text in languages; a plain string is in the site's default language."""
    if isinstance(node, Scalar):
        plain = _plain(node, scene)
        if len(scene.locales) > 1:
            scene.untranslated.append((node, frozenset((scene.default,))))
        return BAD if plain is BAD else Text({scene.default: plain})
    if not isinstance(node, Mapping):
        return scene.report("E_NOT_A_TEXT", node, default=scene.default)
    values = {}
    for key, (key_node, value) in node.entries.items():
        if key not in scene.locales:
            values[key] = _unknown(
                "E_UNKNOWN_LOCALE", key_node, value, scene, {each: each for each in scene.locales}
            )
        elif type(value) is not Scalar or value.text not in NULLS or not value.is_null:
            values[key] = _plain(value, scene)
    if not values:
        return scene.report("E_EMPTY_VALUE", node)
    if len(values) < len(scene.locales):
        scene.untranslated.append((node, frozenset(values)))
    return BAD if BAD in values.values() else Text(values)


def _reference(kind: str) -> Converter:
    def convert(node: Node, scene: Scene) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        if not forms.is_slug(text):
            near = forms.near_slugs(text)
            if near or text.isascii():
                return scene.report("E_ID", node, id=text, **near)
            return scene.report("E_REFERENCE", node, id=text, **kind_words(kind))  # as a rule, its title
        scene.references.append(Reference(kind, text, node.line, node.column))
        return text

    return convert


def _one_of(values: tuple[str, ...]) -> Converter:
    allowed = {value: value for value in values}

    def convert(node: Node, scene: Scene) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        if text in allowed:
            return allowed[text]
        said = "" if scene.flooded else meant(text, values)
        near = {"near": said} if said else scene.nearest(text, values)
        return scene.report("E_CHOICE", node, value=text, known=", ".join(values), **near)

    return convert


def _form(name: str) -> Converter:
    check = forms.FORMS[name]

    def convert(node: Node, scene: Scene) -> Any:
        text = _scalar(node, scene)
        if text is None:
            return BAD
        try:
            return check(text)
        except forms.FormError as error:
            return scene.report(error.code, node, value=text, **error.params)

    return convert


def _quantity(dimension: Dimension) -> Converter:
    names = dimension.names or None

    def convert(node: Node, scene: Scene) -> Any:
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


def _integer(node: Node, scene: Scene) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if _INTEGER.fullmatch(text):
        return int(text)
    return scene.report("E_INTEGER", node, value=text)


def _number(node: Node, scene: Scene) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if forms.DECIMAL.fullmatch(text):
        return float(text)
    return scene.report("E_NUMBER", node, value=text)


def _boolean(node: Node, scene: Scene) -> Any:
    text = _scalar(node, scene)
    if text is None:
        return BAD
    if text in ("true", "false"):
        return text == "true"
    return scene.report("E_BOOLEAN", node, value=text)
