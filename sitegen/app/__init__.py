"""What sitegen does, as a library: build, check, new, schema, export. The command line only asks for it."""
