"""A record to try with: made up, and as small as one that says something can be."""

EXAMPLE: dict[str, object] = {
    "reference_date": "2026-03-12",
    "licence": {"kind": "teacher", "issued_on": "2018-06-20", "revocation_final_on": None, "evidence": "accepted"},
    "qualifying_degree": {"issued_on": "2018-06-05", "evidence": "accepted"},
    "employments": [
        {
            "profession": "teacher",
            "in_school_system": True,
            "extent_percent": 100,
            "starts_on": "2018-08-13",
            "ends_on": None,
            "evidence": "accepted",
        }
    ],
    "courses": [
        {
            "title": "Specialpedagogik i klassrummet",
            "code": "SPG123",
            "institution": "Göteborgs universitet",
            "credits": 7.5,
            "cycle": "second",
            "completed_on": "2024-06-02",
            "passed": True,
            "merit_basis": "special_needs_education",
            "kind": "regular",
            "evidence": "accepted",
        }
    ],
    "degrees": [],
    "research": [],
    "decisions": [],
}
