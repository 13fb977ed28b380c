"""Skolverket's register check: the list that is sent, and an answer taken in by columns that the administrator names.

Neither format is published, so none is known here: the list is one personal number a row, and nothing in an answer is taken for granted.
"""
