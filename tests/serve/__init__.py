"""The preview: a real server in a process of its own, spoken to over plain sockets and by a real browser."""
