"""Two accounts of one person: suspected, looked at side by side, made one by somebody, and undone within thirty days.

The rows that are somebody's change owner; who did what and when never does. What kept and merged cannot both have stays where it is.
"""
