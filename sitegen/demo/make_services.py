"""Services: the way from the first question to production, and where to ask and to complain.

They are kept as a bureau would keep them, in words/services.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.demo.dice import Dice
from sitegen.demo.doings import former_id
from sitegen.demo.emit import Both, Folder, to_yaml
from sitegen.demo.extras import dressing

_TEXTS = Path(__file__).with_name("words") / "services"
_DRESSED = "company-registration"


def write_services(folder: Folder, seed: int) -> None:
    for place in sorted(_TEXTS.iterdir()):
        texts = {file.name: file.read_text("utf-8") for file in sorted(place.iterdir())}
        files: dict[str, str | bytes] = {**texts}
        if place.name == _DRESSED:
            dice, subject = Dice(seed, "service", place.name), Both("企业开办", "Setting up a company")
            extra = dressing(dice, subject, files)
            del extra["figures"]  # the service has its own
            files["service.yml"] = texts["service.yml"] + to_yaml(extra | former_id(place.name, had=True))
        folder.package(f"content/services/{place.name}", files)
