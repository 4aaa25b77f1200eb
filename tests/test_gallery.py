"""The stored pictures: all there, scored as noted, and the slider's whole range in order."""

from dataclasses import replace

import numpy as np
import pytest

from course_lib import images
from course_lib.gallery import FOLDER, Gallery
from course_lib.training.gallery import BETAS, GROUPS


@pytest.fixture(scope="module")
def gallery():
    return Gallery.load()


def test_every_pair_has_its_picture_and_no_file_is_left_over(gallery):
    named = {"card.json", "README.md", "sheet.jpg", "first_light.jpg", "yardsticks.json", "yardsticks.jpg"}
    for group, (contents, styles) in GROUPS.items():
        pieces = gallery.pieces(group)
        assert [(piece.photograph, piece.painting) for piece in pieces] == [(c, s) for c in contents for s in styles]
        assert gallery.columns(group) == list(styles)
        named |= {piece.file for piece in pieces}
    for start in ("content", "noise"):
        named |= set(gallery.sweep(start).files)
    assert {path.name for path in FOLDER.iterdir()} == named


def test_scores_agree_and_would_not_with_another_picture(gallery):
    piece = gallery.pieces("held out")[0]
    assert piece.scores() == pytest.approx((piece.style_distance, piece.content_similarity), abs=0.02)
    other = replace(piece, file=gallery.pieces("held out")[1].file)
    assert other.scores() != pytest.approx((piece.style_distance, piece.content_similarity), abs=0.02)


@pytest.mark.parametrize("start", ["content", "noise"])
def test_the_whole_slider_content_up_and_style_down_at_every_stop(gallery, start):
    sweep = gallery.sweep(start)
    assert sweep.betas == BETAS
    assert all(a < b for a, b in zip(sweep.content_losses, sweep.content_losses[1:], strict=False))
    assert all(a > b for a, b in zip(sweep.style_losses, sweep.style_losses[1:], strict=False))
    assert np.abs(sweep.pictures[0] - sweep.pictures[-1]).mean() > 0.1


def test_no_picture_of_the_gallery_is_blank_or_its_own_photograph(gallery):
    for group in GROUPS:
        for piece in gallery.pieces(group):
            assert piece.picture().std() > 0.08 and 0.1 < piece.content_similarity < 0.98


def test_the_table_has_a_line_for_each_photograph(gallery):
    lines = gallery.table("tuned").splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(GROUPS["tuned"][0])
    assert all(name in lines[0] for name in GROUPS["tuned"][1])
    assert images.read(FOLDER / "sheet.jpg").shape[0] > 500
