"""A fast way to compile and call templates, fenced off: all that leans on what Jinja does not promise.

`generator` writes shorter code for templates, `macro_memory` lets imported macros remember what they have
made, `code_cache` keeps compiled code from one run to the next. Where `private_names` finds that this Jinja
lacks a name that they lean on, templates are compiled by Jinja's own generator: the same pages, made more
slowly.
"""
