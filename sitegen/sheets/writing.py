"""An import written: every file first beside its place, then all of them put there, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sitegen.content.yaml_file import parse_yaml
from sitegen.content.yaml_nodes import Mapping as MappingNode
from sitegen.model.decode import decode_entity
from sitegen.model.decode_context import DecodeContext
from sitegen.model.kinds import KINDS, PACKAGED
from sitegen.sheets.cell_values import data_of
from sitegen.sheets.columns import PLOT, columns_of
from sitegen.sheets.comparing import EntryPlan
from sitegen.sheets.entry_texts import TextsChange, after_changes, bodies_of, texts_in
from sitegen.sheets.importing import Import
from sitegen.sheets.plot_plans import is_of_a_plot, kind_of_ids, with_plots
from sitegen.sheets.refusal import SheetRefused
from sitegen.sheets.rows import fields_as_data
from sitegen.sheets.site_words import MEMORY, Memory, memory_text
from sitegen.sheets.transaction import apply_changes, editing
from sitegen.sheets.yaml_edit import data_in, edited, fresh, rewritten


def write(it: Import) -> list[Path]:
    """The files that were written or changed. Raises SheetRefused, with nothing written, where the result
    would not be a valid entry; OSError, with what was there put back."""
    files = dict(_files(it))
    memory = memory_text(_remembered(it))
    path = it.root / MEMORY
    if not path.is_file() or path.read_text("utf-8") != memory:
        files[path] = memory
    with editing(it.root):
        recorded = after_changes(it.root, _text_changes(it, files), it.default)
        apply_changes(it.root, {**{path: text.encode() for path, text in files.items()}, **recorded})
    return [path for path in files if path.name != MEMORY]


def _files(it: Import) -> Iterator[tuple[Path, str]]:
    for plan in it.plans:
        path = it.there.path_of(plan.kind, plan.id)
        if plan.new:
            yield path, _new_text(it, plan, path)
            if plan.body and plan.kind in PACKAGED:
                sections = [f"## {heading}\n\n{text}\n" for heading, text in plan.body.items()]
                yield path.with_name(f"{it.default}.md"), "\n".join(sections)
        elif plan.changes:
            old = path.read_bytes().decode("utf-8-sig")
            try:
                text = _changed(old, plan, it.default)
            except ValueError:
                raise SheetRefused(f"{path}: cannot be edited", f"{path}：无法修改") from None
            _check(it, plan, path, text)
            yield path, text


def _changed(text: str, plan: EntryPlan, default: str) -> str:
    """The text of a file with a plan's changes, those of plots within their list. Raises ValueError."""
    plots = [change for change in plan.changes if is_of_a_plot(change)]
    others = [change for change in plan.changes if not is_of_a_plot(change)]
    if others:
        text = edited(text, others, default)
    if not plots:
        return text
    order = list(dict.fromkeys(column.path[0] for column in columns_of(plan.kind)))
    return rewritten(text, with_plots(data_in(text), plots, default), order)


def _text_changes(it: Import, files: Mapping[Path, str]) -> Iterator[TextsChange]:
    """What the texts of the entries said and say, for the record of translations."""
    for plan in it.plans:
        text = files.get(it.there.path_of(plan.kind, plan.id))
        node = parse_yaml(text.encode(), plan.id)[0] if text else None
        if isinstance(node, MappingNode):
            bodies = bodies_of(it.there, plan.kind, plan.id, it.locales)
            before = texts_in(it.there.data[plan.kind].get(plan.id, {}), bodies, it.locales)
            yield TextsChange(plan.kind, plan.id, before, texts_in(data_of(node), bodies, it.locales))


def _new_text(it: Import, plan: EntryPlan, path: Path) -> str:
    order = {".".join(column.path): number for number, column in enumerate(columns_of(plan.kind))}

    def place(key: tuple[str, ...]) -> int:
        return order.get(".".join(key), order.get(".".join(key[:-1]), len(order)))

    changes = sorted(plan.changes, key=lambda change: place(change.path))
    fields: dict[str, Any] = {"visibility": "draft"}
    fields |= fields_as_data({one.path: one.new for one in changes if not is_of_a_plot(one)})
    fields = with_plots(fields, [one for one in plan.changes if is_of_a_plot(one)], it.default)
    if plan.internal:
        fields["internal"] = dict(plan.internal)
    text = fresh(fields)
    _check(it, plan, path, text)
    return text


def _check(it: Import, plan: EntryPlan, path: Path, text: str) -> None:
    """The entry as a build would read it: an import leaves nothing behind that is wrong by itself."""
    context = DecodeContext(str(path), it.locales, it.default)
    node, problems = parse_yaml(text.encode(), str(path))
    entity = decode_entity(KINDS[plan.kind], plan.id, node, context) if node is not None else None
    if entity is None or problems:
        from sitegen.diagnostics.show import message

        found = [*problems, *context.found]
        said = {lang: message(found[0], lang) if found else "" for lang in ("en", "zh")}
        where = path.relative_to(it.root)
        raise SheetRefused(f"{where}: {said['en']}", f"{where}：{said['zh']}")


def _remembered(it: Import) -> Memory:
    """What this import found in the sheet, for the next one to tell whose a difference is."""
    written = {kind: dict(entries) for kind, entries in it.memory.written.items()}
    for plan in it.plans:
        if plan.row is not None:
            kept = {change.path for change in plan.kept}
            known = written.setdefault(plan.kind, {}).setdefault(plan.id, {})
            fields = {".".join(path): value for path, value in plan.row.fields.items() if path not in kept}
            draft = {"visibility": "draft"} if plan.new else {}  # so that a later sheet may make it public
            written[plan.kind][plan.id] = {**draft, **known, **fields}
    for plot in it.plots:
        aside = {change.path for change in plot.kept}
        fields = {".".join(path): value for path, value in plot.fields.items() if path not in aside}
        known = written.setdefault(PLOT, {}).get(plot.name, {})
        written[PLOT][plot.name] = {**known, **fields}
    used = {(plan.kind, plan.id) for plan in it.plans}
    used |= {(kind_of_ids(plot.region), plot.id) for plot in it.plots}
    ids = {kind: dict(titles) for kind, titles in it.memory.ids.items()}
    for kind, titles in it.ids.new.items():
        ids.setdefault(kind, {}).update({title: key for title, key in titles.items() if (kind, key) in used})
    return Memory(ids, written)
