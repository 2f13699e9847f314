"""What only a browser can show, and the checkers that read whole pages: axe-core and the Nu HTML checker."""
