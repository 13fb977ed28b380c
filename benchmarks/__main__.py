"""Measures PAGES against REFERENCE in this process: `python -m benchmarks small|full`, beside a database with the demo in it."""

import sys

import django


def main(size: str) -> int:
    django.setup()
    from benchmarks import engine, mail, measure, reassessing, upkeep, visibility  # noqa: PLC0415  # models can be imported only now

    if size == "full":
        from benchmarks import grow  # noqa: PLC0415

        grow.to_full_size()
    return max(
        [
            engine.report(size),
            measure.report(size),
            visibility.report(size),
            upkeep.report(size),
            reassessing.report(size),
            mail.report(size),
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
