from tests.access.row import Row

ROWS: dict[str, Row] = {}
