"""Run the command line: ``python -m generator``."""

import sys

MISSING = """\
Koneesta puuttuu Python-paketti {name}. Asenna se: {command}
The machine lacks the Python package {name}. Install it: {command}
"""
COMMAND = "python -m pip install --require-hashes -r requirements.txt"

if __name__ == "__main__":
    try:
        from generator.cli import ALONE, main
    except ModuleNotFoundError as error:
        # Not even the command line can be loaded, so the words stand here, in both languages.
        sys.stderr.write(MISSING.format(name=error.name, command=COMMAND))
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
    main(obj=ALONE)
