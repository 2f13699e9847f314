"""What sitegen does, as a library: build, check, serve. The command line only asks for it."""
