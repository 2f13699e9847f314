"""Files beside the pages: feeds, sitemaps, vCards, calendars, maps, what search looks through.

Each is a function (context, route) -> view, text or `Bytes`, see `views.context`; which there are, and what
they are made with, `model.outputs` says. `tools` finds what the machine has to have for some of them.
"""
