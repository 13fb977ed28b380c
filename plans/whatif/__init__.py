"""What if: courses not yet taken, another extent of work, another day; today beside then. Nothing is stored unless asked."""
