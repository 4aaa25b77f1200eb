"""The round trip that says whether sliders will work."""

from course_lib.widgets import ChannelCheck


def test_only_the_page_that_got_the_call_is_heard():
    check = ChannelCheck()
    assert not check.heard
    check.answer = "something else"
    assert not check.heard
    check.answer = check.call
    assert check.heard


def test_two_checks_have_two_words_and_one_text():
    one, other = ChannelCheck(), ChannelCheck()
    assert one.call != other.call and repr(one) == repr(other)
    assert "Run this cell again" in one.waiting
