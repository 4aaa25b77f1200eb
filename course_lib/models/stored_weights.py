"""Feature weights on disk: one .npz file in half precision."""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from course_lib.errors import SettingError
from course_lib.models.vgg import Architecture, Weights

OFFLINE_FILE = Path(__file__).parents[2] / "data" / "offline_features.npz"


def save(weights: Weights, path: Path) -> None:
    """Write kernels and biases as float16, the architecture and the mean colour beside them."""
    arrays = {f"{name}/kernel": kernel.astype("float16") for name, kernel in weights.kernels.items()}
    arrays |= {f"{name}/bias": bias.astype("float16") for name, bias in weights.biases.items()}
    shape = weights.architecture
    np.savez(path, widths=shape.widths, depths=shape.depths, mean=weights.mean, **arrays)


def load(path: Path = OFFLINE_FILE) -> Weights:
    """Read what `save` wrote, as float32. Raises SettingError where the file is missing or is another kind of file."""
    if not path.is_file():
        raise SettingError(f"{path} is missing: the course keeps its feature network there. Get the repository again.")
    try:
        with path.open("rb") as file, np.load(file) as arrays:
            stored = {name: arrays[name] for name in arrays.files}
        architecture = Architecture(*(tuple(int(n) for n in stored[key]) for key in ("widths", "depths")))
        kernels = {name: stored[f"{name}/kernel"].astype("float32") for name in architecture.layers}
        biases = {name: stored[f"{name}/bias"].astype("float32") for name in architecture.layers}
        return Weights(architecture, kernels, biases, stored["mean"].astype("float32"))
    except (KeyError, OSError, ValueError, EOFError, BadZipFile) as cause:
        raise SettingError(f"{path} does not hold a feature network: {cause}") from cause
