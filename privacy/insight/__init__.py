"""An administrator sees a named person's record: with a reason, for half an hour, to read, and the person is told."""
