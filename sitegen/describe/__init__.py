"""The model described: JSON Schema, field and template references, and files to begin with."""
