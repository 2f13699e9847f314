"""Every diagnostic: its wording, its forms, and a site that brings it about."""
