"""Textures made from fields: each function draws a plane of numbers (side, side) that a palette then colours.

A family's knobs are drawn by `variant`, a generator that is the same for every picture of a class; `rng` differs from
picture to picture. So a class is a structure (frequency, direction, sharpness), whatever its phase and its colours.
"""

import numpy as np
from scipy import ndimage, spatial

Generator = np.random.Generator


def plane(side: int) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of every pixel, centred, in units of 64 pixels."""
    y, x = np.mgrid[:side, :side]
    return (y - side / 2) / 64, (x - side / 2) / 64


def rescaled(field: np.ndarray) -> np.ndarray:
    """The field stretched from its 1st to its 99th percentile on to [0, 1]."""
    low, high = np.percentile(field, [1, 99])
    return np.clip((field - low) / max(high - low, 1e-6), 0, 1)


def filtered_noise(side: int, rng: Generator, response) -> np.ndarray:
    """White noise shaped in frequency; `response(fy, fx)` gets cycles a pixel. Mean 0, deviation 1."""
    fy, fx = np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side)[None]
    spectrum = np.fft.rfft2(rng.normal(size=(side, side))) * response(fy, fx)
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, s=(side, side))
    return field / field.std()


def smooth_noise(side: int, rng: Generator, wavelength: float) -> np.ndarray:
    """Gaussian bumps about `wavelength` pixels across. Mean 0, deviation 1."""
    return filtered_noise(side, rng, lambda fy, fx: np.exp(-((np.hypot(fy, fx) * wavelength) ** 2) * 2))


def spectrum(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Noise with a power law, stretched along one direction."""
    exponent, angle, stretch = variant.uniform(0.5, 2.2), variant.uniform(0, np.pi), variant.choice([1, 1, 3, 6])

    def response(fy, fx):
        along, across = fy * np.sin(angle) + fx * np.cos(angle), fy * np.cos(angle) - fx * np.sin(angle)
        return (np.hypot(along * stretch, across) + 1 / side) ** -exponent

    return rescaled(filtered_noise(side, rng, response))


def ridges(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Ridged fractal: octaves of 1 - |noise|, as in mountains and lightning."""
    wavelength, gain = variant.uniform(16, 70), variant.uniform(0.35, 0.7)
    octaves = [gain**k * np.abs(smooth_noise(side, rng, wavelength / 2**k)) for k in range(4)]
    return rescaled(-sum(octaves))


def labyrinth(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Noise of one wavelength, cut: spots or fingerprints, as reaction and diffusion leave them."""
    wavelength, width = variant.uniform(4, 20), variant.uniform(0.1, 0.35)
    band = filtered_noise(side, rng, lambda fy, fx: np.exp(-(((np.hypot(fy, fx) * wavelength - 1) / width) ** 2)))
    return 1 / (1 + np.exp(-variant.uniform(2, 12) * (band - variant.choice([-0.9, 0, 0.9]))))


def marble(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Stripes carried along by turbulence."""
    y, x = plane(side)
    angle, cycles = variant.uniform(0, np.pi), variant.uniform(1.5, 6)
    turbulence = variant.uniform(0.3, 1.2) * smooth_noise(side, rng, variant.uniform(20, 60))
    turbulence += 0.15 * smooth_noise(side, rng, 8)
    wave = np.sin(2 * np.pi * cycles * (x * np.cos(angle) + y * np.sin(angle)) + 2.5 * turbulence + rng.uniform(0, 6.3))
    return (np.abs(wave) if variant.random() < 0.5 else 0.5 + 0.5 * wave) ** variant.uniform(0.4, 1.5)


def grain(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Long fibres in one direction, as in wood, hair and rain."""
    angle, length, width = variant.uniform(0, np.pi), variant.uniform(25, 90), variant.uniform(1.5, 6)
    bend = rng.uniform(0.1, 0.5)
    big = side + 40
    fibres = ndimage.gaussian_filter(rng.normal(size=(big, big)), (width / 2.5, length / 2.5), mode="wrap")
    y, x = (np.mgrid[:side, :side] - side / 2).astype(float)
    rows, columns = y * np.cos(angle) - x * np.sin(angle), y * np.sin(angle) + x * np.cos(angle)
    rows = rows + 64 * bend * np.sin(columns / 64 + rng.uniform(0, 6.3))
    return rescaled(ndimage.map_coordinates(fibres, [rows + big / 2, columns + big / 2], order=1, mode="wrap"))


def stripes(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Straight or wavering bars with soft or hard edges."""
    y, x = plane(side)
    angle, cycles = variant.uniform(0, np.pi) + rng.normal(0, 0.05), variant.uniform(2, 14)
    waver = variant.choice([0, 0.5, 1.5]) * smooth_noise(side, rng, 50)
    wave = np.sin(2 * np.pi * cycles * (x * np.cos(angle) + y * np.sin(angle)) + waver + rng.uniform(0, 6.3))
    return 1 / (1 + np.exp(-variant.choice([2, 5, 20]) * (wave - variant.uniform(-0.6, 0.6))))


def checks(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Chequers, plaid or a trellis."""
    y, x = plane(side)
    angle, cycles, kind = variant.uniform(0, np.pi / 2), variant.uniform(1.5, 8), variant.integers(3)
    u, v = x * np.cos(angle) + y * np.sin(angle) + rng.random(), y * np.cos(angle) - x * np.sin(angle) + rng.random()
    a, b = np.sin(2 * np.pi * cycles * u), np.sin(2 * np.pi * cycles * v)
    mixed = [a * b, a + b, np.maximum(np.abs(a), np.abs(b)) * 4 - 3.5][kind]
    return 1 / (1 + np.exp(-variant.choice([3, 15]) * mixed))


def rings(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Circles around several centres: ripples, or targets that cover one another."""
    y, x = plane(side)
    cycles, covering = variant.uniform(3, 10), variant.random() < 0.6
    centres = rng.uniform(-side / 128, side / 128, (int(variant.integers(3, 14)), 2))
    distances = np.stack([np.hypot(y - row, x - column) for row, column in centres])
    waves = np.sin(2 * np.pi * cycles * (distances.min(0) if covering else distances[:3]) + rng.uniform(0, 6.3))
    return 1 / (1 + np.exp(-variant.choice([1.5, 6]) * (waves if covering else waves.mean(0) * 1.7)))


def fans(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Overlapping fans in rows, as in waves on woodblocks, fish scales and roof tiles."""
    radius, bands = variant.uniform(10, 34), variant.integers(1, 5)
    rows, columns = np.mgrid[:side, :side].astype(float)
    if variant.random() < 0.3:
        rows, columns = columns, rows
    rows, columns, field = rows + rng.uniform(0, radius), columns + rng.uniform(0, radius), np.zeros((side, side))
    step = radius / 2
    for k in range(int(2 * side / step) + 6):
        row, shift = (k - 2) * step, (k % 2) * radius
        offset = (columns - shift + radius) % (2 * radius) - radius
        distance = np.hypot(rows - row, offset) / radius
        inside = (distance < 1) & (rows < row + radius * 0.05)
        field = np.where(inside, 0.5 + 0.5 * np.cos(2 * np.pi * bands * distance), field)
    return field ** variant.uniform(0.5, 1.5)


def cracks(side: int, variant: Generator, rng: Generator) -> np.ndarray:
    """Distance to the nearest seeds: bubbles, pebbles, a net of cracks."""
    count, kind = int(variant.uniform(15, 160) * (side / 128) ** 2), variant.integers(3)
    tree = spatial.cKDTree(rng.uniform(0, side, (count, 2)))
    near, second = tree.query(np.argwhere(np.ones((side, side))), k=2)[0].reshape(side, side, 2).transpose(2, 0, 1)
    scale = side / np.sqrt(count)
    return rescaled([near, second - near, np.minimum((second - near) / scale, variant.uniform(0.1, 0.3))][kind])


FIELDS = {f.__name__: f for f in (spectrum, ridges, labyrinth, marble, grain, stripes, checks, rings, fans, cracks)}
