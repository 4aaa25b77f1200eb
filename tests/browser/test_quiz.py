"""A quiz worked by keyboard in a real JupyterLab, whose own shortcuts must not take the keys away."""

import re

from playwright.sync_api import expect

CELL = """
from course_lib.exercises import lesson_00 as exercises
from course_lib.widgets.quiz_view import QuizView
QuizView(exercises.quiz)
"""


def test_a_quiz_worked_by_keyboard(page, run_notebook, screenshot):
    run_notebook(CELL)
    quiz = page.get_by_role("region", name="Quiz of lesson 00: start here")
    expect(quiz).to_be_visible(timeout=60_000)
    expect(quiz.get_by_role("group")).to_have_count(5)
    first = quiz.get_by_role("group").first
    feedback = first.get_by_role("status")
    score = quiz.get_by_text(re.compile("of 5 correct"))

    first.get_by_role("button", name="Check question 1").press("Enter")
    expect(feedback).to_have_text("Pick one of the options first.")
    first.get_by_role("radio", name="a)").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(feedback).to_contain_text("Not yet. Content was turned up just as much")
    expect(score).to_have_text("0 of 5 correct")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(feedback).to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio", name="c)")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(feedback).to_contain_text("Correct. The sum is ten times larger")
    expect(score).to_have_text("1 of 5 correct")
    screenshot(page, "answered")
