"""A bureau's WeChat account: what it takes, and how drafts come into its box.

`limits` says what an article may be, `api` speaks to WeChat, `journal` remembers what has been sent, and
`pushing` puts them together: each entry and version becomes one draft, even when answers are lost. Publishing
a draft is a person's click, unless it is asked for.
"""
