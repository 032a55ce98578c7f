"""What `benchmarks/compare.py` measures, a module a group. `programs` run in processes of their own, with other packages than this."""
