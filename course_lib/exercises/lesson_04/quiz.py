"""The quiz of lesson 04."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 04: failure clinic",
    (
        Question(
            "D's loss is 0 and G's minimax loss does not move. What is the best reading?",
            (
                Option("Training has converged.", "At the balance D's loss is log 4, not 0."),
                Option(
                    "D is sure of every sample, and G hears nothing.",
                    "The minimax gradient of G is D's doubt, and there is none left.",
                    right=True,
                ),
                Option("G has memorised the data.", "Then D could hardly tell the fakes from its training data."),
                Option("G's learning rate is too high.", "A gradient of 0 stays 0 at any rate."),
            ),
        ),
        Question(
            "All fakes look real, and all look alike. Which number shows it?",
            (
                Option("The share of good points.", "That is near 100% in a collapse."),
                Option("D's loss.", "It can be anything: it depends on how far D has come."),
                Option(
                    "How many modes are covered.", "Quality and coverage are two things; it needs both.", right=True
                ),
                Option("The length of G's push.", "It says how hard G is pushed, not whether all go to one place."),
            ),
        ),
        Question(
            "Why can a learning rate that is ten times smaller leave an oscillation as it is?",
            (
                Option(
                    "The circling comes from the game, not from the steps.",
                    "Two gradients make a rotation. Smaller steps go round more slowly; friction ends it.",
                    right=True,
                ),
                Option("Adam sets the rate by itself.", "Adam scales its steps by the rate that it is given."),
                Option(
                    "D always needs a high rate.",
                    "How fast D may learn depends on the game; here a high rate is what throws the points about.",
                ),
            ),
        ),
        Question(
            "D says 4 of its training data and 0 of real samples that it has never seen. What follows?",
            (
                Option("The held-out samples are not real.", "They come from the same source."),
                Option("D needs more layers.", "It would learn by heart faster still."),
                Option(
                    "D knows its training data by heart, and will teach G to copy them.",
                    "G is rewarded for what D takes for real: the training points themselves.",
                    right=True,
                ),
            ),
        ),
        Question(
            "You jitter each sample with standard deviation 0.3. What is the price?",
            (
                Option("None.", "G then learns the jittered data."),
                Option(
                    "G learns a distribution that is wider than the data's.",
                    "What is done to the real samples leaks into the fakes, unless the same is done to the fakes "
                    "before D sees them (Karras 2020).",
                    right=True,
                ),
                Option("Training takes twice as long.", "A random number more for each sample is cheap."),
            ),
        ),
    ),
)
