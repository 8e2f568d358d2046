"""Uploads into a watched folder, and what must become of them; for scripts/chaos-watch."""
