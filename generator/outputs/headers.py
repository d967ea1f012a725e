"""The site's policy -> the files by which hosts send it: nginx, Apache, and hosts of pages.

Nothing is loaded from anywhere else, no script or style stands in a page, nothing is framed, and
no device of the reader's is asked for. ``'wasm-unsafe-eval'`` lets the search's engine run, and
nothing else that a text could become.
"""

from __future__ import annotations

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES, NGINX, APACHE = "_headers", "headers.nginx.conf", ".htaccess"


def header_files() -> dict[str, bytes]:
    """Give each host's file by its path below the site."""
    return {
        PAGES: _lines("/*", *(f"  {name}: {value}" for name, value in HEADERS.items())),
        NGINX: _lines(
            "# include this in the site's server block; a location that adds headers of its own",
            "# must include it again",
            *(f'add_header {name} "{value}" always;' for name, value in HEADERS.items()),
        ),
        APACHE: _lines(
            "<IfModule mod_headers.c>",
            *(f'  Header always set {name} "{value}"' for name, value in HEADERS.items()),
            "</IfModule>",
        ),
    }


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
