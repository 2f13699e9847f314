"""News: what a bureau reports, announces, holds up as an example, and writes to companies."""

from __future__ import annotations

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import DemoFolder, Fields, to_yaml
from sitegen.demo.extras import dressing, source
from sitegen.demo.project_outline import first_public
from sitegen.demo.vocabulary import Vocabulary
from sitegen.model.kinds import Both


def write_news(folder: DemoFolder, words: Vocabulary, seed: int, projects: int) -> None:
    for number, row in enumerate(words.other["news"]):
        dice = Dice(seed, "news", row[0])
        title, files = Both(row[3], row[4]), dict[str, str | bytes]()
        chains = row[7].split()
        fields: Fields = {
            "title": title,
            "summary": Both(row[5], row[6]),
            "kind": row[1],
            "date": row[2],
            "regions": row[8].split(),
            "chains": chains,
            "policies": row[9].split(),
            "projects": first_public(words, seed, projects, chains, 2) if row[1] == "report" else [],
            "source": [source(dice, int(row[2][:4]))],
        }
        if row[1] == "case":
            fields["origins"] = ["yangtze-river-delta"]
        if number == 0:
            fields |= dressing(dice, title, files)
        fields |= former_id(row[0], had=number == 1)
        content = {"news.yml": to_yaml(fields), "zh.md": f"{row[10]}\n", "en.md": f"{row[11]}\n", **files}
        folder.package(f"content/news/{row[0]}", content)
