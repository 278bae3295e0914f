"""`python -m huizhi`."""

import sys

from huizhi.cli import main

if __name__ == "__main__":
    sys.exit(main())
