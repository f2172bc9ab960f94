"""What a server can be told, beside what it answers from."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from web.tokens import TokenFile

if TYPE_CHECKING:
    from web.feedback import FeedbackFile

MEBIBYTE = 1024 * 1024
# How many may wait for each that is served.
WAITING_FOR_EACH = 3


class ServerSettings(TypedDict, total=False):
    """The settings of ``create_app``; what is left out is as in ``DEFAULTS``."""

    writable: bool
    """True: articles can be added and removed; else that is refused with 403."""
    hosts: Sequence[str] | None
    """The names that it answers to, others get 400; None answers to any."""
    tokens: TokenFile | None
    """Who may do what; None lets everybody do everything."""
    rate: str | None
    """How often one client may call, as in "60/minute"; None sets no limit."""
    max_upload: int
    """Bytes that an upload may have."""
    asking: int
    """How many questions are answered at a time."""
    waiting: int
    """How many more may wait for their turn; further ones are refused with 503."""
    cors: Sequence[str]
    """Origins whose pages may call the API; "*" is any."""
    proxies: int
    """How many proxies in front are trusted to say who called, and under what name."""
    feedback: "FeedbackFile | None"
    """Where verdicts on answers are kept; None keeps none, and refuses them with 403."""
    log_requests: bool
    """True: two lines for every request, accepted and answered; no question is in them."""
    log_questions: bool
    """True: questions are in these lines as well."""


DEFAULTS: ServerSettings = {
    "writable": False,
    "hosts": None,
    "tokens": None,
    "rate": None,
    "max_upload": 64 * MEBIBYTE,
    # One question keeps a core busy most of the time.
    "asking": os.cpu_count() or 1,
    # The last in the queue waits about as long as five answers to one asker take.
    "waiting": WAITING_FOR_EACH * (os.cpu_count() or 1),
    "cors": (),
    "proxies": 0,
    "feedback": None,
    "log_requests": False,
    "log_questions": False,
}


def config_of(settings: ServerSettings) -> dict[str, Any]:
    """Return all settings under the names that they have in ``app.config``."""
    return {name.upper(): value for name, value in {**DEFAULTS, **settings}.items()}
