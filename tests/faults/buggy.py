"""python -m tests.faults.buggy serve: the service with the bug that STORM_BUG names. Only the harness starts it."""

from __future__ import annotations

import os
import sys

import main
from tests.faults.bugs import BUGS, TRACED

if __name__ == "__main__":
    (BUGS | TRACED)[os.environ["STORM_BUG"]]()
    sys.exit(main.main())
