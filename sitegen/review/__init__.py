"""What a change of the content means: fields before and after, and what changes on the pages for readers.

`facts` compares entries field by field, `pages` compares two built sites by what is read on them, `revision`
brings an earlier state of the site out of git, and `telling` writes it all down: for a terminal, for a
comment on a forge, as a page.
"""
