"""The quiz of lesson 07."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 07: content and style",
    (
        Question(
            "What does the Gram matrix of a feature map keep?",
            (
                Option(
                    "Where each feature lies in the picture.",
                    "That is what it loses: it is a mean over all positions.",
                ),
                Option(
                    "How strongly each pair of channels fires together, on average.",
                    "Entry (i, j) is the mean over all positions of channel i times channel j.",
                    right=True,
                ),
                Option(
                    "The mean of each channel.",
                    "Means alone would be one number a channel. The Gram matrix has one for each pair of channels.",
                ),
                Option(
                    "The colours of the pixels.",
                    "Only if the features were the pixels themselves. Deep features answer to patterns more than to "
                    "hues.",
                ),
            ),
        ),
        Question(
            "One program recommends beta / alpha = 1000, another 10. What can you conclude?",
            (
                Option(
                    "The first makes pictures with more style.",
                    "Not from these numbers: a program that divides its style loss by a larger number needs a larger "
                    "beta.",
                ),
                Option(
                    "One of the two has an error.",
                    "Both can be right, each with its own normalisation of the two losses.",
                ),
                Option(
                    "Nothing, until you know how each normalises its losses, and its range of pixels.",
                    "Sum or mean, Gram divided by 1, by positions or also by channels, pixels to 1 or to 255: each "
                    "moves the ratio by orders of magnitude.",
                    right=True,
                ),
                Option(
                    "The second is faster.",
                    "Weights change which picture is sought, not the work of a step.",
                ),
            ),
        ),
        Question(
            "The weight of total variation is far too high. What do you see?",
            (
                Option(
                    "Coloured grain everywhere.",
                    "Grain is what too little of it leaves: neighbouring pixels that differ are what it charges for.",
                ),
                Option(
                    "A smeared picture without fine strokes.",
                    "It charges for every difference between neighbouring pixels, the strokes among them.",
                    right=True,
                ),
                Option(
                    "The photograph, untouched.",
                    "The photograph has plenty of differences between neighbours, so it is charged for, too.",
                ),
                Option(
                    "The style with its parts in other places.",
                    "Places are the business of the content loss: this is what too small an alpha does.",
                ),
            ),
        ),
        Question(
            "From the first step on, both losses jump up and down by a factor of ten and do not settle, and the "
            "picture is full of glaring pixels. What is the first thing to try?",
            (
                Option(
                    "A smaller learning rate.",
                    "Steps that are too long leap over the valley and land on its other side, higher up. Both losses "
                    "suffer at once, which a wrong balance of the two would not do.",
                    right=True,
                ),
                Option(
                    "A larger beta.",
                    "A larger beta trades content for style: one curve would fall and the other rise, smoothly.",
                ),
                Option(
                    "More steps.",
                    "A run that leaps about goes on leaping about. More steps help one that still falls when it ends.",
                ),
                Option(
                    "Another seed.",
                    "Another start would leap about in another pattern: the length of the steps is the cause.",
                ),
            ),
        ),
        Question(
            "In this method, what is nearest to the discriminator of a GAN?",
            (
                Option(
                    "The content loss.",
                    "It compares with one photograph, feature by feature. A discriminator judges whether something "
                    "belongs to a whole distribution.",
                ),
                Option(
                    "The optimiser.",
                    "It moves the picture: that is the part that training a generator plays.",
                ),
                Option(
                    "The style loss: a judge of distributions, but one that does not learn.",
                    "Matching Gram matrices is a two-sample test with a fixed kernel. A discriminator learns its "
                    "test while the generator learns to pass it.",
                    right=True,
                ),
                Option(
                    "There is one: the feature network is trained against the picture.",
                    "The network is frozen: it was trained long before, for something else, and only the picture "
                    "changes.",
                ),
            ),
        ),
    ),
)
