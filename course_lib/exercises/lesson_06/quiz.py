"""The quiz of lesson 06."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 06: judging generators",
    (
        Question(
            "Two sets of 200 real faces have a Frechet distance of 2.7. What does that tell?",
            (
                Option("The two sets come from different sources.", "They come from one: it is the bias at this N."),
                Option(
                    "What a perfect generator would score at this N.",
                    "It is the yardstick: with 200 pictures nothing can be expected to do much better.",
                    right=True,
                ),
                Option("The features are bad.", "Every embedding has such a bias; it falls like 1/N."),
            ),
        ),
        Question(
            "A kernel distance is -0.3, with an interval from -1.8 to 1.2. How do you read it?",
            (
                Option(
                    "There is a fault in the code: distances are not negative.",
                    "This estimate is: it must fall below 0 as often as above where the truth is 0.",
                ),
                Option("The generator is better than the data.", "Nothing is nearer to the data than the data."),
                Option(
                    "No difference can be told at this N.",
                    "The interval holds 0. More samples would make it narrower.",
                    right=True,
                ),
            ),
        ),
        Question(
            "A generator has precision 0.99 and recall 0.6. What has it done?",
            (
                Option(
                    "It leaves a part of the data out.",
                    "All its pictures lie among real ones, and four of ten real ones lie beside all of its.",
                    right=True,
                ),
                Option("It makes blurred pictures.", "Then precision would fall first."),
                Option(
                    "It has memorised the data.",
                    "Copies of all training data reach as far as the data: recall is high.",
                ),
            ),
        ),
        Question(
            "A generator hands out its training data. Every column but one finds it perfect. Which one does not?",
            (
                Option("Coverage.", "Copies cover the data as new samples do."),
                Option(
                    "The kernel distance.",
                    "The training data come from the right distribution; it has nothing to say against them.",
                ),
                Option(
                    "Copying, which needs the training data and held-out data.",
                    "A measure that never sees the training data cannot know that something was copied from it.",
                    right=True,
                ),
                Option("Density.", "It is 1 for copies as for new samples."),
            ),
        ),
        Question(
            "You print a Frechet distance. What has to stand beside it?",
            (
                Option(
                    "Nothing: the formula is always the same.", "The formula is; features, filter and counts are not."
                ),
                Option("The random seed.", "It helps to repeat the number. To read it, more is needed."),
                Option(
                    "The features, the size and filter, both counts, and which real set.",
                    "Each of them moves the number, and can turn an order round.",
                    right=True,
                ),
            ),
        ),
    ),
)
