"""The demo catalogue as one readable sequence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sitegen.demo.drafts import write_drafts
from sitegen.demo.emit import DemoFolder
from sitegen.demo.make_boundaries import write_boundaries
from sitegen.demo.make_chains import write_chains
from sitegen.demo.make_contacts import write_contacts
from sitegen.demo.make_enterprises import write_enterprises
from sitegen.demo.make_events import write_collections, write_events
from sitegen.demo.make_news import write_news
from sitegen.demo.make_packages import write_packages
from sitegen.demo.make_pages import write_pages, write_site
from sitegen.demo.make_policies import policy_book, write_policies
from sitegen.demo.make_projects import write_projects
from sitegen.demo.make_regions import write_regions
from sitegen.demo.vocabulary import load_words


def write_catalogue(root: Path, projects: int, seed: int, report: Callable[[int, int], None]) -> int:
    """See `write_demo`."""
    root.mkdir(parents=True, exist_ok=True)
    if next(root.iterdir(), None) is not None:
        raise FileExistsError(f"not empty: {root}")
    folder, words = DemoFolder(str(root)), load_words()
    write_site(folder, projects, seed)
    write_regions(folder, words, seed)
    write_boundaries(folder, words, seed)
    write_contacts(folder, words, seed)
    write_policies(folder, words, seed)
    write_chains(folder, words, seed, projects)
    write_enterprises(folder, words, seed, projects)
    write_events(folder, words, seed, projects)
    write_news(folder, words, seed, projects)
    write_packages(folder, words, seed, projects)
    write_collections(folder, words, seed, projects)
    write_pages(folder, seed)
    write_drafts(folder, words)
    write_projects(folder, words, policy_book(words), seed, projects, report)
    return folder.count
