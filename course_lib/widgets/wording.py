"""What a live widget says in words: where it stands, how long it will take, what went wrong."""

from course_lib.errors import CourseError
from course_lib.widgets.background_run import BackgroundRun, Phase

_LONGEST_ERROR = 300


def status(run: BackgroundRun, queued: int) -> str:
    """One or two sentences on where the run stands; `queued` is the number of knobs that wait for the next step."""
    place = f"at step {run.session.step} of {run.session.total}"
    if run.phase is Phase.RUNNING:
        return run.doing or ("Pausing after this step." if run.halting else "Training.")
    if run.phase is Phase.FAILED:
        return f"{_sentence(training_error(run.error))} It stands {place}."
    because = f": {run.reason.rstrip('.')}" if run.reason else ""
    if run.phase is Phase.FINISHED:
        return f"Finished {place}{because}. Turn a slider, or press Start, and it goes on from here."
    waits = f" {queued} turned {'knob waits' if queued == 1 else 'knobs wait'} for the next step." if queued else ""
    return f"Paused {place}{because}.{waits}"


def training_error(error: Exception) -> str:
    """What stopped the training, in plain words and on one line."""
    return f"The training stopped: {plain(error)}"


def drawing_error(error: Exception) -> str:
    """What kept the picture from being drawn, in plain words and on one line."""
    return _sentence(f"The picture could not be drawn: {plain(error)}") + " The training itself is not touched by this."


def plain(error: Exception) -> str:
    """An exception on one line: the library's own by their message, others with their type before it."""
    first_line = (str(error).strip().splitlines() or [""])[0]
    if not isinstance(error, CourseError):
        first_line = f"{type(error).__name__}: {first_line}".removesuffix(": ")
    return first_line if len(first_line) <= _LONGEST_ERROR else first_line[:_LONGEST_ERROR].rstrip() + " ..."


def time_left(seconds: float | None) -> str:
    """A duration as people say it: "about 12 s left"; empty where it is not known."""
    if seconds is None:
        return ""
    if seconds < 1.5:
        return "about 1 s left"
    if seconds < 90:
        return f"about {seconds:.0f} s left"
    return f"about {seconds / 60:.0f} min left"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "...")) else text + "."
