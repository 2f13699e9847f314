"""Spreadsheets as offices keep them, and what an import makes of them."""
