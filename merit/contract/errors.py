"""What is wrong with a record, and where."""


class RecordError(ValueError):
    """The record breaks the contract. `path` is such as ``courses[2].credits``, empty for the record as a whole; `message` is for people.

    Neither repeats a value of the record: it may be personal, and it may be megabytes.
    """

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
        self.message = message

    def inside(self, container: str) -> "RecordError":
        """The same fault, seen from outside the container it lies in."""
        return RecordError(f"{container}.{self.path}" if self.path else container, self.message)


class UnreadableError(RecordError):
    """The text is no JSON at all, so that there is no record to find a fault in."""
