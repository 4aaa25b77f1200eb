"""The quiz of lesson 02."""

from course_lib.exercises.choice import Option
from course_lib.exercises.quiz import Question, Quiz

quiz = Quiz(
    "Quiz of lesson 02: the adversarial game",
    (
        Question(
            "D's loss, the sum of both cross-entropies, settles near 1.386 in training. What does that say by itself?",
            (
                Option(
                    "D says about 1/2 to everything: it cannot tell.",
                    "log 4 = 1.386 is what an undecided D pays. Whether G is right, or D is too weak to see what is "
                    "wrong, the number does not say: look at the samples.",
                    right=True,
                ),
                Option(
                    "The generator has learned the data.",
                    "If it had, D's loss would be log 4; but a D that is too weak, or has just begun, pays log 4 too.",
                ),
                Option(
                    "D is right about everything.",
                    "Then its loss would be near 0.",
                ),
                Option(
                    "The training is broken.",
                    "It may be at its goal. The number alone cannot say.",
                ),
            ),
        ),
        Question(
            "Why is D* = p_data / (p_data + p_G) no longer the answer after one step of G?",
            (
                Option(
                    "Because D* is an approximation.",
                    "It is exact, for the G that it was worked out for.",
                ),
                Option(
                    "Because p_data changes.",
                    "The data stay as they are.",
                ),
                Option(
                    "Because p_G has changed: the best D is the best against one G.",
                    "Each player is the other's problem. That is why there is no loss to run down, but a game to play.",
                    right=True,
                ),
                Option(
                    "Because the learning rate falls.",
                    "Rates have no part in D*: it is about the densities alone.",
                ),
            ),
        ),
        Question(
            "Real samples and fakes lie on two lines that never touch. D is the best there is. What does the minimax "
            "loss tell G about which way to move?",
            (
                Option(
                    "The way to the nearest real sample.",
                    "That would need a loss that knows distance: the Wasserstein loss of lesson 03.",
                ),
                Option(
                    "Nothing: the divergence is log 2 however far the lines are from each other.",
                    "Where nothing overlaps, a little nearer is as bad as far away, and the gradient is 0.",
                    right=True,
                ),
                Option(
                    "The way that makes D's loss smaller.",
                    "G wants D's loss larger, and where D is perfect no small move makes it so.",
                ),
            ),
        ),
        Question(
            "The non-saturating loss -log D(G(z)) instead of log(1 - D(G(z))): what changes?",
            (
                Option(
                    "Another equilibrium is aimed at.",
                    "Both pull D(G(z)) up; both are content with the same G.",
                ),
                Option(
                    "D learns faster.",
                    "D's loss stays as it was. Only G's changes.",
                ),
                Option(
                    "Nothing; it is the same loss with its sign turned.",
                    "Compare them at D = 0.01: log 0.99 is flat there, log 0.01 steep.",
                ),
                Option(
                    "G is pushed hardest where D is sure of the fake, and not where D is fooled.",
                    "That is where G has most to learn, and it is nearly everywhere at the beginning.",
                    right=True,
                ),
            ),
        ),
        Question(
            "Two players follow their own gradients with small steps, and circle round the solution. What helps?",
            (
                Option(
                    "Smaller steps.",
                    "They circle on more slowly: the factor of a step is above 1 for every rate.",
                ),
                Option(
                    "Something that makes D's slope die down near the solution, such as the R1 penalty.",
                    "Friction: the arrows of the phase portrait then turn inward. Lesson 03 builds it.",
                    right=True,
                ),
                Option(
                    "More samples in a batch.",
                    "The circle has nothing to do with chance: the Dirac-GAN has no noise at all.",
                ),
                Option(
                    "A larger discriminator.",
                    "One number is D enough for this game, and it circles.",
                ),
            ),
        ),
    ),
)
