"""The shorter code gives what Jinja's own gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import markupsafe
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.i18n.messages import Messages
from sitegen.render.environment import Environment, SharedLoader
from sitegen.render.fast_jinja.generator import DirectGenerator, Generator, escaped
from sitegen.render.templates import Templates


class Marked:
    def __html__(self) -> str:
        return "<i>"


class Text(str):
    __slots__ = ()


@given(st.text() | st.text("<>&'\"a"))
def test_texts_are_escaped_alike(text: str) -> None:
    for value in (text, Markup(text), Text(text)):  # noqa: S704
        assert str(escaped(value)) == str(markupsafe.escape(value))


@pytest.mark.parametrize("value", [None, 3, 2.5, Marked(), ["<"], Markup("<b>")])
def test_other_values_are_escaped_alike(value: object) -> None:
    assert str(escaped(value)) == str(markupsafe.escape(value))


TEMPLATES = [
    "{{ x }}{{ x|safe }}{{ 'a<b' }}",
    "{% macro m(a, b=2) %}<b>{{ a }}{{ b }}</b>{% endmacro %}{{ m(x) }}{{ m(x, b=x) }}{{ m(b=1, a=x) }}",
    "{% macro m(a) %}<{{ caller() }}>{{ a }}{% endmacro %}{% call m(x) %}{{ x }}{% endcall %}",
    "{% for i in range(3) %}{{ loop.cycle('<', '>') }}{{ f(i) }}{{ f(*[i]) }}{% endfor %}",
    "{{ f(**{'a': x}) }}",
    "{{ f(a=x) ~ x }}{% set y %}{{ x }}{% endset %}{{ y }}{{ d.get('k') }}{{ d['k'].upper() }}",
    "{% block one %}{{ x }}{% endblock %}{{ self.one() }}",
    "{% filter upper %}{{ x }}{% endfilter %}",
    "{{ namespace(a=x).a }}{{ dict(b=x).b }}",
    "{{ d.k }}{{ d.k is defined }}{{ d.no is defined }}{{ s.no|default(x) }}{{ s.class|default(x) }}",
    "{% if s.no is not defined %}{{ x }}{% endif %}{{ [d.k, s.text]|join(',') }}{{ d.items()|length }}",
]


class Said(msgspec.Struct):
    text: str


def values() -> dict[str, Any]:
    return {"x": "<&'\">", "f": lambda a: f"<{a}>", "d": {"k": "<v>"}, "s": Said("<s>")}


def as_jinja_makes_it(template: str) -> str:
    plain = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return plain.from_string(template).render(values())


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_come_out_alike(template: str) -> None:
    ours = Environment(jinja2.DictLoader({"t": template}))
    assert ours.get_template("t").render(values()) == as_jinja_makes_it(template)


@pytest.mark.parametrize("template", TEMPLATES)
def test_pages_come_out_alike_though_attributes_are_taken_directly(template: str, tmp_path: Path) -> None:
    (tmp_path / "t.html").write_text(template)
    templates = Templates(SharedLoader({"t.html": str(tmp_path / "t.html")}), None, Messages({}))  # type: ignore[arg-type]
    templates.environment.globals.update(values())
    for _ in range(2):
        assert templates.alone(View()) == as_jinja_makes_it(template)


def test_fields_are_taken_directly_until_a_template_takes_an_item(tmp_path: Path) -> None:
    paths = {name: str(tmp_path / name) for name in ("t.html", "item.html")}
    (tmp_path / "t.html").write_text("{{ s.text }}{% block one %}{% endblock %}{{ self.one() }}")
    (tmp_path / "item.html").write_text("{{ d.k }}")
    templates = Templates(SharedLoader(paths), None, Messages({}))  # type: ignore[arg-type]
    templates.environment.globals.update(values())
    templates._rendered("t.html")
    assert templates.environment.code_generator_class is DirectGenerator
    templates._rendered("item.html")
    assert templates.environment.code_generator_class is Generator


class View:
    template = "t.html"


def test_what_is_not_there_is_an_error() -> None:
    ours = Environment(jinja2.DictLoader({"t": "{{ nobody(1) }}"}))
    with pytest.raises(jinja2.UndefinedError):
        ours.get_template("t").render()


IMPORTED = {
    "m": """{% macro one(a) %}<{{ a }}{{ f(a) }}>{% endmacro %}
{% macro two(a, b='x') %}{{ one(a) }}{{ one(a) }}{{ one(b) }}{% endmacro %}
{% macro three(a) %}{{ one(a) }}{{ caller() }}{% endmacro %}""",
    "t": """{% import 'm' as m %}{% from 'm' import two %}
{{ m.one(x) }}{{ two(x) }}{{ two(x, b=x) }}{{ two(x) }}{% call m.three(x) %}{{ x }}{% endcall %}""",
}


def test_imported_macros_come_out_alike_and_are_made_once() -> None:
    made: list[str] = []

    def f(value: str) -> str:
        made.append(value)
        return value

    loader = jinja2.DictLoader(IMPORTED)
    strict = jinja2.StrictUndefined
    plain = jinja2.Environment(
        loader=loader, autoescape=True, undefined=strict, trim_blocks=True, lstrip_blocks=True
    )
    ours = Environment(jinja2.DictLoader(IMPORTED))
    plain.globals["f"] = str
    ours.globals["f"] = f
    assert ours.get_template("t").render(values()) == plain.get_template("t").render(values())
    assert sorted(made) == ["<&'\">", "x"], "within the module too"


@pytest.mark.parametrize("call", ["m.one({})", "m.one(a={})"])
def test_arguments_that_are_equal_need_not_come_out_alike(call: str) -> None:
    """Above all, what is markup lends nothing to text that looks like it."""
    arguments = ("x|safe", "x", "1", "true", "1.0")
    used = "".join(f"{{{{ {call.format(each)} }}}}" for each in arguments)
    ours = Environment(
        jinja2.DictLoader(
            {"m": "{% macro one(a) %}<{{ a }}>{% endmacro %}", "t": "{% import 'm' as m %}" + used}
        )
    )
    assert ours.get_template("t").render(x="<b>") == "<<b>><&lt;b&gt;><1><True><1.0>"


def test_arguments_by_name_are_told_apart_whatever_their_order() -> None:
    """The same two values the other way round are another call, not the one that is remembered."""
    macros = "{% macro two(a='-', b='-', c='-') %}<{{ a }}{{ b }}{{ c }}>{% endmacro %}"
    calls = [
        "a='1', b='2'", "a='2', b='1'", "b='1', a='2'", "b='2', a='1'", "b='1', c='2'", "c='1', b='2'",
        "'1', b='2'", "'1', c='2'", "'2', '1'", "a='1'", "b='1'", "'1'",
    ]  # fmt: skip
    used = "".join(f"{{{{ m.two({call}) }}}}" for call in calls)
    ours = Environment(jinja2.DictLoader({"m": macros, "t": "{% import 'm' as m %}" + used * 2}))
    expected = "<12-><21-><21-><12-><-12><-21><12-><1-2><21-><1--><-1-><1-->"
    assert ours.get_template("t").render() == expected * 2


KINDS = {
    "m": """{% macro show(a) %}[{{ a }}]{% endmacro %}{% macro count(l) %}{{ l.index }}{% endmacro %}
{% macro each(xs) %}{% for x in xs %}{{ count(loop) }}{% endfor %}{% endmacro %}
{% macro of(n) %}{{ n.i }}{% endmacro %}
{% macro there(a) %}{{ a is defined }}{{ a|default('-') }}{% endmacro %}
{% macro all(xs) %}{{ xs|list }}{% endmacro %}""",
}


@pytest.mark.parametrize(
    "source",
    [
        "{{ m.show(1) }}{{ m.show(true) }}{{ m.show(1.0) }}{{ m.show(a=1) }}{{ m.show(a=true) }}",
        "{{ m.show(markup) }}{{ m.show(text) }}{{ m.show(a=markup) }}{{ m.show(a=text) }}",
        "{{ m.show(text) }}{{ m.show(markup) }}",
        "{{ m.show((1, (2,))) }}{{ m.show((1, (2.0,))) }}{{ m.show((true, (2,))) }}",
        "{{ m.show(0.0) }}{{ m.show(-0.0) }}",
        "{{ m.show([1]) }}{{ m.show([true]) }}",
        "{% for x in 'ab' %}{{ m.count(loop) }}{% endfor %}{{ m.each('ab') }}",
        "{% set n = namespace(i=0) %}{{ m.of(n) }}{% set n.i = 1 %}{{ m.of(n) }}",
        "{{ m.there(nobody) }}{{ m.there(a=nobody) }}",
        "{% set xs = 'ab'|map('upper') %}{{ m.all(xs) }}{{ m.all(xs) }}",
        "{{ m.show.name }}{{ m.show.arguments }}{{ m.show.caller }}{{ m.show.catch_kwargs }}",
    ],
)
def test_imported_macros_tell_values_apart_and_remember_none_that_change(source: str) -> None:
    templates = {**KINDS, "t": "{% import 'm' as m %}" + source}
    strict = jinja2.StrictUndefined
    plain = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape=True,
        undefined=strict,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    given = {"markup": Markup("<b>x</b>"), "text": "<b>x</b>"}
    for direct in (False, True):
        ours = Environment(jinja2.DictLoader(templates), direct)
        assert ours.get_template("t").render(given) == plain.get_template("t").render(given)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ (1).bit_length() }}", "1"),
        ("{{ 1.real }}{{ (-1).real }}", "1-1"),
        ("{{ (-1.5).hex() }}", "-0x1.8000000000000p+0"),
        ("{{ (1 if d else 2).real }}{{ ('' or 'a').upper() }}", "1A"),
    ],
)
def test_attributes_of_what_is_written_as_a_value(source: str, text: str) -> None:
    ours = Environment(jinja2.DictLoader({"t": source}), direct=True)
    assert ours.get_template("t").render(d={"k": "v"}) == text


def test_macros_of_the_page_itself_are_run_each_time() -> None:
    macro = "{% macro m() %}{{ n.i }}{% endmacro %}"
    template = f"{{% set n = namespace(i=0) %}}{macro}{{{{ m() }}}}{{% set n.i = 1 %}}{{{{ m() }}}}"
    ours = Environment(jinja2.DictLoader({"t": template, "u": "{% import 't' as t with context %}"}))
    ours.get_template("u").render()
    assert ours.get_template("t").render() == "01"


def test_a_template_may_call_its_own_things_messages(tmp_path: Path) -> None:
    """Only the theme's text is put out as it is kept."""
    source = "{{ _('<Home>') }}{% for messages in [d] %}{{ messages['k'] }}{{ _('<Home>') }}{% endfor %}"
    (tmp_path / "t.html").write_text(source)
    templates = Templates(SharedLoader({"t.html": str(tmp_path / "t.html")}), None, Messages({}))  # type: ignore[arg-type]
    templates.environment.globals.update(values())
    assert templates._rendered("t.html") == "&lt;Home&gt;&lt;v&gt;&lt;Home&gt;"
