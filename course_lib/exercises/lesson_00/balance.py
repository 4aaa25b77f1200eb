"""What beta does, and which number a slider really turns."""

import numpy as np

from course_lib.exercises import sketch
from course_lib.exercises.choice import Option, Prediction
from course_lib.exercises.problem import Trap
from course_lib.exercises.value import Value


def _draw_turn_beta():
    steps = np.linspace(0, 80, 161)
    before, after = 1 - np.exp(-steps / 10), 1 - np.exp(-np.maximum(steps - 40, 0) / 8)
    content, style = 0.3 * before, 1 - 0.45 * before
    jump = 1.1 * (steps >= 40) * np.exp(-np.maximum(steps - 40, 0) / 30)
    options = {
        "a": (content - 0.22 * after, style - 0.3 * after),
        "b": (content + 0.35 * after, style - 0.35 * after),
        "c": (content, style + jump),
        "d": (content, style - 0.35 * after),
    }
    named = {letter: {"content loss": c, "style loss": s} for letter, (c, s) in options.items()}
    return sketch.curves(named, steps, "step", "loss, not weighted", mark=40, mark_label="beta times 10")


turn_beta = Prediction(
    title="What beta does: predict before you turn",
    statement=r"""
        **Predict.** $L_{total} = \alpha\,L_{content} + \beta\,L_{style}$ is being made smaller, step by step, and has
        nearly settled when, at step 40, beta is turned to ten times its value. Which sketch shows what the two losses,
        $L_{content}$ and $L_{style}$ themselves (without alpha and beta before them), do next?
    """,
    starter="""
        exercises.turn_beta.show()

        prediction = ...  # a letter in quotes, such as "a"
    """,
    solution_code="""
        exercises.turn_beta.show()

        prediction = "b"
    """,
    hints=(
        "Before step 40 the picture had found the best bargain at the old price of style. Now style is dearer.",
        "The picture moves towards the style to make the dear loss small. Does the photograph's content come for free?",
    ),
    praise="Now turn beta in the lab and see whether the curves agree with you.",
    answers=("prediction",),
    options=(
        Option(
            "both losses fall",
            "If both could fall, the steps before 40 would have made them fall already. One is paid for with the "
            "other.",
        ),
        Option(
            "the style loss falls, the content loss rises",
            "Style counts ten times as much, so the picture gives up some content to come nearer to the style. Where "
            "the two pulls balance again, the style loss is lower and the content loss higher.",
            right=True,
        ),
        Option(
            "the style loss jumps up, the content loss stays",
            "What jumps is beta times the style loss, because beta jumped. The style loss itself belongs to the "
            "picture, and the picture does not change in the moment in which a slider moves.",
        ),
        Option(
            "the style loss falls, the content loss stays",
            "The picture has to move to come nearer to the style, and where it stood was the cheap place for content: "
            "moving away costs some.",
        ),
    ),
    draw=_draw_turn_beta,
    alt=(
        "Four sketches of the content loss and the style loss over 80 steps, with a mark at step 40 where beta is "
        "turned to ten times its value. After the mark: a) both fall; b) the style loss falls and the content loss "
        "rises; c) the style loss jumps up and comes down slowly, the content loss stays; d) the style loss falls, "
        "the content loss stays."
    ),
)

same_balance = Value(
    title="The same picture with other numbers",
    statement="""
        **Which number counts?** A picture was made with alpha = 2 and beta = 20. On another machine alpha stands at
        0.5. Which beta gives the same picture there? (Try 80 first, to see what a check says to a wrong answer.)
    """,
    starter="beta = ...",
    solution_code="beta = 20 * 0.5 / 2",
    hints=(
        "Multiply alpha and beta by the same number: the best picture for the sum stays the best.",
        "So only beta / alpha counts. It was 20 / 2; keep it with alpha = 0.5.",
    ),
    praise=(
        "Only the ratio beta / alpha = 10 decides which picture is best: with both four times smaller, the whole sum "
        "is four times smaller for every picture, and the winner is the same."
    ),
    answers=("beta",),
    right=5.0,
    traps=(
        Trap(80.0, "You turned beta the wrong way: alpha became four times smaller, so beta has to follow it down."),
        Trap(20.0, "With beta left at 20 and alpha four times smaller, style counts four times as much as before."),
        Trap(18.5, "You kept the difference beta - alpha. Keep the ratio beta / alpha."),
        Trap(10.0, "10 is the ratio beta / alpha, and it is what has to stay. Which beta gives it when alpha is 0.5?"),
        Trap(0.1, "0.1 is alpha / beta. Which beta gives this ratio when alpha is 0.5?"),
    ),
)
