"""Entries changed by the program for people: renamed, edited in the browser, packed to be sent."""
