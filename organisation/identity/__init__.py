"""Who somebody is to the authorities: the numbers that identify them, and whose name must not be shown."""
