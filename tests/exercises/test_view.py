import base64

import pytest
from matplotlib.figure import Figure

from course_lib.exercises import Outcome, Status, sketch
from course_lib.exercises.lesson import Lesson, Progress
from course_lib.exercises.quiz import Quiz
from course_lib.exercises.view import Card, Code, Drawing, inline, mark_of, outcome_card

BODY = "You gave `a < b`.\n\n    x = [1,\n         2]\n\nTry again."


def test_text_and_html_have_the_same_words():
    card = Card("Not yet", BODY, Status.NOT_YET)
    assert repr(card) == f"Not yet. {BODY}"
    page = card._repr_html_()
    for words in ("Not yet.", "You gave <code>a &lt; b</code>.", "    x = [1,\n         2]", "Try again."):
        assert words in page


@pytest.mark.parametrize("status", list(Status))
def test_status_is_told_by_word_and_mark_beside_its_colour(status):
    page = outcome_card(Outcome(status, "So."))._repr_html_()
    mark, colour = mark_of(status)
    assert f">{mark}</span> {status.value}.</strong> So." in page
    assert colour in page
    assert len({mark_of(other) for other in [*Status, None]}) == 4


def test_body_that_begins_with_code_keeps_its_indentation():
    assert '<pre style="margin: 6px 0;">    x</pre>' in Card("Not yet", "    x", Status.NOT_YET)._repr_html_()


def test_card_without_words():
    assert repr(Card("Correct", "")) == "Correct."
    assert "Correct." in Card("Correct", "")._repr_html_()


def test_learners_text_cannot_become_markup():
    assert "<script>" not in Card("Not yet", "<script>alert(1)</script>\n\n    <b>x</b>")._repr_html_()
    assert inline("`<b>`") == "<code>&lt;b&gt;</code>"


def test_html_is_the_same_every_time():
    assert Card("Not yet", BODY)._repr_html_() == Card("Not yet", BODY)._repr_html_()


def test_code_is_markdown_for_the_notebook_and_text_elsewhere():
    code = Code("One solution", "x = 5")
    assert code._repr_markdown_() == "**One solution:**\n\n```python\nx = 5\n```"
    assert repr(code) == "One solution:\n\nx = 5"


def test_drawing_has_a_picture_and_its_words():
    data, metadata = Drawing.of(Figure(figsize=(1, 1)), "nothing yet")._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert data["text/plain"] == metadata["image/png"]["alt"] == "nothing yet"


def test_sketched_curves_have_labels_letters_and_different_dashes():
    lines = {"one": [0, 1], "two": [1, 0]}
    figure = sketch.curves({"a": lines, "b": lines}, [0, 1], "step", "loss", mark=0.5, mark_label="turn")
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["a)", "b)"]
    assert {axis.get_xlabel() for axis in figure.axes} == {"step"}
    assert figure.axes[0].get_ylabel() == "loss"
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["one", "two", "turn"]
    assert len({line.get_linestyle() for line in figure.axes[0].lines[:2]}) == 2


def test_progress_as_html_escapes_titles():
    progress = Progress(Lesson(3, Quiz("Quiz of lesson 03", ())))
    progress.rows = [(Status.CORRECT, "<b>")]
    assert "&lt;b&gt;" in progress._repr_html_()
    assert "Correct" in progress._repr_html_()
