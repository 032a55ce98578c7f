"""`python -m kajabi_gen`."""

from kajabi_gen.cli import main

if __name__ == "__main__":
    main()
