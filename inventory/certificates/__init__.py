"""Uploaded certificates: what is taken in, how it is scanned, drawn and served."""
