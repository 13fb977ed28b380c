"""The pages of the inventory, for everybody who is employed."""
