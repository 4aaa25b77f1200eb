import pytest

from course_lib.errors import SettingError
from course_lib.exercises import Option, Question, Quiz, Status

OPTIONS = (Option("`up`", "Yes: up.", right=True), Option("<down>", "No: it rises."))


@pytest.fixture
def quiz():
    return Quiz("Quiz of lesson 03", (Question("Which way?", OPTIONS), Question("And now?", OPTIONS[::-1])))


@pytest.mark.parametrize(
    ("number", "letter", "shown"),
    [
        (1, "a", "Question 1: correct. Yes: up.\n"),
        (1, "B)", "Question 1: not yet. No: it rises.\n"),
        (2, "b", "Question 2: correct. Yes: up.\n"),
        (2, ..., 'Question 2: not attempted. Answer with a letter, such as "a".\n'),
        (2, "c", 'Question 2: not yet. The options are "a", "b". Answer with one letter, in quotes.\n'),
        (2, None, 'Question 2: not yet. Answer with one letter, in quotes: "a", "b". What came is `None`.\n'),
        (0, "a", "Not yet. The questions are numbered 1 to 2.\n"),
        (3, "a", "Not yet. The questions are numbered 1 to 2.\n"),
        ("1", "a", "Not yet. The questions are numbered 1 to 2.\n"),
        (True, "a", "Not yet. The questions are numbered 1 to 2.\n"),
        (None, None, "Not yet. The questions are numbered 1 to 2.\n"),
    ],
)
def test_answer_shows_feedback(quiz, capsys, number, letter, shown):
    assert quiz.answer(number, letter) is None
    assert capsys.readouterr().out == shown


def test_score_follows_the_last_answers(quiz):
    assert quiz.score == 0
    quiz.judge(1, "a")
    quiz.judge(2, "a")
    assert quiz.score == 1
    quiz.judge(2, "b")
    assert quiz.score == 2
    quiz.judge(1, "b")
    assert quiz.score == 1
    assert quiz.outcomes[1].status is Status.NOT_YET
    quiz.reset()
    assert (quiz.score, quiz.outcomes) == (0, {})


def test_text_lists_the_questions_without_the_answers(quiz):
    before = repr(quiz)
    assert before == (
        'Quiz of lesson 03. Answer with exercises.quiz.answer(1, "a").\n\n'
        "1. Which way?\n   a) `up`\n   b) <down>\n\n2. And now?\n   a) <down>\n   b) `up`"
    )
    quiz.judge(1, "a")
    assert repr(quiz) == before


def test_html_lists_the_questions_escaped_and_without_the_answers(quiz):
    page = quiz._repr_html_()
    assert "<div>a) <code>up</code></div><div>b) &lt;down&gt;</div>" in page
    assert "rises" not in page


@pytest.mark.parametrize("options", [OPTIONS[1:], (OPTIONS[0], OPTIONS[0])])
def test_exactly_one_option_must_be_right(options):
    with pytest.raises(SettingError, match="exactly one"):
        Question("Which way?", options)
