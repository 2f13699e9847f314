"""sitegen: publishes an investment catalogue kept as text files."""

__version__ = "0.1.0"
