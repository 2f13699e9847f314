"""What pages ask of the catalogue as a whole.

Each query is a plain function of the catalogue and some words; `watch` names the groups of entries that its
answer hangs on, so that after an edit only the queries that could answer otherwise are asked again. A group
is a kind ("policy"), a list of projects ("chain=aluminium"), "figures" for status, amount and date of any
project, "compared=ID" for what one project is compared with others by, "places" for where any project is,
"memberships" for what lists there are, or "today".

All of them are called by the package's name, `queries.latest`, wherever they stand. `mapped`, `stages` and
`routes` have a few more, beside what they answer from.
"""

from __future__ import annotations

from sitegen.model.queries.admission_queries import *  # noqa: F403
from sitegen.model.queries.chain_place_queries import *  # noqa: F403
from sitegen.model.queries.filter_queries import *  # noqa: F403
from sitegen.model.queries.other_queries import *  # noqa: F403
from sitegen.model.queries.policy_queries import *  # noqa: F403
from sitegen.model.queries.project_queries import *  # noqa: F403
from sitegen.model.queries.register import *  # noqa: F403
from sitegen.model.queries.similar_projects import *  # noqa: F403
from sitegen.model.queries.trade_queries import *  # noqa: F403
