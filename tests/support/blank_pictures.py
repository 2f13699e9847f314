"""sitegen with blank pictures: `python -m tests.support.blank_pictures build`.

Everything is as it would be, the check of every character included, but for the minute that the shipped
catalogue's maps and pictures take. That pictures show what they should is tests/maps/test_files.py's affair.
"""

from __future__ import annotations

import sys

from sitegen.channels import flat_pictures, raster
from sitegen.channels.tools import Tool
from sitegen.cli import run

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" data-pixels="1"/>'

if __name__ == "__main__":
    blank = raster.render(SVG, Tool())

    def render(svg: str, tool: Tool) -> bytes:
        return blank

    raster.render = render
    flat_pictures.drawn = lambda svg, tool, render: blank
    sys.exit(run(sys.argv[1:]))
