"""A playground with a page that is no browser."""

from page import Page

from course_lib.widgets.playground import Playground

SMALL = {"g_units": 6, "d_units": 6, "g_layers": 1, "d_layers": 1, "steps": 400}


class PagePlayground(Page, Playground):
    """A playground whose page keeps what it is sent."""

    def hear_out(self, kind, **values):
        """A message from the page, and what comes of it. Returns the last update."""
        self.hear(kind, **values)
        self.join(120)
        return self.updates[-1]
