"""Reviewing what teachers have sent: the queue, the document beside the row, and the decision."""
