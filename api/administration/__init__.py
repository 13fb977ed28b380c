"""The administrator's pages about machine clients."""
