"""The retention plan: the rules, which rows they reach on a day, and carrying them out at night."""
