"""A worker that cannot go on says why."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="lists open files through /dev/fd")
def test_a_run_that_closes_files_of_its_worker_ends_it_with_a_sentence(tmp_path: Path) -> None:
    program = (
        "import os\n"
        "from pathlib import Path\n"
        "from paradiplomacy.experiments.engine import process\n"
        "process._ESSENTIAL.update(process._open_files())\n"
        "with process.files_kept(Path('trace.txt')):\n"
        "    os.closerange(0, 100)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stderr == ""
    assert (tmp_path / "trace.txt").read_text() == "the run closed files that it had not opened\n"
