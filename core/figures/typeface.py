"""How wide Figtree sets text, so that figures can wrap and place it. Advance widths in thousandths of the font size,
read from the font files in static/fonts with tabular figures; kerning is left out, which errs on the wide side."""

CHARACTERS = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~åäöÅÄÖéÉüÜèàôñøæØÆß§–—…·×°½−’”“‘»«•"
)
ADVANCES = {
    400: """
        247 298 320 629 563 786 644 200 352 352 481 623 226 417 208 389 641 623 623 623 623 623 623 623 623 623 253 259 623 623
        623 504 989 677 611 721 688 592 543 760 751 271 515 610 520 846 774 776 579 780 626 614 552 707 693 960 614 604 641 324
        389 324 551 438 221 510 586 541 586 546 369 587 558 232 269 485 220 851 558 580 591 578 338 466 378 558 520 784 475 526
        491 385 257 385 567 509 509 580 677 677 776 547 592 558 707 547 509 580 558 579 878 784 1001 564 570 550 1100 613 254
        623 369 860 623 181 330 330 181 551 551 489
    """,
    600: """
        241 307 376 630 558 802 646 227 370 370 485 629 245 411 232 415 645 629 629 629 629 629 629 629 629 629 282 287 629 629
        629 509 991 699 612 723 695 590 550 750 750 282 537 644 530 853 774 783 594 785 637 610 572 705 711 975 653 630 635 336
        415 336 569 436 247 524 592 544 591 551 384 596 565 250 282 517 236 864 564 581 597 586 363 466 393 564 542 815 512 556
        483 391 257 391 628 520 520 581 699 699 783 553 590 564 705 553 520 581 564 579 876 787 1011 578 542 550 1100 671 258
        629 374 866 629 204 381 381 204 600 600 476
    """,
    700: """
        238 312 412 631 554 813 647 245 382 382 488 632 257 408 248 432 648 632 632 632 633 632 632 632 632 632 301 305 632 632
        632 513 992 714 612 725 700 589 554 743 750 289 552 666 537 857 773 787 603 789 645 607 584 704 722 985 679 647 632 344
        432 344 581 434 263 533 596 546 595 554 393 601 570 262 291 538 246 872 568 581 601 592 379 466 402 568 556 835 536 576
        477 394 256 394 667 528 528 581 714 714 787 557 589 568 704 557 528 581 568 578 875 790 1018 587 524 550 1100 709 260
        632 378 869 632 219 415 415 219 632 632 468
    """,
}
WIDTHS = {weight: dict(zip(CHARACTERS, map(int, advances.split()), strict=True)) for weight, advances in ADVANCES.items()}
UNKNOWN = 700  # a character outside the table counts as a wide one


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width in the unit of size. A weight between those that are known counts as the heavier one."""
    table = WIDTHS[400 if weight <= 400 else 600 if weight <= 600 else 700]
    return sum(table.get(character, UNKNOWN) for character in text.replace("\N{NO-BREAK SPACE}", " ")) * size / 1000
