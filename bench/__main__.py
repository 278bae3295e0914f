"""Every figure of the product in one go, each with its floor or aim beside it: python -m bench"""

import subprocess
import sys

for name in ("ingest", "understand", "growth", "page", "company", "delivery", "memory"):
    print(f"-- {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
