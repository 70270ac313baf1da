"""What can go wrong when a service is asked, and what each fault means for the next question."""

from collections.abc import Mapping
from importlib.util import find_spec

from magclaims.errors import MagclaimsError

WINDOW = 1.3
"""Seconds in which the limit of one second is used up: requests that start evenly arrive unevenly.

The threads of a busy machine send 30 to 200 ms after it was their turn."""

_PROXIES = frozenset({"http", "https", "socks5", "socks5h"})
_ASKED_BY = frozenset({"http", "https", "all"})


class UnansweredError(Exception):
    """A service gave no usable answer; the text says why, for people."""


class FaultError(Exception):
    """One request failed, for a reason in a few words.

    `retry` tells whether asking again may help, `after` how many seconds the service asks us to wait, `connection`
    that none was made, `too_long` that the service refused the size of the request.
    """

    def __init__(
        self,
        reason: str,
        *,
        retry: bool = True,
        after: float | None = None,
        connection: bool = False,
        too_long: bool = False,
    ) -> None:
        super().__init__(reason)
        self.retry = retry
        self.after = after
        self.connection = connection
        self.too_long = too_long


class TooLongError(UnansweredError):
    """The service refused the request for its size; asking for less may help."""


def fault_of(status: int, headers: Mapping[str, str]) -> FaultError:
    """The fault that a status which is no answer stands for."""
    if status == 429:
        # Crossref's own 429 may come without a word: then every thread waits for the next second.
        after = _seconds(headers.get("retry-after", ""))
        return FaultError("too many requests (429)", after=WINDOW if after is None else after)
    if status in {408, 425} or status >= 500:
        return FaultError(
            f"server error ({status})", after=_seconds(headers.get("retry-after", ""))
        )
    if status in {413, 414}:
        return FaultError(f"the request is too long ({status})", retry=False, too_long=True)
    if status in {401, 403}:
        return FaultError(f"access refused ({status})", retry=False)
    return FaultError(f"unexpected status {status}", retry=False)


def _seconds(value: str) -> float | None:
    """Retry-After in seconds; its other form, a date, is left to our own clock."""
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def transport_fault(error: Exception) -> FaultError:
    """The fault behind an exception of httpx2."""
    import httpx2

    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)):
        return FaultError("no connection", connection=True)
    if isinstance(error, httpx2.TimeoutException):
        return FaultError("no answer in time")
    if isinstance(error, (httpx2.InvalidURL, httpx2.UnsupportedProtocol)):
        return FaultError(f"not an address that can be asked: {error}", retry=False)
    return FaultError("the connection broke")


def check_proxy() -> None:
    """Say what is lacking where the environment names a proxy that httpx2 cannot speak to.

    Raises:
        MagclaimsError: It names a SOCKS proxy, and `socksio` is not installed; or one of a kind that nobody speaks to.
    """
    from urllib.request import getproxies

    for scheme, proxy in sorted(getproxies().items()):
        kind = proxy.lower().partition("://")[0]
        if kind.startswith("socks") and find_spec("socksio") is None:
            raise MagclaimsError(
                f"the environment names a SOCKS proxy ({scheme}: {proxy}): "
                "`pip install socksio`, or unset it"
            )
        if "://" in proxy and scheme in _ASKED_BY and kind not in _PROXIES:
            raise MagclaimsError(
                f"the environment names a proxy ({scheme}: {proxy}) of a kind that is not known: "
                f"{', '.join(sorted(_PROXIES))} are; or unset it"
            )
