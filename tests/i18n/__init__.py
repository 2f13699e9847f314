"""Languages: one module of tests for each module of `sitegen.i18n` that others call."""
