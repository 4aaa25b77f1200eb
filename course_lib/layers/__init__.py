"""Layers and operations that Keras lacks."""
