"""Callbacks for runs without a lab: print the losses, save the picture, every so many steps."""

from pathlib import Path

from course_lib import images
from course_lib.training.every import Every
from course_lib.training.style_run import StyleRun


class PrintEvery(Every):
    """Print step and losses every so many steps: `run.run(callbacks=[PrintEvery(run, 20)])`."""

    def act(self) -> None:
        """One line: the step, then each loss with three digits."""
        losses = {name: value for name, value in self.run.history[-1].items() if name != "step"}
        print(f"step {self.run.step:5}: " + ", ".join(f"{name} {value:.3g}" for name, value in losses.items()))


class SaveEvery(Every):
    """Write the picture every so many steps as step-00020.png and so on."""

    def __init__(self, run: StyleRun, every: int, folder: str | Path):
        """`folder` is made where it does not exist. Raises SettingError."""
        super().__init__(run, every)
        self.folder = Path(folder)

    def act(self) -> None:
        """Write one PNG."""
        self.folder.mkdir(parents=True, exist_ok=True)
        images.write(self.run.picture(), self.folder / f"step-{self.run.step:05}.png")
