"""sitegen: publishes an investment catalogue kept as text files."""

__version__ = "0.1.0"

DISTRIBUTION = "sitegen-invest"
"""The name that packages of sitegen bear: on the index, `sitegen` is another project."""
