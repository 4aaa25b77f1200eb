"""The library's own errors: each message says what was given, what is accepted, and what to do."""


class CourseError(Exception):
    """Base of every error that the course library raises on purpose."""


class PictureError(CourseError, ValueError):
    """A picture cannot be read, or is not one that the library can work with."""


class SettingError(CourseError, ValueError):
    """A setting is unknown, of the wrong kind, or out of its range."""


class KnobError(SettingError):
    """A knob is unknown, or was turned to a value outside its range."""


class DownloadError(CourseError):
    """A file that may be downloaded is not on disk and could not be fetched."""


class ArchiveError(CourseError):
    """An archive is damaged, or holds what is not to be unpacked."""


class DivergedError(CourseError):
    """A training run left the range of finite numbers."""


class NotKeptWarning(UserWarning):
    """Something could not be written while a run trains, a full disk say; the training goes on."""
