"""What starts, kills or races real processes and sessions with the database, and the demo town, which is built whole."""
