"""Brings a finished site to where readers see it, and back.

`targets` understands what a target is called; `trees` publishes to folders and SSH hosts, as whole trees of
which one is live; `bucket` to object storage, file by file in an order that never breaks a link; `branch` to
a branch of git. What all have in common, the files and the record of a release, is in `files`. Heavy
libraries are loaded by the target that needs them.
"""
