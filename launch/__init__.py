"""Starts, checks and packages Meritplan. Standard library only: it runs before anything is installed."""
