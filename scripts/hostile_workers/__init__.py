"""Workers that were taken over, and what must not come of it; for scripts/hostile-worker."""
