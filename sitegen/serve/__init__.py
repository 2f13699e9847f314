"""The preview: a server on this machine that follows every save.

`session` is the sequence from start to end. `listening` takes the port, `saves` notices saved files,
`rebuilding` builds off the server's loop, `guard` knows whom to answer, `tree` finds files safely, `panel`
shows what is wrong in the browser, and `handlers` puts these behind livereload's protocol.
"""

from sitegen.serve.session import PreviewOptions, serve_site

__all__ = ["PreviewOptions", "serve_site"]
