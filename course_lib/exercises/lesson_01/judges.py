"""Two judges of a change: guess what the pixels say, then play both against each other."""

from functools import cache

import numpy as np

from course_lib.datasets import photographs
from course_lib.exercises.array import Array
from course_lib.exercises.choice import Choice, Option
from course_lib.exercises.problem import Property
from course_lib.exercises.reading import brief
from course_lib.metrics.two_judges import Change, TwoJudges, Verdict

SIDE = 96
PIXELS, NEAR, FAR = 0.09, 0.4, 0.8
OFFERED = {"a": Change(grain=0.05), "b": Change(shift=3), "c": Change(blur=1.0), "d": Change(dark=0.1)}


def photograph() -> np.ndarray:
    """The cat of the exercises, (96, 96, 3) in [0, 1]."""
    return photographs.load("chelsea", side=SIDE, square=True)


@cache
def judges() -> TwoJudges:
    """The cat, another photograph, and the network that ships."""
    from course_lib.models import features

    return TwoJudges(photograph(), photographs.load("coffee", side=SIDE, square=True), features.build("offline"))


def _verdict(picture) -> Verdict:
    return judges().judge(np.asarray(picture, "float32"))


def _out_of_range(near, far) -> str | None:
    for name, picture in (("near", near), ("far", far)):
        if picture.min() < 0 or picture.max() > 1:
            return f"`{name}` goes from {brief(picture.min())} to {brief(picture.max())}: see `np.clip(picture, 0, 1)`."
    return None


def _not_near(near, _far) -> str | None:
    found = _verdict(near)
    if found.pixels < PIXELS:
        return f"The pixel distance of `near` is {found.pixels:.3f}; at least {PIXELS} is wanted. Change more."
    if found.features > NEAR:
        return (
            f"The feature distance of `near` is {found.features:.2f}; at most {NEAR} is wanted. Which change keeps "
            "every pattern as it is?"
        )
    return None


def _not_far(_near, far) -> str | None:
    found = _verdict(far)
    if found.pixels > PIXELS:
        return f"The pixel distance of `far` is {found.pixels:.3f}; at most {PIXELS} is wanted. Change less."
    if found.features < FAR:
        return (
            f"The feature distance of `far` is {found.features:.2f}; at least {FAR} is wanted. Which small change of "
            "every pixel makes patterns that were not there?"
        )
    return None


pixel_first = Choice(
    title="What pixels mind most",
    statement="""
        **Guess before you measure.** Four changes of the cat. Which one is the largest, compared pixel by pixel?
    """,
    starter='largest = ...  # a letter in quotes, such as "a"',
    solution_code='largest = "b"',
    hints=(
        "A pixel is compared with the pixel that has the same place. What stands there after each change?",
        "Grain of 0.05 has a root mean square of 0.05. How much differ two pixels of fur that are 3 pixels apart?",
    ),
    praise="The one change of the four that nobody would notice.",
    answers=("largest",),
    options=(
        Option(
            "grain with a standard deviation of 0.05 over every pixel",
            "You would see that one first. Its pixel distance is its deviation, 0.05, and one of the others has more.",
        ),
        Option(
            "all of it moved to the right by 3 pixels",
            "At every edge a pixel is now compared with what was beside it: 0.10, twice as much as grain of 0.05.",
            right=True,
        ),
        Option(
            "a blur with a deviation of 1 pixel",
            "A blur changes the finest detail alone, which is a small part of a picture's contrast: 0.03.",
        ),
        Option(
            "a tenth of the light taken away",
            "Every pixel loses a tenth of itself, and the mean pixel is below one half: 0.05 in all.",
        ),
    ),
)

near_and_far = Array(
    title="Near for one judge, far for the other",
    statement=f"""
        **Play the two judges against each other.** `photograph` is a cat of {SIDE} x {SIDE} pixels. Make two pictures
        of that size. `near`: at least {PIXELS} away by pixels, and at most {NEAR} by features. `far`: at most {PIXELS}
        away by pixels, and at least {FAR} by features.
    """,
    starter="""
        import numpy as np

        photograph = exercises.photograph()
        near = ...
        far = ...
    """,
    solution_code="""
        import numpy as np

        photograph = exercises.photograph()
        near = np.roll(photograph, 2, axis=1)
        noise = np.random.default_rng(0).normal(0, 0.08, photograph.shape)
        far = np.clip(photograph + noise, 0, 1)
    """,
    hints=(
        "Find the two in the figure above: one change is hardly seen, the other roughens every flat place.",
        "`np.roll(photograph, 2, axis=1)` moves the picture. For `far`, think of grain.",
        "`np.clip(photograph + np.random.default_rng(0).normal(0, 0.08, photograph.shape), 0, 1)`",
    ),
    praise=(
        "`far` is nearer than `near` to one judge, and much farther to the other. A loss that is made of pixels would "
        "rather have the grain."
    ),
    answers=("near", "far"),
    shapes=((SIDE, SIDE, 3), (SIDE, SIDE, 3)),
    properties=[
        Property("both are pictures with values from 0 to 1", _out_of_range),
        Property("`near` is far by pixels and near by features", _not_near),
        Property("`far` is near by pixels and far by features", _not_far),
    ],
)
