"""Data: what the course ships and draws itself, real sets by their names, and folders of one's own pictures."""
