"""`python -m kajabi_gen`."""

from kajabi_gen.cli import run

if __name__ == "__main__":
    run()
