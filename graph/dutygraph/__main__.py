"""Run the command line: `python -m dutygraph`."""

from dutygraph.cli import main

if __name__ == "__main__":
    main()
