"""Spreadsheets of offices: read into entries (`import`), written from them (`export`), without a guess.

The way of an import: a file becomes grids of cells (`workbook`; of a text each table is one), grids become
tables of rows (`tables`) whose columns are fields (`columns`), cells become values or questions
(`cell_values`), rows are compared with the entries that are there (`comparing`), and the plan that comes of
it is shown (`import_report`) or written (`writing`). Columns, choices and units are derived from the entity
types: a new field needs nothing here. The libraries that this takes are an extra (`libraries`).
"""
