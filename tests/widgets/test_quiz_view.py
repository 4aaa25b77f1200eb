import json

import pytest

from course_lib.exercises import Option, Question, Quiz
from course_lib.widgets.quiz_view import QuizView

OPTIONS = (Option("up", "Yes: it rises.", right=True), Option("down", "No: look again."))


@pytest.fixture
def view():
    view = QuizView(Quiz("Quiz of lesson 03", (Question("Which way?", OPTIONS), Question("And now?", OPTIONS[::-1]))))
    view.sent = []
    view.send = lambda content, buffers=None: view.sent.append(content)
    yield view
    view.close()


def click(view, question, letter):
    view._handle_custom_msg({"question": question, "letter": letter}, [])


def test_the_page_does_not_know_the_answers(view):
    state = json.dumps({name: trait for name, trait in view.get_state().items() if name not in ("_esm", "_css")})
    assert "up" in state and "Which way?" in state
    assert "rises" not in state and "look again" not in state and "true" not in state.lower().replace('"true"', "")


def test_a_click_brings_feedback_and_a_score(view):
    assert view.score == "0 of 2 correct"
    click(view, 1, "a")
    assert view.sent == [{"question": 1, "verdict": "Correct", "correct": True, "feedback": "Yes: it rises."}]
    assert view.score == "1 of 2 correct"
    click(view, 1, "b")
    assert view.sent[-1] == {"question": 1, "verdict": "Not yet", "correct": False, "feedback": "No: look again."}
    assert view.score == "0 of 2 correct"
    assert view.replies == {"1": {"verdict": "Not yet", "correct": False, "feedback": "No: look again."}}


def test_the_same_answer_twice_is_answered_twice(view):
    click(view, 2, "a")
    click(view, 2, "a")
    assert len(view.sent) == 2


@pytest.mark.parametrize(("question", "letter"), [(9, "a"), (None, "a"), ("1", "a"), (1, None), (1, "z")])
def test_odd_messages_do_no_harm(view, question, letter):
    click(view, question, letter)
    assert view.score == "0 of 2 correct"


def test_answers_given_before_are_shown(view):
    view.quiz.judge(2, "b")
    assert QuizView(view.quiz).replies["2"]["correct"] is True


def test_readers_without_widgets_see_the_questions(view):
    data, _ = view._repr_mimebundle_()
    assert data["text/plain"] == repr(view) == repr(view.quiz)
    assert data["text/html"] == view.quiz._repr_html_()
    assert "application/vnd.jupyter.widget-view+json" in data
