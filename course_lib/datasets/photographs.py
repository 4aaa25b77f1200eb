"""Photographs by name, with no download: they lie inside the packages scikit-image, scikit-learn and matplotlib.

Credits and licences are those that the packages give: scikit-image in the docstrings of `skimage.data`, scikit-learn
in `sklearn/datasets/images/README.txt`, matplotlib in the file's own comment and the pull request that added it.
"""

import difflib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib import images
from course_lib.errors import PictureError, SettingError


@dataclass(frozen=True)
class Credit:
    """Whose photograph it is and what may be done with it; prints as one line."""

    title: str
    author: str
    licence: str
    source: str

    def __str__(self) -> str:
        """Return the credit as one line for under a picture."""
        return f"{self.title}, by {self.author}. Licence: {self.licence}. Source: {self.source}"


_SKIMAGE, _SKLEARN, _MATPLOTLIB = "skimage/data/", "sklearn/datasets/images/", "matplotlib/mpl-data/sample_data/"
_PACKAGES = {"skimage": "scikit-image", "sklearn": "scikit-learn", "matplotlib": "matplotlib"}
_CC0 = "CC0 1.0 (no copyright restrictions)"
_CC_BY = "CC BY 2.0, https://creativecommons.org/licenses/by/2.0/"
_MIDDLEBURY = (
    "D. Scharstein, H. Hirschmüller, Y. Kitajima, G. Krathwohl, N. Nešić, X. Wang and P. Westling",
    "none stated by scikit-image; cite the Middlebury 2014 stereo benchmark (GCPR 2014)",
    "http://vision.middlebury.edu/stereo/data/scenes2014/, reduced by 4 in scikit-image",
)

_PHOTOGRAPHS: dict[str, tuple[str, Credit]] = {
    "astronaut": (
        _SKIMAGE + "astronaut.png",
        Credit("The astronaut Eileen Collins", "NASA", "public domain", "https://flic.kr/p/r9qvLn, in scikit-image"),
    ),
    "chelsea": (
        _SKIMAGE + "chelsea.png",
        Credit("Chelsea the cat", "Stefan van der Walt", _CC0, "scikit-image"),
    ),
    "coffee": (
        _SKIMAGE + "coffee.png",
        Credit("Coffee cup", "Rachel Michetti (courtesy of Pikolo Espresso Bar)", _CC0, "scikit-image"),
    ),
    "rocket": (
        _SKIMAGE + "rocket.jpg",
        Credit(
            "Launch of DSCOVR on a Falcon 9",
            "SpaceX",
            "public domain",
            "https://www.flickr.com/photos/spacexphotos/16511594820/, in scikit-image",
        ),
    ),
    "hubble": (
        _SKIMAGE + "hubble_deep_field.jpg",
        Credit(
            "Hubble eXtreme Deep Field",
            "NASA",
            "public domain (NASA's guidelines)",
            "http://hubblesite.org/newscenter/archive/releases/2012/37/image/a/, in scikit-image",
        ),
    ),
    "retina": (
        _SKIMAGE + "retina.jpg",
        Credit(
            "Human retina",
            "Mikael Häggström",
            "CC0 1.0",
            "https://commons.wikimedia.org/wiki/File:Fundus_photograph_of_normal_left_eye.jpg, in scikit-image",
        ),
    ),
    "ihc": (
        _SKIMAGE + "ihc.png",
        Credit(
            "Immunohistochemical staining of colonic glands",
            "Center for Microscopy And Molecular Imaging (CMMI)",
            "no known copyright restrictions",
            "scikit-image",
        ),
    ),
    "motorcycle_left": (_SKIMAGE + "motorcycle_left.png", Credit("Motorcycle, left view", *_MIDDLEBURY)),
    "motorcycle_right": (_SKIMAGE + "motorcycle_right.png", Credit("Motorcycle, right view", *_MIDDLEBURY)),
    "china": (
        _SKLEARN + "china.jpg",
        Credit(
            "Temple in China",
            "danielbuechele",
            _CC_BY,
            "https://www.flickr.com/photos/danielbuechele/6061409035/, in scikit-learn",
        ),
    ),
    "flower": (
        _SKLEARN + "flower.jpg",
        Credit(
            "Flower",
            "vultilion (scikit-learn's README links to vultilion but writes danielbuechele)",
            _CC_BY,
            "https://www.flickr.com/photos/vultilion/6056698931/, in scikit-learn",
        ),
    ),
    "hopper": (
        _MATPLOTLIB + "grace_hopper.jpg",
        Credit(
            "Grace Murray Hopper",
            "United States Navy",
            "public domain",
            "http://commons.wikimedia.org/wiki/File:Grace_Hopper.jpg, in matplotlib",
        ),
    ),
    "camera": (_SKIMAGE + "camera.png", Credit("Camera (grey)", "Lav Varshney", _CC0, "scikit-image")),
    "coins": (
        _SKIMAGE + "coins.png",
        Credit(
            "Greek coins from Pompeii (grey)",
            "Brooklyn Museum Collection",
            "no known copyright restrictions",
            "https://www.brooklynmuseum.org/opencollection/archives/image/51611, in scikit-image",
        ),
    ),
    "brick": (
        _SKIMAGE + "brick.png",
        Credit(
            "Brick wall (grey)", "CC0Textures", "CC0", "https://cc0textures.com/view.php?tex=Bricks25, in scikit-image"
        ),
    ),
    "grass": (
        _SKIMAGE + "grass.png",
        Credit(
            "Grass (grey)",
            "linolafett",
            "CC0",
            "https://www.deviantart.com/linolafett/art/Grass-01-434853879, in scikit-image",
        ),
    ),
    "gravel": (
        _SKIMAGE + "gravel.png",
        Credit("Gravel (grey)", "CC0Textures", "CC0", "https://cc0textures.com/view.php?tex=Gravel04, in scikit-image"),
    ),
}

NAMES: tuple[str, ...] = tuple(_PHOTOGRAPHS)


def load(name: str, side: int | None = None, square: bool = False) -> np.ndarray:
    """Read a photograph by name: float32 (height, width, 3) in [0, 1], grey ones too.

    `side` is the shorter side of the result in pixels (the file's own without it); `square` cuts the middle square.
    Raises SettingError for an unknown name or a bad side, PictureError when the package lacks its file.
    """
    return images.read(_path(name), side=side, square=square, name=f"photograph {name!r}")


def credit(name: str) -> Credit:
    """Return whose photograph it is, its licence and its source. Raises SettingError for an unknown name."""
    return _entry(name)[1]


def credits_table(names: Iterable[str] = NAMES) -> str:
    """Return a Markdown table of the photographs' titles, authors, licences and sources, for the end of a lesson."""
    rows = ["| Photograph | Title | Author | Licence | Source |", "|---|---|---|---|---|"]
    for name in names:
        of = credit(name)
        rows.append(f"| `{name}` | {of.title} | {of.author} | {of.licence} | {of.source} |")
    return "\n".join(rows)


def _entry(name: str) -> tuple[str, Credit]:
    """Look a name up, and suggest the closest when there is none."""
    if isinstance(name, str) and name in _PHOTOGRAPHS:
        return _PHOTOGRAPHS[name]
    close = difflib.get_close_matches(str(name).lower(), NAMES, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else " For a file of your own use images.read."
    raise SettingError(f"no photograph is called {name!r}. Accepted: {', '.join(NAMES)}.{hint}")


def _path(name: str) -> Path:
    """Find a photograph's file without importing the package that it lies in."""
    package, _, inside = _entry(name)[0].partition("/")
    spec = importlib.util.find_spec(package)
    path = Path(spec.submodule_search_locations[0], inside) if spec else None
    if path is None or not path.is_file():
        raise PictureError(
            f"the photograph {name!r} is part of {_PACKAGES[package]}, whose file {inside} is not installed here. "
            f"Install the package again from the course's lock, or choose another of: {', '.join(NAMES)}."
        )
    return path
