"""Data that needs no download: bundled photographs and painted styles."""
