"""The engine works without TensorFlow, takes its tensors, and asks for what the library computes."""

import subprocess
import sys

import numpy as np
import pytest

from course_lib.exercises import lesson_00, lesson_07

WITHOUT = """
import sys
from course_lib.exercises import lesson_00, lesson_07
for module in (lesson_00, lesson_07):
    for problem in module.lesson.problems.values():
        names = {"exercises": module}
        exec(problem.solution_code, names)
        assert problem.judge(*(names[name] for name in problem.answers)).correct
    module.progress()
    module.quiz.answer(1, "a")
assert not {"tensorflow", "keras", "ipywidgets", "matplotlib.pyplot"} & set(sys.modules)
"""


def test_checks_need_no_tensorflow_and_no_widgets():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def perceptual():
    from course_lib.losses import perceptual

    return perceptual


def test_the_library_itself_passes(perceptual):
    content, gram = perceptual.content_loss, perceptual.gram_matrix
    assert lesson_07.content_loss.judge(content).correct
    assert lesson_07.gram_matrix.judge(lambda features: gram(features[None])[0]).correct

    def gram_distance(x, y):
        difference = gram(x[None, None])[0] - gram(y[None, None])[0]
        return (difference * difference).numpy().sum()

    assert lesson_07.two_samples.judge(gram_distance).correct


def test_the_librarys_colours_pass_but_for_the_clipping():
    from course_lib import colour

    assert "clip" in lesson_07.colour_only.judge(colour.match_colours).message


def test_tensors_are_taken_as_answers(perceptual):
    from keras import ops

    assert lesson_00.same_balance.judge(ops.convert_to_tensor(5.0)).correct
    features = np.random.default_rng(0).random((4, 6, 3), np.float32)
    assert lesson_07.same_gram.judge(ops.convert_to_tensor(features), ops.flip(features, axis=1)).correct
    half = lesson_00.same_balance.judge(ops.cast(ops.convert_to_tensor(5.0), "bfloat16"))
    assert half.correct


def test_wrong_tensors_are_diagnosed_as_arrays_are(perceptual):
    from keras import KerasTensor, ops

    def unnormalised(features):
        flat = ops.reshape(features, (-1, features.shape[-1]))
        return ops.matmul(ops.transpose(flat), flat)

    assert "did not divide by height * width" in lesson_07.gram_matrix.judge(unnormalised).message
    said = lesson_00.same_balance.judge(KerasTensor((2, 3))).message
    assert "a tensor of shape (2, 3)" in said
    assert not lesson_00.same_balance.judge(KerasTensor((2, 3))).fault


def test_an_error_inside_tensorflow_names_the_learners_line(perceptual):
    import tensorflow as tf

    def broken(features):
        return tf.matmul(features, tf.zeros((9, 9)))

    said = lesson_07.gram_matrix.judge(broken).message
    assert "return tf.matmul(features, tf.zeros((9, 9)))" in said
    assert "site-packages" not in said
