"""The quiz of lesson 03."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 03: losses and stability",
    (
        Question(
            "A critic is trained with the Wasserstein loss and nothing that bounds its slope. What does its loss do?",
            (
                Option(
                    "It falls without end: scores that are twice as far apart cost half as much.",
                    "The loss is fake minus real. Scaling the critic up scales it, so there is no best critic, and the "
                    "number measures no distance.",
                    right=True,
                ),
                Option("It settles at log 4.", "That is where the minimax loss settles when D cannot tell."),
                Option("It settles at the Wasserstein distance.", "Only among critics whose slope is at most 1."),
                Option("It stays at 0.", "Any critic that can tell real from fake at all makes it negative."),
            ),
        ),
        Question(
            "Why is a discriminator with batch normalisation a poor partner for the gradient penalty?",
            (
                Option("Batch normalisation is too slow.", "Speed is not the matter."),
                Option(
                    "Its score of a sample depends on the other samples, so there is no gradient of one sample.",
                    "The penalty wants the slope at each point by itself. Layer or instance normalisation keeps "
                    "samples apart.",
                    right=True,
                ),
                Option("It makes the slope 1 anyway.", "It bounds no slope: its scale is learned."),
            ),
        ),
        Question(
            "You switch the loss from minimax to least squares in the middle of a run. What happens to the weights?",
            (
                Option("They are drawn anew.", "A loss has no weights of its own. What was learned stays."),
                Option(
                    "They are multiplied by 2.",
                    "Nothing is scaled: a switch of the loss leaves every number of both networks as it is.",
                ),
                Option(
                    "They stay; from the next step on they are moved by another gradient.",
                    "That is why the playground can switch while it runs. D's output now means another thing, a "
                    "score around 0 and 1, and D soon adapts.",
                    right=True,
                ),
            ),
        ),
        Question(
            "What does the generator minimise in the hinge family?",
            (
                Option("max(0, 1 - D(G(z)))", "The margin belongs to D. G would stop learning once D gives it a 1."),
                Option("-log D(G(z))", "That needs a probability. D gives a score here."),
                Option(
                    "-D(G(z)), as with the Wasserstein loss",
                    "G wants a higher score, however high it is already.",
                    right=True,
                ),
                Option("1/2 (D(G(z)) - 1)^2", "That is the least-squares family."),
            ),
        ),
        Question(
            "Under weight clipping at 0.01 many of a critic's weights end up at exactly -0.01 or 0.01. What of it?",
            (
                Option("Training has converged.", "They are pressed against a wall, which is no resting place."),
                Option(
                    "The critic uses up its bound and becomes very simple.",
                    "It would be steeper and cannot be. What is left looks like a critic with two values a weight "
                    "(Gulrajani 2017, section 3).",
                    right=True,
                ),
                Option("The limit is too large.", "With a larger limit fewer weights would touch it."),
            ),
        ),
    ),
)
