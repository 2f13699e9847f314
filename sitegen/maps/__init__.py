"""Drawings of industry chains and regions, as SVG, from plain values.

Everything here is a pure function from plain values (`types`, `tiles`) to text: no catalogue, no files, no
clock. What is drawn is decided in `views`; colours on pages come from the theme's style sheet by class
(`paint`), and files that stand alone carry their own.
"""
