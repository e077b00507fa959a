"""Tables of words as Tesseract writes them."""


def row(text: str, left: int, top: int, width: int, height: int, confidence: float = 96.5) -> str:
    return f"5\t1\t1\t1\t1\t1\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}"


def table(*rows: str) -> str:
    return "\n".join(["level\tpage_num\t…", "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t", *rows])
