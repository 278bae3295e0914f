"""What the holidays library knows of a year, asked in a process of its own: it takes 19 MB to say a few dates."""

import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path

SECONDS = 20
_ROOT = Path(__file__).parent.parent


@cache
def working_days(country: str, year: int) -> frozenset[date]:
    """The days of a year that are worked, with make-up days; `country` is an ISO 3166 code that the library knows."""
    done = subprocess.run([sys.executable, "-m", "coordination.public_holidays", country, str(year)], cwd=_ROOT,
                          stdout=subprocess.PIPE, text=True, timeout=SECONDS, check=True)
    return frozenset(map(date.fromisoformat, done.stdout.split()))


def main() -> None:
    import holidays

    country, year = sys.argv[1], int(sys.argv[2])
    known, first = holidays.country_holidays(country, years=year), date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    print(*(day.isoformat() for day in days if known.is_working_day(day)), sep="\n")


if __name__ == "__main__":
    main()
