"""A record of the contract for the tests, to be changed one thing at a time."""


def record(**changes):
    """A whole record of the contract, every list filled."""
    return {
        "reference_date": "2026-03-12",
        "licence": {"kind": "teacher", "issued_on": "2015-06-20", "revocation_final_on": None, "evidence": "accepted"},
        "qualifying_degree": {"title": "Lärarexamen", "institution": "Umeå universitet", "issued_on": "2015-06-05", "evidence": "accepted"},
        "employments": [
            {
                "profession": "teacher",
                "in_school_system": True,
                "extent_percent": 80,
                "starts_on": "2015-08-10",
                "ends_on": None,
                "evidence": "accepted",
            }
        ],
        "courses": [
            {
                "title": "Läs- och skrivutveckling",
                "code": "LL201G",
                "institution": "Malmö universitet",
                "credits": 15,
                "cycle": "first",
                "completed_on": "2020-01-19",
                "passed": True,
                "merit_basis": "subject_didactics",
                "kind": "regular",
                "evidence": "accepted",
            }
        ],
        "degrees": [
            {"title": "Magister", "cycle": "second", "credits": 60, "merit_credits": 30, "awarded_on": "2022-06-10", "evidence": "accepted"}
        ],
        "research": [{"title": "Läsa tillsammans", "starts_on": "2023-08-15", "ends_on": "2024-06-10", "evidence": "accepted"}],
        "decisions": [{"level": 1, "decided_on": "2025-12-04", "evidence": "accepted"}],
        **changes,
    }


def changed(*path, to):
    """The record with the value at a path replaced; with `GONE`, the field is left out."""
    whole = record()
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    if to is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return whole


GONE = object()
