"""The administrator's pages about the organisation, for people who come twice a year.

Plain words, one thing a page, and what will happen is shown before it is done.
"""
