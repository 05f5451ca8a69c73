"""The command line: one file per verb, thin over the API. Answers go to standard output, all else to standard error."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 the run failed, 2 wrong usage."""
    from reportedly.cli.app import app
    from reportedly.errors import ReportedlyError, UsageError

    try:
        app()
    except ReportedlyError as error:
        sys.stderr.write(f"reportedly: {error}\n")
        raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("reportedly: stopped; what was stored stays, run it again to go on\n")
        raise SystemExit(130) from None
