"""What a build leaves on disk: the trees of the site, the ledger of them, and what is remembered."""
