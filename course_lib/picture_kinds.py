"""What a file is by its first bytes, whatever its name says, and how to make a picture of it when it is none."""

PICTURES = ("PNG", "JPEG", "WebP", "GIF", "BMP", "TIFF")  # that the course reads

_CONVERT = "Open it in a photo viewer and save it as JPEG or PNG."
_BRANDS = {  # ISO base media files name their kind at byte 8
    b"avif": "an AVIF picture",
    b"avis": "an AVIF picture",
    b"heic": "a HEIC photograph",
    b"heix": "a HEIC photograph",
    b"hevc": "a HEIC photograph",
    b"mif1": "a HEIC photograph",
    b"msf1": "a HEIC photograph",
    b"crx ": "a camera's raw photograph",
}
_SIGNATURES = [
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript file"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x93NUMPY", "a numpy array file"),
    (b"\0\0\x01\0", "an icon"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"version https://git-lfs", "a Git LFS pointer"),
]
_CURES = {
    "a PDF document": "Take a screenshot of the page, or export it as PNG.",
    "a web page": "It was saved in the picture's place: open the page and save the picture itself.",
    "an SVG drawing": "Export it as PNG at the size that you want.",
    "a ZIP archive or an office document": "Unpack it, or save the picture out of the document.",
    "a gzip archive": "Unpack it first.",
    "a numpy array file": "Load it with numpy.load and hand over the array.",
    "a Git LFS pointer": "Fetch the file behind it with: git lfs pull.",
    "a video": "Save one frame of it as PNG.",
    "text": "Check that the path is the picture's.",
    "no kind of file that this course knows": "Check that the path is the picture's. " + _CONVERT,
}


def kind_of(data: bytes) -> str:
    """Name the kind of file that starts with these bytes: one of PICTURES, or words such as "a PDF document"."""
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "a video")
    if data[:4] == b"RIFF":
        return "WebP" if data[8:12] == b"WEBP" else "a video"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return _kind_of_text(data[:1024])


def cure_for(kind: str) -> str:
    """Say how to make a picture that the course reads of a file of this kind."""
    return _CURES.get(kind, _CONVERT)


def _kind_of_text(start: bytes) -> str:
    """Tell a web page and a drawing from other text, and text from bytes of no known kind."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in text:
        return "an SVG drawing"
    if text.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    printable = sum(byte >= 32 or byte in b"\t\r\n" for byte in start)
    return "text" if printable == len(start) else "no kind of file that this course knows"


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels as the header of a WebP file gives them, or None for any other file."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
