"""Scripts put together out of modules. What they do then, Node says."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

import pytest

from sitegen.diagnostics import ContentError, Place
from sitegen.render.modules import join_modules
from sitegen.render.style_sheets import StylePart
from tests.support.patience import PATIENCE_SECONDS


def joined(modules: Mapping[str, str], entry: str = "main.js") -> str:
    def find(name: str) -> StylePart | None:
        return StylePart(f"theme/scripts/{name}", modules[name]) if name in modules else None

    return join_modules(entry, find)


def printed(modules: Mapping[str, str]) -> str:
    """What a classic script, which is what pages load, writes to the console."""
    script = joined(modules)
    done = subprocess.run(
        ["node", "--input-type=commonjs", "-e", script],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


MAIN = """\
import { one, later } from "./parts/a.js";
import "./parts/b.js";
import {
  two as deux,
} from "./parts/c.js";
console.log(one, deux, here(), later());
function here() {
  return "here";
}
"""
A = """\
import { two } from "./c.js";
export const one = two - 1;
export async function never() {}
export function later() {
  return new Thing().name;
}
export class Thing {
  name = "thing";
}
console.log("a");
"""
B = """\
import { two } from "../parts/c.js";
const one = "mine";
console.log("b", one, two);
"""
C = """\
export const two = 2;
console.log("c");
"""


def test_modules_run_once_in_the_order_of_their_imports() -> None:
    modules = {"main.js": MAIN, "parts/a.js": A, "parts/b.js": B, "parts/c.js": C}
    assert printed(modules) == "c\na\nb mine 2\n1 2 here thing\n"


def test_a_module_is_strict_and_keeps_its_names_to_itself() -> None:
    modules = {
        "main.js": 'import { f } from "./a.js";\nconsole.log(f(), typeof g);\n',
        "a.js": "export function f() {\n  return g();\n}\nfunction g() {\n  return this;\n}\n",
    }
    assert printed(modules) == "undefined undefined\n"


COMMENTED = """\
/**
 * What it is for.
 */
// more
const a = '/* kept */'; // kept


  /* gone */
f(a);
"""


def test_comments_on_lines_of_their_own_stay_behind() -> None:
    script = joined({"main.js": COMMENTED})
    assert "{\nconst a = '/* kept */'; // kept\nf(a);\n}" in script
    in_a_text = "console.log(`\n// kept\n/* kept */\n`.length);\n// kept too\n"
    assert printed({"main.js": in_a_text}) == "20\n"


@pytest.mark.parametrize(
    ("modules", "path", "line", "words"),
    [
        ({"main.js": '\nimport { a } from "./none.js";'}, "main.js", 2, "the theme has no none.js"),
        ({"main.js": 'import { a } from "lodash";'}, "main.js", 1, "the theme has no lodash"),
        ({"main.js": 'import { a } from "../../x.js";'}, "main.js", 1, "the theme has no ../../x.js"),
        ({"main.js": 'import a from "./a.js";', "a.js": ""}, "main.js", 1, "only import"),
        ({"main.js": 'import * as a from "./a.js";', "a.js": ""}, "main.js", 1, "only import"),
        ({"main.js": "/* a\nb */\nf();\nexport default f;"}, "main.js", 4, "only import"),
        ({"main.js": "export let a = 1;"}, "main.js", 1, "only import"),
        (
            {"main.js": 'import { b } from "./a.js";', "a.js": "export const a = 1;"},
            "main.js",
            1,
            "a.js exports no b",
        ),
        (
            {"main.js": 'import { a } from "./a.js";', "a.js": '\nimport "./main.js";\nexport const a = 1;'},
            "a.js",
            2,
            "main.js imports this module",
        ),
    ],
)
def test_what_cannot_be_put_together_is_named(
    modules: Mapping[str, str], path: str, line: int, words: str
) -> None:
    with pytest.raises(ContentError) as caught:
        joined(modules)
    [found] = caught.value.diagnostics
    assert (found.code, found.place) == ("E_IMPORT", Place(f"theme/scripts/{path}", line, 1))
    assert found.params["en"].startswith(words)
    assert found.params["zh"]
