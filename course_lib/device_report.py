"""What a machine is, in plain words."""

import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DeviceReport:
    """What the course runs on. `print` gives it in plain words, one line a fact, the same lines on every machine."""

    system: str
    """Operating system and machine, such as `Linux x86_64`."""
    python: str
    tensorflow: str
    keras: str
    processor: str
    """The processor's model name."""
    cores: int
    """Processor cores that this process may use."""
    memory_gb: float
    """The machine's memory in GB (1e9 bytes)."""
    gpus: tuple[str, ...]
    """The names of the GPUs that TensorFlow can use, empty without one."""

    def __str__(self) -> str:
        """Write the report as six lines."""
        gpus = ", ".join(self.gpus) if self.gpus else "none (none is needed)"
        return "\n".join(
            [
                f"Processor: {self.processor}, {self.cores} {'core' if self.cores == 1 else 'cores'}",
                f"Memory: {self.memory_gb:.0f} GB",
                f"Graphics card: {gpus}",
                f"System: {self.system}, Python {self.python}",
                f"TensorFlow: {self.tensorflow}",
                f"Keras: {self.keras}",
            ]
        )


def processor_name() -> str:
    """Return the processor's model name as Linux, macOS or Windows tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        facts = dict(line.partition(":")[::2] for line in cpuinfo.read_text(errors="replace").splitlines())
        name = next((value for key, value in facts.items() if key.strip() == "model name"), "")
    elif shutil.which("sysctl"):
        asked = subprocess.run(
            ["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, check=False
        )
        name = asked.stdout
    else:
        name = platform.processor()
    return name.strip() or platform.machine()
