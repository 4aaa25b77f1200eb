"""The quiz of lesson 01."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 01: what a network sees",
    (
        Question(
            "A PatchGAN judges a picture of 256 x 256 pixels with a grid of 30 x 30 numbers. What is each one about?",
            (
                Option("Its own 8 x 8 pixels: 256 / 30 is between 8 and 9.", "That is how far apart the windows are."),
                Option(
                    "A window of 70 x 70 pixels, which overlaps its neighbours'.",
                    "70 across, and 8 from one window to the next. What is farther apart than 70 pixels is never seen "
                    "together.",
                    right=True,
                ),
                Option("The whole picture.", "A unit sees no pixel outside its window, whatever is learned."),
                Option("A window of 4 x 4 pixels, the kernel.", "That is the first layer. Later ones see more."),
            ),
        ),
        Question(
            "A unit's receptive field is 68 pixels wide. How much do the pixels at its rim count?",
            (
                Option("As much as those in the middle.", "Far fewer paths lead from the rim to the unit."),
                Option(
                    "More, since they are the most.",
                    "There are more of them, and the share of each is tiny: they do not add up to much.",
                ),
                Option(
                    "Hardly at all: most of the effect comes from a window much smaller than that.",
                    "A pixel counts by the paths that lead from it to the unit. Few lead there from the rim.",
                    right=True,
                ),
            ),
        ),
        Question(
            "A network is trained to make sharp pictures with a pixel loss. What does it make where it cannot know "
            "exactly where a hair lies?",
            (
                Option(
                    "A soft mean of all the places where it could be.",
                    "A hair one pixel off costs twice: where it is drawn, and where it should have been. A blur costs "
                    "less.",
                    right=True,
                ),
                Option("A sharp hair at a likely place.", "That is what an eye would want. Pixels punish it twice."),
                Option("Grain.", "Grain costs a pixel loss its whole variance. It is cheap, but the mean is cheaper."),
            ),
        ),
        Question(
            "Two pictures have the same Gram matrices in every layer. What follows?",
            (
                Option("They are the same picture.", "Move a picture round the corner: other pixels, the same sums."),
                Option("They show the same things at other places.", "Things larger than the windows are not kept."),
                Option(
                    "They have the same mean colour and nothing else.", "Every pair of channels has a number there."
                ),
                Option(
                    "On average the same features fire together, wherever they do.",
                    "The sum over positions forgets where, and keeps what goes with what.",
                    right=True,
                ),
            ),
        ),
        Question(
            "You replace kernel 3, stride 2 by kernel 4, stride 2 in a generator, and start it. The first pictures "
            "still have a pattern. Why?",
            (
                Option("4 is no multiple of 2.", "It is: every pixel gets the same number of stamps."),
                Option(
                    "The counts are even now, but each of the four places in a square has weights of its own.",
                    "Weights drawn at random differ. A convolution after resizing has the same ones for all four.",
                    right=True,
                ),
                Option("The learning rate is too high.", "The pattern is there before the first step."),
                Option("The last layer has a ReLU.", "None of the networks compared here has one at its end."),
            ),
        ),
    ),
)
