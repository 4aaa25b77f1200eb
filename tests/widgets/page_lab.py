"""A lab with a page that is no browser."""

from page import Page

from course_lib.widgets import Lab


class PageLab(Page, Lab):
    """A lab whose page keeps what it is sent."""
