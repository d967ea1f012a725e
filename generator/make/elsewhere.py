"""What other machines do for a build: make its files, keep what was made; and what stops them."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.make.shared import Shared

A = TypeVar("A")
B = TypeVar("B")


class ElsewhereError(Exception):
    """Another machine is not reached, or none can work: ``code`` and ``values`` say why.

    The words are in ``console.toml``. Where it ``lacks`` something, a command installs that.
    """

    def __init__(self, *, code: str, lacks: bool = False, **values: object) -> None:
        """Say why."""
        super().__init__(code)
        self.code = code
        self.values = values
        self.lacks = lacks


class Makers(Protocol):
    """Whoever makes files of their tasks: processes of this machine, or workers of a cluster."""

    def each(self, work: Callable[[A], B], tasks: Sequence[A]) -> Iterator[tuple[int, B]]:
        """Do a module's function on each task; give (index, result) as each is done."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who makes the files, if not this machine's processes; the store behind this machine's."""

    makers: Makers | None = None
    shared: Shared | None = None


def is_safe(address: str, *, certified: bool) -> bool:
    """Tell whether nobody else can send to a process of a cluster at this address.

    What is sent may run code: it goes by TLS, where both sides are ``certified``, or does not
    leave this machine.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or not port or address != f"{parts.scheme}://{parts.netloc}" or "@" in address:
        return False
    return parts.scheme == "tls" if certified else parts.scheme == "tcp" and _is_here(host)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
