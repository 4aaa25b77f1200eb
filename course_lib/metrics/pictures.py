"""How much of a painting's style and of a photograph's content is in a picture, measured without any learned network.

Both measures look at pictures whose shorter side is brought to that of the smaller one, and to at most 256 pixels.
They are for comparing pictures of one content and one style with each other, and they can be fooled:

- `style_distance` knows neither objects nor beauty. The painting itself, or a tiling of it, has the best style there
  is, whatever became of the photograph. Only patches of about 7 to 60 pixels are seen: one painting's composition,
  and strokes longer than that, are not. Where the patches lie does not count either.
- `content_similarity` knows neither faces nor meaning. The photograph untouched has the best content there is, and so
  has one in any other colours. Each edge counts for its contrast and length: a face that lost its eyes costs little, a
  textured lawn that lost its grass costs much. Strokes along the content's edges cost nothing; fine strokes laid over
  a picture that an eye sees through cost it much.

Neither can be compared between paintings, nor between photographs.
"""

import numpy as np
from scipy import ndimage

from course_lib import checks
from course_lib.colour import luminance
from course_lib.errors import SettingError
from course_lib.images import check, resize

LARGEST = 256  # pixels: pictures are measured at this shorter side at most
PATCH = 7  # pixels: side of a patch, on every level of the pyramid
LEVELS = 4  # of the Laplacian pyramid: patches of 7, 14, 28 and 56 pixels
PRINCIPAL, RANDOM = 24, 40  # directions along which patches are compared
COLOUR_DIRECTIONS = 32
SAMPLES = 64  # patches along the shorter side of a level, at most
BLURS = (1.0, 2.0, 4.0)  # pixels at a side of 256: the scales of the content's edges

_NOISE = 0.3 / 255  # the deviation of rounding to 8 bits: a direction with less holds nothing else


def style_distance(picture: np.ndarray, style: np.ndarray, seed: int = 0) -> float:
    """How far a picture's colours and patches are from a painting's: the mean of the two distances below.

    0: the same. 1: as far as a flat picture in the painting's mean colour, which has nothing of it but that.

    Raises PictureError, SettingError for a bad seed.
    """
    return 0.5 * (colour_distance(picture, style, seed) + patch_distance(picture, style, seed))


def colour_distance(picture: np.ndarray, style: np.ndarray, seed: int = 0) -> float:
    """Sliced Wasserstein distance between the RGB colours of two pictures (h, w, 3), wherever these lie.

    The first Wasserstein distance along each of 32 directions, over the style's mean deviation along it
    (Bonneel et al. 2015, "Sliced and Radon Wasserstein Barycenters of Measures", section 3): no unit, 0 or larger,
    1 for a flat picture of the style's mean colour. Raises PictureError, SettingError.
    """
    picture, style = _at_one_scale(picture, style, "style")
    directions = _random_directions(3, COLOUR_DIRECTIONS, _generator(seed))
    return _sliced_wasserstein(picture.reshape(-1, 3), style.reshape(-1, 3), directions)


def patch_distance(picture: np.ndarray, style: np.ndarray, seed: int = 0, levels: int = LEVELS) -> float:
    """Sliced Wasserstein distance between the patches of two pictures (h, w, 3), wherever these lie, over 4 scales, or
    over the finest `levels` of them.

    Patches of 7x7 pixels on each level of a Laplacian pyramid (Karras et al. 2018, "Progressive Growing of GANs",
    section 5) along 24 principal components of both pictures' patches and 40 random directions, each over the
    style's mean deviation there; the mean over levels. No unit, 0 or larger; 1 for a flat picture.
    Raises PictureError, SettingError.
    """
    picture, style = _at_one_scale(picture, style, "style")
    rng = _generator(seed)
    distances = []
    checks.whole("levels", levels, 1, LEVELS)
    for band, style_band in list(zip(_laplacian(picture), _laplacian(style), strict=True))[:levels]:
        patches, style_patches = _patches(band), _patches(style_band)
        directions = np.concatenate(
            [_principal_directions(patches, style_patches), _random_directions(patches.shape[1], RANDOM, rng)], axis=1
        )
        distances.append(_sliced_wasserstein(patches, style_patches, directions))
    return float(np.mean(distances))


def content_similarity(picture: np.ndarray, content: np.ndarray) -> float:
    """How far a picture's edges lie and run as a photograph's do: 1 for the same, about 0 for unrelated pictures.

    At three scales the luminance gradient g becomes, pixel by pixel, an edge of a strength and a direction without
    sign, the complex number z = |g|/n exp(2i angle(g)), n the gradient's deviation in the neighbourhood. The result
    is the correlation Re sum z w* / sqrt(sum |z|^2 sum |w|^2), z and w less their means, averaged over the scales: in
    [-1, 1]. The double angle makes light and dark alike, n makes a change of tone nearly so.

    Raises PictureError.
    """
    picture, content = _at_one_scale(picture, content, "content")
    content = resize(content, picture.shape[:2])
    light, content_light = luminance(picture), luminance(content)
    if np.array_equal(light, content_light):
        return 1.0
    scale = min(light.shape) / LARGEST
    similarities = [_correlation(_edges(light, blur * scale), _edges(content_light, blur * scale)) for blur in BLURS]
    return float(np.mean(similarities))


def _at_one_scale(picture: np.ndarray, other: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Check two pictures and bring both to the smaller one's shorter side, at most LARGEST pixels."""
    picture, other = check(picture), check(other, name)
    side = min(*picture.shape[:2], *other.shape[:2], LARGEST)
    return resize(picture, side), resize(other, side)


def _generator(seed: object) -> np.random.Generator:
    """A random generator, or SettingError for what is no seed."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise SettingError(f"seed is {seed!r}. Accepted: a whole number of at least 0.")
    return np.random.default_rng(seed)


def _random_directions(length: int, count: int, rng: np.random.Generator) -> np.ndarray:
    """Unit vectors drawn evenly from the sphere, as columns (length, count)."""
    directions = rng.standard_normal((length, count)).astype(np.float32)
    return directions / np.linalg.norm(directions, axis=0)


def _principal_directions(patches: np.ndarray, style_patches: np.ndarray) -> np.ndarray:
    """The directions in which patches (n, length) of both kinds together vary most, as columns (length, PRINCIPAL)."""
    centred = [some - some.mean(axis=0) for some in (patches, style_patches)]
    covariance = sum(some.T @ some / len(some) for some in centred)
    return np.linalg.eigh(covariance)[1][:, ::-1][:, :PRINCIPAL].astype(np.float32)


def _sliced_wasserstein(points: np.ndarray, style_points: np.ndarray, directions: np.ndarray) -> float:
    """Mean over directions (length, k) of W1 between two clouds (n, length) and (m, length), in mean deviations."""
    count = min(len(points), len(style_points))
    quantiles = _quantiles(directions.T @ points.T, count)
    style_quantiles = _quantiles(directions.T @ style_points.T, count)
    deviation = np.abs(style_quantiles - style_quantiles.mean(axis=1, keepdims=True)).mean(axis=1)
    distances = np.abs(quantiles - style_quantiles).mean(axis=1)
    return float(np.mean(distances / np.maximum(deviation, _NOISE)))


def _quantiles(values: np.ndarray, count: int) -> np.ndarray:
    """`count` quantiles, evenly spaced, of each row of values (k, n): (k, count)."""
    ordered = np.sort(values, axis=1)
    if ordered.shape[1] == count:
        return ordered
    asked = (np.arange(count) + 0.5) / count
    known = (np.arange(ordered.shape[1]) + 0.5) / ordered.shape[1]
    return np.stack([np.interp(asked, known, row) for row in ordered])


def _laplacian(picture: np.ndarray) -> list[np.ndarray]:
    """The bands of a Laplacian pyramid (Burt and Adelson 1983), fine to coarse, without the last low-pass picture."""
    bands = []
    while len(bands) < LEVELS and min(picture.shape[:2]) >= 2 * PATCH:
        blurred = ndimage.gaussian_filter(picture, (1.0, 1.0, 0.0))
        bands.append(picture - blurred)
        picture = blurred[::2, ::2]
    return bands


def _patches(band: np.ndarray) -> np.ndarray:
    """Patches of a band (h, w, 3) on an even grid of about SAMPLES a side: (n, PATCH * PATCH * 3)."""
    windows = np.lib.stride_tricks.sliding_window_view(band, (PATCH, PATCH), axis=(0, 1))
    stride = max(1, min(windows.shape[:2]) // SAMPLES)
    return windows[::stride, ::stride].reshape(-1, PATCH * PATCH * 3)


def _edges(light: np.ndarray, blur: float) -> np.ndarray:
    """Edges of a luminance (h, w) at one scale: complex (h, w), strength and doubled direction."""
    gradient = ndimage.gaussian_filter(light, blur, order=(0, 1)) + 1j * ndimage.gaussian_filter(
        light, blur, order=(1, 0)
    )
    strength = np.abs(gradient)
    around = np.sqrt(ndimage.gaussian_filter(strength**2, 6.0 * blur))
    return gradient**2 / np.maximum(strength * (around + 0.3 * around.mean()), 1e-12)


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Correlation of two complex maps in [-1, 1]; 0 where one of them is flat."""
    a, b = a - a.mean(), b - b.mean()
    power = np.sqrt((np.abs(a) ** 2).sum() * (np.abs(b) ** 2).sum())
    return float((a * b.conj()).real.sum() / power) if power > 1e-12 else 0.0
