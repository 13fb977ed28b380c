"""Everything about one person, out and in: the document, the file it travels in, and taking one in from another installation."""
