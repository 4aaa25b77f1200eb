"""A hands-on course on generative adversarial networks and image style transfer: the library under the notebooks."""

__version__ = "0.1.0"
