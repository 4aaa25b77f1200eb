"""A handful of procedural pictures, on which channels are scaled and calibrated."""

import numpy as np


def calibration_pictures(side: int = 96, count: int = 12, seed: int = 0) -> np.ndarray:
    """Coloured noise with a natural picture's spectrum, cut by flat shapes: (count, side, side, 3) in [0, 1]."""
    rng = np.random.default_rng(seed)
    return np.stack([_picture(side, rng) for _ in range(count)]).astype("float32")


def _picture(side: int, rng: np.random.Generator) -> np.ndarray:
    """One picture: 1/f noise in three correlated channels under some thirty discs of one colour each."""
    frequency = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None]) + 1 / side
    noise = np.fft.irfft2(np.fft.rfft2(rng.normal(size=(3, side, side))) / frequency, s=(side, side))
    noise = np.moveaxis(noise, 0, -1) @ (np.eye(3) + rng.uniform(0.2, 1.2))
    picture = rng.uniform(0.25, 0.75, 3) + 0.2 * noise / noise.std()
    y, x = np.mgrid[:side, :side]
    for _ in range(30):
        row, column = rng.uniform(0, side, 2)
        disc = np.hypot(y - row, x - column) < rng.uniform(2, side / 6)
        picture[disc] = rng.uniform(0, 1, 3) + 0.3 * (picture[disc] - picture[disc].mean(0))
    return np.clip(picture, 0, 1)
