"""The shorter code gives what Jinja's own gives."""

from __future__ import annotations

import jinja2
import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.render.code import escaped
from sitegen.render.templates import Environment


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


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}{{ x|safe }}{{ 'a<b' }}",
        "{% macro m(a, b=2) %}<b>{{ a }}{{ b }}</b>{% endmacro %}{{ m(x) }}{{ m(x, b=x) }}{{ m(b=1, a=x) }}",
        "{% macro m(a) %}<{{ caller() }}>{{ a }}{% endmacro %}{% call m(x) %}{{ x }}{% endcall %}",
        "{% for i in range(3) %}{{ loop.cycle('<', '>') }}{{ f(i) }}{{ f(*[i]) }}{% endfor %}",
        "{{ f(**{'a': x}) }}",
        "{{ f(a=x) ~ x }}{% set y %}{{ x }}{% endset %}{{ y }}{{ d.get('k') }}{{ d['k'].upper() }}",
        "{% block one %}{{ x }}{% endblock %}{{ self.one() }}",
        "{% filter upper %}{{ x }}{% endfilter %}",
        "{{ namespace(a=x).a }}{{ dict(b=x).b }}",
    ],
)
def test_templates_come_out_alike(template: str) -> None:
    values = {"x": "<&'\">", "f": lambda a: f"<{a}>", "d": {"k": "<v>"}}
    plain = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    ours = Environment(jinja2.DictLoader({"t": template}))
    assert ours.get_template("t").render(values) == plain.from_string(template).render(values)


def test_what_is_not_there_is_an_error() -> None:
    ours = Environment(jinja2.DictLoader({"t": "{{ nobody(1) }}"}))
    with pytest.raises(jinja2.UndefinedError):
        ours.get_template("t").render()
