"""A GAN in the plane that trains while a hand turns everything about it."""

from course_lib.widgets.playground.playground import Playground

__all__ = ["Playground"]
