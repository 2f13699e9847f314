"""Languages: locales, localised text, quantities, dates, theme messages, Traditional Chinese.

Everything here is a pure function of its arguments, apart from reading the .po files that it is given. It
knows nothing of entries, pages or templates, and loads Babel and OpenCC only when a text really needs them.
"""
