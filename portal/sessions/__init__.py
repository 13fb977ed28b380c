"""How long somebody stays signed in: an idle and an absolute limit, a warning in time, and signing out everywhere."""
