"""YAML text to nodes, from PyYAML's events: the reference for what YAML means here.

Events rather than its loader: they carry positions, stay flat on deep nesting (the C loader crashes), and
let us refuse what content never needs: tags, merge keys, second documents, duplicate keys, alias bombs.
What the nodes mean is the model's to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events

from sitegen.content.utf8 import refused_character
from sitegen.content.yaml_causes import likely_cause, open_quotation
from sitegen.content.yaml_nodes import Mapping, Node, Scalar, Sequence
from sitegen.diagnostics import Diagnostic, HandledError, Place, place_at, problem
from sitegen.i18n.line_ends import unfolded
from sitegen.patterns import pattern

MAX_DEPTH = 20
MAX_NODES = 100_000

MAX_DUPLICATES = 100
"""More than these in one file are one fault that was made often."""

_FIELD = pattern(r"\n *(?:- )?[a-z_]{2,20}:(?: |\n)")
_DIRECTIVE = pattern("^%", re.MULTILINE)

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


class _Refused(HandledError):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def parse(text: str, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """The value of a text that holds no refused characters, or None with the diagnostics that say why there
    is none.
    """
    if match := _DIRECTIVE.search(text):
        return None, [problem("E_YAML", place_at(path, text, match.start()), **_NO_DIRECTIVES)]
    builder = _NodeBuilder(path, text)
    try:
        node = builder.build()
    except _Refused as refused:
        builder.found.append(refused.diagnostic)
        return None, builder.found
    except yaml.MarkedYAMLError as error:
        builder.found.append(_syntax(error, path, text))
        return None, builder.found
    return node, builder.found


class _NodeBuilder:
    """Folds the event stream into nodes without recursion."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.found: list[Diagnostic] = []
        self.lines = text.count("\n") + 1
        self.count = 0

    def build(self) -> Node | None:
        root: Node | None = None
        stack: list[tuple[Mapping | Sequence, Scalar | None]] = []
        anchors: dict[str, Node] = {}
        unused: dict[str, Any] = {}
        documents = 0
        for event in self._events():
            kind = type(event)
            if kind is events.ScalarEvent:
                node: Node = self._scalar(event)
            elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                node = self._open(event, len(stack))
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                stack.pop()
                continue
            elif kind is events.AliasEvent:
                node = self._alias(event, anchors)
                unused.pop(event.anchor, None)
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._refuse("E_SECOND_DOCUMENT", event)
                continue
            else:
                continue
            if kind is not events.AliasEvent and event.anchor:
                anchors[event.anchor] = node
                unused[event.anchor] = event
            if stack:
                self._put(stack, node, event)
            else:
                root = node
            if kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                stack.append((node, None))  # type: ignore[arg-type]
        for name, event in list(unused.items())[:MAX_DUPLICATES]:
            self.found.append(self._refuse("E_AMPERSAND", event, name=name).diagnostic)
        return root

    def _events(self) -> Iterator[Any]:
        loader = _Loader(self.text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def _scalar(self, event: Any) -> Scalar:
        if event.tag is not None and event.tag != "!":
            raise self._refuse("E_YAML_TAG", event, tag=event.tag)
        mark = event.start_mark
        self._tick(event)
        if event.style == '"' and (match := refused_character(event.value)):
            raise self._refuse("E_CONTROL_CHARACTER", event, found=f"U+{ord(match[0]):04X}")
        line, column = mark.line + 1, mark.column + 1
        if line > self.lines:  # the parser sets a value that is left out at the very end on a line of its own
            line, column = self.lines, len(self.text) - self.text.rfind("\n")
        value = event.value
        if " " in value and mark.line != event.end_mark.line and event.style != "|":
            source = self.text[mark.index : event.end_mark.index]
            if event.style in ("'", '"') and _FIELD.search(source):  # a field within quotation marks
                lines = self.text.split("\n")
                if found := open_quotation(self.path, lines, mark.line + 1):
                    raise _Refused(found)
            value = unfolded(value, source)
        return Scalar(value, event.style in (None, ""), line, column)

    def _open(self, event: Any, depth: int) -> Mapping | Sequence:
        if event.tag is not None:
            raise self._refuse("E_YAML_TAG", event, tag=event.tag)
        if depth >= MAX_DEPTH:
            raise self._refuse("E_DEPTH", event, limit=MAX_DEPTH)
        self._tick(event)
        mark = event.start_mark
        cls = Mapping if type(event) is events.MappingStartEvent else Sequence
        return cls(mark.line + 1, mark.column + 1)

    def _alias(self, event: Any, anchors: dict[str, Node]) -> Node:
        """A scalar may be used again; repeating whole structures is how bombs are built."""
        node = anchors.get(event.anchor)
        if not isinstance(node, Scalar):
            raise self._refuse("E_ALIAS", event, name=event.anchor)
        self._tick(event)
        mark = event.start_mark
        return Scalar(node.text, node.plain, mark.line + 1, mark.column + 1)

    def _put(self, stack: list[tuple[Mapping | Sequence, Scalar | None]], node: Node, event: Any) -> None:
        parent, key = stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            stack[-1] = (parent, self._key(node, event))
        else:
            earlier = parent.entries.get(key.text)
            if earlier is None:
                parent.entries[key.text] = (key, node)
            elif len(self.found) < MAX_DUPLICATES:
                place = Place(self.path, key.line, key.column)
                self.found.append(problem("E_DUPLICATE_KEY", place, key=key.text, line=earlier[0].line))
            stack[-1] = (parent, None)

    def _key(self, node: Node, event: Any) -> Scalar:
        if not isinstance(node, Scalar):
            raise self._refuse("E_KEY", event)
        if node.text == "<<" and node.plain:
            raise self._refuse("E_MERGE_KEY", event)
        return node

    def _tick(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise self._refuse("E_TOO_LARGE", event, limit=MAX_NODES)

    def _refuse(self, code: str, event: Any, **params: object) -> _Refused:
        mark = event.start_mark
        return _Refused(problem(code, Place(self.path, mark.line + 1, mark.column + 1), **params))


def _syntax(error: yaml.MarkedYAMLError, path: str, text: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if error.context_mark and not re.search("block|tab character", f"{error.context} {error.problem}"):
        mark = error.context_mark  # where the bracket, the quotation mark or the name stands that has no end
    if mark is None:
        return _unread(Place(path, 1, 1), error.problem or "")
    lines = text.split("\n")
    if mark.line < len(lines):
        line, column = mark.line + 1, mark.column + 1
    else:  # the parser sets the end of a file on a line of its own
        line, column = len(lines), len(lines[-1]) + 1
    source = lines[line - 1]
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return problem("E_TAB", Place(path, line, source.index("\t") + 1))
    stopped = (error.problem_mark or mark).line + 1
    if cause := likely_cause(path, lines, min(stopped, len(lines))) or likely_cause(path, lines, line):
        return cause
    for number in (mark.line, mark.line - 1):
        found = _full_width_colon(lines, number)
        if found:
            return problem("E_FULL_WIDTH_COLON", Place(path, number + 1, found))
        found = _wide_blank(lines, number)
        if found:
            return problem("E_WIDE_BLANK", Place(path, number + 1, found))
    without = _colon_without_blank(source, column)
    if without and "':'" in (error.problem or ""):
        return problem("E_YAML", Place(path, line, without), **_NO_BLANK)
    return _unread(Place(path, line, column), error.problem or error.context or "")


def _unread(place: Place, reason: str) -> Diagnostic:
    """The parser's own words, put plainly."""
    for part, en, zh in _PLAINLY:
        if part in reason:
            return problem("E_YAML", place, en=en, zh=zh)
    return problem("E_YAML", place, en=reason, zh=reason)


_WIDE_BLANK = pattern(r" *[\u00a0\u202f\u3000]")
_BARE_COLON = pattern(r" *(?:- +)*[A-Za-z_-]{1,30}:(?=[^\s/])")
_NO_BLANK = {
    "en": "this colon needs a blank after it, as in “name: value”",
    "zh": "这个冒号后面缺一个空格，应写成“名称: 值”",
}
_NO_DIRECTIVES = {
    "en": "a line may not begin with %; put the value in quotation marks, on the line of its name",
    "zh": "一行不能以“%”开头，请把值加上引号，写在名称的同一行",
}
"""Directives (%YAML, %TAG): content never needs them, and the parser takes seconds over many."""

_PLAINLY = (
    ("mapping values are not allowed",
     'a colon and a blank stand where a value cannot hold them; text with these goes in quotation marks "…"',
     '冒号加空格出现在不该出现的地方；文字中有冒号加空格时，请给整段文字加英文引号 "…"'),
    ("could not find expected ':'", "this line has no colon after its name", "这一行的名称后面没有冒号"),
    ("did not find expected key",
     "a “name: value” line is expected here; is it indented like its neighbours?",
     "这里应当是“名称: 值”，请检查缩进是否与相邻各行一致"),
    ("did not find expected '-'", "an item of a list is expected here; is it indented like its neighbours?",
     "这里应当是以“- ”开头的一项，请检查缩进是否与相邻各项一致"),
    ("did not find expected ',' or", "a comma or a closing bracket is missing", "缺少逗号或右括号"),
    ("cannot start any token", "a value may not begin with this character unless it is in quotation marks",
     "值不能以这个字符开头，除非加上引号"),
    ("unexpected end of stream", "the file ends inside quotation marks", "文件结束了，引号却还没有闭合"),
    ("block sequence entries are not allowed", "a list may not begin here; put it on lines of its own",
     "列表不能从这里开始，请另起一行写"),
    ("unknown escape character", "this \\ means nothing inside double quotation marks",
     "双引号中的这个“\\”没有意义"),
    ("did not find expected node content", "a value is missing here", "这里缺少值"),
    ("did not find expected <document start>", "this does not belong to what stands above it",
     "这里与上面的内容接不上"),
    ("alphabetic or numeric character", "a value that begins with & or * must be in quotation marks",
     "以“&”或“*”开头的值必须加上引号"),
    *[
        (part, "a value that begins with ! must be in quotation marks", "以“!”开头的值必须加上引号")
        for part in ("tag", "URI", "UTF-8", "the expected '>'", "whitespace or line break")
    ],
    ("comment or line break", "after > or | the text begins on the next line",
     "“>”或“|”之后的文字要另起一行"),
    ("indentation indicator", "after > or | stands no 0", "“>”或“|”之后不能写 0"),
    ("hexdecimal number", "this \\ in double quotation marks lacks digits", "双引号中的这个“\\”后面缺少数字"),
    ("escape code", "this \\ in double quotation marks names no character",
     "双引号中的这个“\\”不代表任何字符"),
    ("mapping keys are not allowed", "a question mark and a blank may not stand here",
     "问号加空格不能出现在这里"),
    ("document indicator", "the text in quotation marks is cut off by a line of hyphens or dots",
     "引号中的文字被一行“---”或“...”截断了"),
    ("tab character", "a tab stands here; indent with blanks", "这里有制表符，请用空格缩进"),
    ("unexpected ':'", "a colon may not stand here", "冒号不能出现在这里"),
)  # fmt: skip
"""Of what the YAML parser says: a part of its message, and what that means."""


def _wide_blank(lines: list[str], number: int) -> int:
    """The column of a blank among those a line begins with that is not YAML's, as Chinese keyboards and
    web pages have them, or 0."""
    if not 0 <= number < len(lines):
        return 0
    match = _WIDE_BLANK.match(lines[number])
    return match.end() if match else 0


def _colon_without_blank(source: str, column: int) -> int:
    """The column of the colon of `name:value`, or 0 when the line is something else. Addresses are not it."""
    match = _BARE_COLON.match(source)
    return match.end() if match and column <= match.end() else 0


def _full_width_colon(lines: list[str], number: int) -> int:
    """The column of a full-width colon that stands where YAML wants `: `, or 0."""
    if not 0 <= number < len(lines):
        return 0
    key, colon, _ = lines[number].partition("：")
    bare = key.strip().lstrip("- ")
    plain = bool(colon) and 0 < len(bare) <= 30 and not any(mark in bare for mark in ":\"'#[]{},")
    return len(key) + 1 if plain else 0
