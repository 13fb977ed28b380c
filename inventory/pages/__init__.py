"""What the pages of the inventory show, made ready: templates decide nothing and ask for nothing."""
