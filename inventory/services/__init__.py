"""Changes with consequences: answers, records and sending. One verb, one transaction, one audit entry each."""
