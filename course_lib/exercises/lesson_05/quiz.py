"""The quiz of lesson 05."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 05: DCGAN",
    (
        Question(
            'The first transposed convolution of the generator is given padding="same" instead of "valid". How large '
            "is "
            "the picture then?",
            (
                Option("32 x 32, as before.", "The first layer would no longer make 4 x 4 out of 1 x 1."),
                Option(
                    "8 x 8.",
                    'With "same" and stride 1 the side stays 1; then it is doubled three times: 2, 4, 8.',
                    right=True,
                ),
                Option(
                    "64 x 64.", "No layer became larger. A side is multiplied by the stride, and 'same' adds nothing."
                ),
                Option("It fails with an error.", "Every shape fits the next; only the picture is small."),
            ),
        ),
        Question(
            "Radford and others leave batch normalisation out of two layers. Which?",
            (
                Option(
                    "The generator's first and the discriminator's last.",
                    "It is where pictures go in and come out that it does harm.",
                ),
                Option("All layers with LeakyReLU.", "Both kinds of activation stand after batch normalisation there."),
                Option(
                    "The generator's last and the discriminator's first.",
                    "There it would take the pictures' own colours and contrast out, so that G could not set them "
                    "and D "
                    "could not see them (Radford 2016, section 3).",
                    right=True,
                ),
            ),
        ),
        Question(
            "You stop after 100 steps. Fakes made with training=True look well; with training=False they are washed "
            "out. "
            "What happened?",
            (
                Option("G has collapsed.", "The same weights made good pictures a moment ago."),
                Option("Dropout is off in inference mode.", "That is so, but this generator has no dropout."),
                Option(
                    "Batch norm's running statistics have not yet forgotten their start.",
                    "With momentum 0.99 the start still counts for 37% after 100 steps.",
                    right=True,
                ),
                Option(
                    "The learning rate was too high.", "A rate changes the weights, which are the same in both modes."
                ),
            ),
        ),
        Question(
            "G's weights are averaged over the last steps (EMA), and the samples get better. What did it change in the "
            "game?",
            (
                Option(
                    "Nothing: D and G play on with the weights as they are.",
                    "The average is only looked at. It smooths out the circling that you met in lesson 02.",
                    right=True,
                ),
                Option("G learns more slowly.", "G's own weights move as before."),
                Option("D sees the averaged fakes.", "D sees what G makes with its present weights."),
            ),
        ),
        Question(
            "You have 100 pictures, and shift and recolour the real ones before D sees them, but not the fakes. What "
            "will "
            "G learn?",
            (
                Option("The 100 pictures.", "D never sees them as they are, so G has no reason to make them."),
                Option(
                    "To make shifted, recoloured pictures.",
                    "What is done to the real ones leaks into the fakes. DiffAugment does the same to both, and lets "
                    "the "
                    "gradient through (Zhao 2020).",
                    right=True,
                ),
                Option("Nothing, for D always wins.", "D can be fooled: by fakes that look shifted and recoloured."),
            ),
        ),
    ),
)
