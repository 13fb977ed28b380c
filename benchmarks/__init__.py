"""How long pages take beside the simplest signed-in page of the same process: `make bench`."""
