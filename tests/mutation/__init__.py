"""Faults put into merit/rules one at a time, to see that a test notices each: `make mutants`."""
