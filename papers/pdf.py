"""Paper as PDF, by WeasyPrint in a process of its own: HTML on standard input, PDF on standard output.

The process apart keeps WeasyPrint's memory out of the pages' process, and a paper that never ends out of its way.
"""

import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec

from coordination.language import N_
from coordination.refusal import Refusal

SECONDS = 60
LIBRARIES = {
    "pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0",
}


class NoPDF(Refusal):
    sentence = N_("To make PDF files, this needs to be installed: %(missing)s. "
                  "Until then, print the page and choose “Save as PDF”.")
    status = 503


class PDFFailed(Refusal):
    sentence = N_("The PDF could not be made. Please print the page and choose “Save as PDF”.")
    status = 503


@cache
def missing() -> tuple[str, ...]:
    """What has to be installed before a PDF can be made: Debian packages, or the Python package; empty if nothing."""
    libraries = tuple(package for name, package in LIBRARIES.items() if not find_library(name))
    return libraries if find_spec("weasyprint") else ("weasyprint", *libraries)


def make(html: str) -> bytes:
    """The PDF of a whole HTML document. Raises NoPDF where libraries are missing, PDFFailed when it takes too long."""
    if missing():
        raise NoPDF(missing=", ".join(missing()))
    try:
        done = subprocess.run([sys.executable, "-m", "papers.pdf"], input=html.encode(), capture_output=True,
                              timeout=SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        sys.stderr.write((error.stderr or b"").decode(errors="replace"))
        raise PDFFailed from error
    return done.stdout


def main() -> None:
    # Imported here: it takes half a second and 60 MB, and only the process apart needs it.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    document = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=URLFetcher(allowed_protocols=()))
    sys.stdout.buffer.write(document.write_pdf(pdf_tags=True))


if __name__ == "__main__":
    main()
