"""What changes in the organisation: one verb a function, one transaction and one audit entry each."""
