"""`python -m magclaims`, and the console script."""

from magclaims.cli import main

if __name__ == "__main__":
    main()
