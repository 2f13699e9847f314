"""The command line of sitegen as it is a minute after the last builds: python -m bench.rested build …

A tree that was live within the last minute is not written to, for somebody may still be reading it; an edit
sooner than that links the tree anew, which costs time by the number of files. Edits are measured one after
another, so this takes the minute as passed. Nothing else differs. How long a second edit takes within the
minute is measured too, with the ordinary command.
"""

from __future__ import annotations

from sitegen.__main__ import main
from sitegen.storage import ledger

if __name__ == "__main__":
    ledger.RESTING_SECONDS = 0
    main()
