"""A build from the content to the site in place: its stages, and what they share."""
