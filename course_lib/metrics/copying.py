"""Does a generator copy its training data? A comparison of three sets of points or of features."""

import numpy as np
from scipy.stats import rankdata

from course_lib.metrics.neighbours import nearest
from course_lib.metrics.samples import checked


def copying(fakes: np.ndarray, training: np.ndarray, held_out: np.ndarray) -> float:
    """How often a fake lies nearer to the training data than a real sample does that was held out.

    Arguments: fakes (n, d); training (m, d), what was learned from; held_out (k, d), from the same source and never
    learned from. Returns the share of all pairs of a fake and a held-out sample in which the fake is the nearer one to
    its nearest training sample, ties counted half: about 0.5 where fakes are like new samples, 1 where all are copies,
    below 0.5 where fakes lie off the data. Mann and Whitney's U over n k, as in the data-copying test of Meehan,
    Chaudhuri and Dasgupta 2020, section 3. Raises SettingError where a set is empty, holds NaN, is no array (n, d), or
    where the widths differ.
    """
    made, learned, kept = checked(fakes, training, held_out, least=1)
    ways = [nearest(samples, learned).distances[:, 0] for samples in (made, kept)]
    ranks = rankdata(-np.concatenate(ways))
    return float((ranks[: len(made)].sum() / len(made) - (len(made) + 1) / 2) / len(kept))
