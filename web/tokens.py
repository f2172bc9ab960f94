"""Bearer tokens: who may read, write and administer a server (RFC 6750).

A file holds them, one JSON object a line, for a person to look at and for the server to read again
when it changes. It holds no secret: of each only the SHA-256. A token is 256 random bits, so a
slow hash would protect nothing that a fast one does not.
"""

import datetime
import hashlib
import hmac
import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from qa.errors import TokenError
from web.scope import Scope

SCOPES: tuple[Scope, ...] = get_args(Scope)

PREFIX = "qa_"
_BYTES = 32
_ID_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Token:
    """What a file says of a token; ``created`` and ``revoked`` are UTC, ISO 8601."""

    id: str
    name: str
    scope: Scope
    sha256: str
    created: str
    revoked: str | None = None

    def may(self, scope: Scope) -> bool:
        """Tell whether it allows what ``scope`` does."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


class TokenFile:
    """The tokens of a file, as it stands at every look."""

    def __init__(self, path: Path) -> None:
        """Look at ``path``, which has to be there.

        :raises TokenError: when it cannot be read as a file of tokens.
        """
        self.path = path
        self._read: tuple[tuple[int, ...], list[Token]] = ((), [])
        self.tokens()

    def tokens(self) -> list[Token]:
        """Return its tokens, revoked ones too, in the order they were made.

        :raises TokenError: when it cannot be read as a file of tokens.
        """
        stamp = _stamp(self.path)
        seen, tokens = self._read
        if stamp != seen:
            tokens = read_tokens(self.path)
            self._read = (stamp, tokens)
        return tokens

    def find(self, secret: str) -> Token | None:
        """Return the token whose text this is; None when it is none, or was revoked.

        How long that takes says nothing of how near a wrong text came.

        :raises TokenError: when the file cannot be read any more.
        """
        digest = _sha256(secret)
        same = [one for one in self.tokens() if hmac.compare_digest(one.sha256, digest)]
        return same[0] if same and same[0].revoked is None else None


def read_tokens(path: Path) -> list[Token]:
    """Return the tokens of a file.

    :raises TokenError: when it cannot be read as one.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        tokens = [Token(**json.loads(line)) for line in lines if line.strip()]
    except FileNotFoundError as error:
        raise TokenError(
            f"no file of tokens at {path}. Make one: qa token new NAME --tokens {path}"
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise TokenError(
            f"{path} is not a file of tokens ({error}). Expected one that qa token new made."
        ) from error
    for token in tokens:
        if token.scope not in SCOPES or len(token.sha256) != len(_sha256("")):
            raise TokenError(
                f"{path} is not a file of tokens: {token.id!r} has no scope or no hash. Expected "
                f"one that qa token new made, with the scopes {', '.join(SCOPES)}."
            )
    return tokens


def new_token(path: Path, name: str, scope: Scope) -> tuple[Token, str]:
    """Add a token to a file, made when there is none; return it and its text.

    The text is nowhere else: it cannot be shown again.

    :raises TokenError: when the file cannot be read or written.
    """
    tokens = read_tokens(path) if path.exists() else []
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    token = Token(secrets.token_hex(_ID_DIGITS // 2), name, scope, _sha256(secret), _now())
    _write(path, [*tokens, token])
    return token, secret


def revoke_token(path: Path, wanted: str) -> Token:
    """Revoke the token with an id or name; a running server refuses it from then on.

    :raises TokenError: when there is none, or several have the name, or the file is not writable.
    """
    tokens = read_tokens(path)
    meant = [one for one in tokens if wanted in (one.id, one.name) and one.revoked is None]
    if len(meant) != 1:
        several = f"{len(meant)} tokens have the name" if meant else "no valid token has the name"
        raise TokenError(f"{several} or id {wanted!r} in {path}; qa token list shows their ids.")
    revoked = replace(meant[0], revoked=_now())
    _write(path, [revoked if one.id == revoked.id else one for one in tokens])
    return revoked


def _write(path: Path, tokens: list[Token]) -> None:
    """Write a file of tokens, whole or not at all, for its owner alone."""
    text = "".join(json.dumps(asdict(token), ensure_ascii=False) + "\n" for token in tokens)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TokenError(
            f"cannot write {path}: {error.strerror}. Expected a folder you may write to."
        ) from error


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes when a file does."""
    try:
        found = path.stat()
    except OSError as error:
        raise TokenError(
            f"no file of tokens at {path}: {error.strerror}. Make one: "
            f"qa token new NAME --tokens {path}"
        ) from error
    return found.st_mtime_ns, found.st_size, found.st_ino


def _sha256(secret: str) -> str:
    """Return the hash of a token's text; any text has one."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    """Return the time, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
