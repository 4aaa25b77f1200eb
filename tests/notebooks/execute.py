"""Run notebooks from top to bottom, each in a fresh kernel, and write them back with their outputs in normal form.

python -m tests.notebooks.execute [NOTEBOOK ...]
"""

import sys
import time
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tests.notebooks import normal_form

CELL_TIMEOUT_S = 300
FAILURES = (CellExecutionError, CellTimeoutError, DeadKernelError)


def execute(path: Path) -> None:
    """Run one notebook and write it back; one that fails is left as it was, and one of `FAILURES` says where."""
    notebook = normal_form.read(path)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    normal_form.write(notebook, path)


def main(arguments: list[str]) -> int:
    """Run the named notebooks, or all; go on after one that fails, and say which did."""
    failed = 0
    for path in [Path(argument).resolve() for argument in arguments] or normal_form.committed():
        start = time.monotonic()
        try:
            execute(path)
            print(f"{path.name}: {time.monotonic() - start:.0f} s, {path.stat().st_size / 1000:.0f} kB", flush=True)
        except FAILURES as error:
            print(f"{path.name}: FAILED\n{error}", file=sys.stderr, flush=True)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
