"""The quiz of lesson 00."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 00: start here",
    (
        Question(
            "In L_total = alpha L_content + beta L_style you turn both alpha and beta to ten times their value. Which "
            "picture is best now?",
            (
                Option("One with more style.", "Content was turned up just as much, so neither of the two gains."),
                Option("One with more content.", "Style was turned up just as much, so neither of the two gains."),
                Option(
                    "The same as before.",
                    "The sum is ten times larger for every picture, so the smallest stays the smallest. Only "
                    "beta / alpha counts.",
                    right=True,
                ),
                Option(
                    "A brighter one.",
                    "alpha and beta weigh losses; they never multiply a pixel.",
                ),
            ),
        ),
        Question(
            "The slider of beta goes from 0.1 to 100, and equal movements multiply beta by equal factors (a "
            "logarithmic scale). Why?",
            (
                Option(
                    "What counts is the ratio beta / alpha: from 1 to 10 changes the picture about as much as from 10 "
                    "to 100.",
                    "On a scale of equal steps, nearly the whole slider would be strong style, and everything below 10 "
                    "would lie in its first tenth.",
                    right=True,
                ),
                Option(
                    "Because the losses are logarithms.",
                    "The losses are means of squares. The scale belongs to the slider alone.",
                ),
                Option(
                    "So that training goes faster.",
                    "How the slider is drawn changes nothing in the work of a step.",
                ),
                Option(
                    "So that beta can become negative.",
                    "A logarithmic scale cannot even reach zero; a negative beta would ask for less of the style.",
                ),
            ),
        ),
        Question(
            "You run the same cell twice, with the same seed, on the same machine. What do you expect of its random "
            "numbers?",
            (
                Option(
                    "The same numbers both times.",
                    "A generator that starts from the same seed draws the same numbers: pictures can be made again.",
                    right=True,
                ),
                Option(
                    "Other numbers, because they are random.",
                    "They only look random: each follows from the one before, and the first from the seed.",
                ),
                Option(
                    "The same numbers, a little noisier.",
                    "A seed sets the numbers exactly; nothing is added.",
                ),
                Option(
                    "The second run goes on where the first stopped.",
                    "It would, if the cell went on using an old generator. A new one from the same seed starts again.",
                ),
            ),
        ),
        Question(
            "After Run All the lab shows its first picture and stands still. Why?",
            (
                Option(
                    "It has crashed.",
                    "A crash is shown in words in the lab itself. A lab that waits is as it should be.",
                ),
                Option(
                    "It waits for you: training begins when you press Start.",
                    "So every number in the notebook comes from a cell that has ended, and the moving part is yours.",
                    right=True,
                ),
                Option(
                    "It needs the internet.",
                    "Nothing here does: the photographs, the paintings and the network are on your disk.",
                ),
                Option(
                    "It needs a GPU.",
                    "The labs are made for two processor cores. A GPU is used where there is one.",
                ),
            ),
        ),
        Question(
            "A picture is an array of shape (192, 256, 3) with values from 0 to 1. What is `picture[0, 0]`?",
            (
                Option(
                    "The brightness of the top left pixel, one number.",
                    "`picture[0, 0]` still has the last axis: three numbers, one for each of red, green and blue.",
                ),
                Option(
                    "The colour of the top left pixel: red, green and blue.",
                    "Row first, then column, then colour: (height, width, 3).",
                    right=True,
                ),
                Option(
                    "The top row of pixels.",
                    "That is `picture[0]`. The second index picks one pixel of the row.",
                ),
                Option(
                    "The red part of the whole picture.",
                    "That is `picture[:, :, 0]`: colour is the last axis.",
                ),
            ),
        ),
    ),
)
