"""How a face is drawn: from the back of the hair to the hat, each attribute by one function."""

import numpy as np

from course_lib.datasets.faces.face import Face
from course_lib.datasets.faces.pen import Colour, Pen

SKIN: dict[str, Colour] = {
    "yellow": (255, 205, 60),
    "peach": (250, 200, 165),
    "tan": (220, 160, 110),
    "brown": (145, 92, 60),
    "red": (232, 82, 72),
    "pink": (250, 150, 190),
    "violet": (165, 115, 220),
    "blue": (85, 160, 240),
    "mint": (90, 215, 190),
    "green": (120, 200, 80),
}
GROUND: dict[str, Colour] = {
    "cream": (255, 246, 220),
    "sky": (205, 230, 250),
    "rose": (253, 214, 220),
    "lilac": (226, 214, 248),
    "lime": (218, 242, 205),
    "sand": (240, 224, 196),
}
PAINT: dict[str, Colour] = {
    "black": (45, 40, 48),
    "chestnut": (105, 62, 35),
    "ginger": (205, 95, 35),
    "blond": (240, 200, 105),
    "white": (240, 240, 240),
    "blue": (50, 95, 200),
    "pink": (235, 85, 150),
    "red": (205, 45, 50),
    "green": (40, 150, 85),
    "gold": (245, 180, 40),
}
INK: Colour = (50, 35, 40)
MOUTH: Colour = (125, 25, 40)
TONGUE: Colour = (240, 105, 120)
WHITE: Colour = (255, 255, 255)
RADIUS = 10.2
HEADS = {"round": (RADIUS, RADIUS), "oval": (9.0, 10.9), "square": (9.5, 9.7)}


def draw(face: Face, side: int = 32) -> np.ndarray:
    """One face as a picture (side, side, 3) float32 in [0, 1]."""
    pen = Pen(side, GROUND[face.ground])
    pen.place(16 + face.x, 17.6 + face.y, face.size)
    _back_of_hair(pen, face)
    _head(pen, face)
    _mouth(pen, face.mouth)
    _eyes(pen, face.eyes)
    _hair(pen, face)
    _brows(pen, face.brows)
    _glasses(pen, face.glasses)
    _hat(pen, face)
    return pen.picture(face.tilt)


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    return tuple(round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))


def _skin(face: Face) -> Colour:
    return _mixed(SKIN[face.skin], WHITE if face.tone > 0 else INK, 0.14 * abs(face.tone))


def _head(pen: Pen, face: Face) -> None:
    skin, (wide, high) = _skin(face), HEADS[face.shape]
    rim, light = _mixed(skin, INK, 0.38), _mixed(skin, WHITE, 0.22)
    for inset, shift, colour in ((0.0, 0.0, rim), (0.9, 0.0, skin), (2.6, -1.0, light)):
        if face.shape == "square":
            pen.block(shift * 0.6, shift, wide - inset, high - inset, 4.6 - 0.4 * inset, colour)
        else:
            pen.disc(shift * 0.6, shift, wide - inset, high - inset, colour)
    if face.cheeks == "rosy":
        for x in (-6.0, 6.0):
            pen.disc(x, 3.0, 1.9, 1.4, _mixed(skin, (255, 70, 100), 0.55))


def _mouth(pen: Pen, mouth: str) -> None:
    if mouth == "smile":
        pen.arc(0, 2.2, 4.6, 4.0, 15, 165, 1.25, INK)
    elif mouth in ("grin", "tongue"):
        pen.slice(0, 3.1, 5.0, 4.7, 0, 180, MOUTH)
        if mouth == "grin":
            pen.polygon([(-4.8, 3.1), (4.8, 3.1), (4.3, 4.7), (-4.3, 4.7)], WHITE)
        else:
            pen.disc(0.3, 6.7, 2.3, 1.9, TONGUE)
    elif mouth == "flat":
        pen.line([(-3.8, 5.2), (3.8, 5.2)], 1.25, INK)
    elif mouth == "open":
        pen.disc(0, 5.2, 2.3, 2.8, MOUTH)
    else:
        pen.arc(0, 8.2, 4.4, 3.8, 195, 345, 1.25, INK)


def _eyes(pen: Pen, eyes: str) -> None:
    for x in (-3.9, 3.9):
        if eyes == "happy" or (eyes == "wink" and x > 0):
            pen.arc(x, -0.4, 2.1, 2.4, 195, 345, 1.3, INK)
        elif eyes == "wide":
            pen.disc(x, -1.6, 2.5, 2.9, INK)
            pen.disc(x, -1.6, 2.0, 2.4, WHITE)
            pen.disc(x, -1.2, 1.15, 1.5, INK)
        else:
            pen.disc(x, -1.5, 1.45, 2.1, INK)
            pen.disc(x - 0.4, -2.3, 0.5, 0.6, WHITE)


def _brows(pen: Pen, brows: str) -> None:
    if brows == "none":
        return
    outer, inner = {"raised": (-5.9, -6.5), "angry": (-6.2, -4.6), "worried": (-4.9, -6.4)}[brows]
    for way in (-1, 1):
        pen.line([(way * 6.0, outer), (way * 2.2, inner)], 1.15, INK)


def _glasses(pen: Pen, glasses: str) -> None:
    if glasses == "none":
        return
    for x in (-4.0, 4.0):
        if glasses == "round":
            pen.ring(x, -1.4, 3.7, 3.7, 0.95, (25, 25, 60))
        else:
            pen.block(x, -1.3, 3.7, 2.6, 1.5, (25, 25, 40))
            pen.line([(x - 1.6, -0.6), (x + 0.4, -2.6)], 0.6, (120, 130, 160))
    pen.line([(-0.8, -2.0), (0.8, -2.0)], 1.0, (25, 25, 50))


def _back_of_hair(pen: Pen, face: Face) -> None:
    colour = PAINT[face.hair_colour]
    if face.hair == "long":
        pen.disc(0, -0.6, 11.9, 11.6, _mixed(colour, INK, 0.2))
        pen.block(0, 5.2, 11.9, 7.2, 3.0, _mixed(colour, INK, 0.2))
    elif face.hair == "curly":
        for angle in np.deg2rad(np.arange(170, 371, 25)):
            pen.disc(10.2 * np.cos(angle), 9.6 * np.sin(angle), 3.3, 3.3, colour)


def _hair(pen: Pen, face: Face) -> None:
    colour, (wide, high) = PAINT[face.hair_colour], HEADS[face.shape]
    if face.hair in ("short", "long"):
        pen.slice(0, 0, wide + 0.5, high + 0.9, 207, 333, colour)
        pen.polygon([(-wide + 0.9, -5.2), (1.0, -5.2), (-wide + 0.9, -1.6)], colour)
    elif face.hair == "curly":
        for x in (-5.6, -1.9, 1.9, 5.6):
            pen.disc(x, -8.3 + 0.06 * x * x, 2.9, 2.6, colour)
    elif face.hair == "mohawk" and face.hat == "none":
        spikes = [(-3.4, -8.6), (-3.9, -13.6), (-1.6, -11.4), (0, -15.2), (1.6, -11.4), (3.9, -13.6), (3.4, -8.6)]
        pen.polygon([*spikes, (0, -6.8)], colour)


def _hat(pen: Pen, face: Face) -> None:
    if face.hat == "none":
        return
    colour = PAINT[face.hat_colour]
    dark, light = _mixed(colour, INK, 0.35), _mixed(colour, WHITE, 0.45)
    if face.hat == "party":
        pen.polygon([(-5.6, -7.4), (5.6, -7.4), (0, -15.4)], colour)
        pen.polygon([(-4.0, -10.0), (4.0, -10.0), (2.9, -11.8), (-2.9, -11.8)], light)
        pen.disc(0, -14.9, 1.6, 1.6, WHITE)
        return
    pen.slice(0, -5.4, 10.6, 9.2, 180, 360, colour)
    if face.hat == "beanie":
        pen.block(0, -5.9, 11.0, 1.7, 1.2, light)
        pen.disc(0, -14.2, 2.0, 2.0, WHITE)
    else:
        pen.block(4.6, -5.6, 9.4, 1.2, 1.1, dark)
        pen.disc(0, -10.4, 2.0, 2.0, light)
