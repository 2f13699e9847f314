"""The kinds of entries that a catalogue consists of, as frozen types.

These types are the one declaration of the model: the decoder checks content against them, the cache stores
them, the JSON Schema and the field reference are made from them. They are msgspec structs rather than
pydantic models because the same type then is the cache's codec, imports in a tenth of the time, and leaves
error messages with line and column to our own decoder, which collects them all.

What an entry keeps to itself (`internal:`) has no field here, so no view can ever show it.

One module for each kind, and one for what several have; all of them are imported from here.
"""

from __future__ import annotations

from sitegen.model.entities.chain_entity import *  # noqa: F403
from sitegen.model.entities.common_parts import *  # noqa: F403
from sitegen.model.entities.contact_entity import *  # noqa: F403
from sitegen.model.entities.enterprise_entity import *  # noqa: F403
from sitegen.model.entities.event_entity import *  # noqa: F403
from sitegen.model.entities.fund_entity import *  # noqa: F403
from sitegen.model.entities.origin_entity import *  # noqa: F403
from sitegen.model.entities.policy_entity import *  # noqa: F403
from sitegen.model.entities.project_entity import *  # noqa: F403
from sitegen.model.entities.region_entity import *  # noqa: F403
from sitegen.model.entities.service_entity import *  # noqa: F403
from sitegen.model.entities.text_entities import *  # noqa: F403
from sitegen.model.entities.tour_entity import *  # noqa: F403
