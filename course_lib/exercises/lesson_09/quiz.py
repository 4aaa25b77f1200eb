"""The quiz of lesson 09."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 09: CycleGAN",
    (
        Question(
            "pix2pix learns horses to zebras from pairs, with a strong L1 loss. Its coats come out greyish. Why?",
            (
                Option("Its discriminator is too weak.", "The same discriminator gives crisp stripes without pairs."),
                Option(
                    "Where the stripes lie cannot be known, and grey is the best guess under an L1 loss.",
                    "A guess between black and white costs less on average than stripes in the wrong places.",
                    right=True,
                ),
                Option("It has too few pairs.", "With a million pairs the stripes would be as unknowable."),
                Option("Its generator cannot draw stripes.", "It is the same generator as the CycleGAN's."),
            ),
        ),
        Question(
            "A CycleGAN's losses have been flat for an hour. What do you know?",
            (
                Option("It has converged: stop.", "In a game both sides may improve while their losses stand still."),
                Option("It has failed: begin anew.", "Flat losses are what a good run looks like, too."),
                Option(
                    "Little: look at the pictures, or at a score that does not come from its own players.",
                    "Losses are measured against an opponent who moves. The truth, or an eye, stays where it is.",
                    right=True,
                ),
            ),
        ),
        Question(
            "What does the identity loss ask of G: A to B?",
            (
                Option(
                    "To leave a picture of B as it is.",
                    "G(b) = b. It holds colours that need no change, and is no help to a tree that moves.",
                    right=True,
                ),
                Option("To leave a picture of A as it is.", "Then it would never translate anything."),
                Option("To be undone by F.", "That is the cycle loss."),
            ),
        ),
        Question(
            "You add noise too faint to see to a fake zebra and take it back: the horse's colour is no longer right. "
            "What was going on?",
            (
                Option("F was trained without noise, so it fails on any noise.", "On true zebras it does not fail so."),
                Option("The zebra was a bad one.", "To the eye it is as good as it was."),
                Option("λ cycle was too small.", "A larger one gives G still more reason to hide what F will need."),
                Option(
                    "The horse's colour was hidden in the zebra, in signals as faint as the noise.",
                    "A zebra's coat says nothing of a horse's colour; the cycle loss asks for it all the same.",
                    right=True,
                ),
            ),
        ),
        Question(
            "The 70x70 discriminator sees patches, not the picture. What can it not see?",
            (
                Option("Whether stripes are crisp.", "That is what it sees best."),
                Option("Colour.", "Every patch has colours."),
                Option(
                    "Whether an animal has two heads, 200 pixels apart.",
                    "No patch holds both. In 64 pixels, as here, it sees everything; in 256 it does not.",
                    right=True,
                ),
            ),
        ),
    ),
)
