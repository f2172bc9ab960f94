"""Request bodies are read strictly: what is not JSON, or not sent as JSON, is refused.

RFC 8259 leaves open what NaN and repeated names mean; a server that guesses answers another
question than the one that was asked, so both are errors here.
"""

import json
from tempfile import NamedTemporaryFile
from typing import IO, Any, NoReturn, cast

from flask import Request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream

CHUNK_BYTES = 64 * 1024


class StrictRequest(Request):
    """A request whose JSON has to be declared as such, and says what is wrong with it.

    Files in it are on disk, under a name, as long as the request lasts.
    """

    def _get_file_stream(self, *lengths: Any, **names: Any) -> IO[bytes]:
        """Return where the next file of a form is written to as it arrives."""
        return cast(IO[bytes], NamedTemporaryFile(prefix="qa-upload-"))

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body, held to ``max_content_length`` whatever its length was said to be."""
        most = self.max_content_length
        if most is None or "wsgi.input_terminated" not in self.environ:
            return super().stream
        if self.content_length is not None and self.content_length > most:
            raise RequestEntityTooLarge
        return cast(IO[bytes], WholeStream(self.environ["wsgi.input"], most + 1, is_max=True))

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """Return the body as JSON; ``force`` is ignored, the content type has to be right.

        :raises UnsupportedMediaType: (415) when the body is declared as something else.
        :raises BadRequest: (400) when it is not JSON.
        """
        return super().get_json(force=False, silent=silent, cache=cache)

    def on_json_loading_failed(self, e: ValueError | None) -> NoReturn:
        """Tell what was wrong; Flask keeps it to itself outside of debugging."""
        if e is None:
            raise UnsupportedMediaType(
                f"The body is sent as {self.mimetype or 'nothing in particular'}. "
                "Send it with the header Content-Type: application/json."
            )
        raise BadRequest(f"The body is not valid JSON: {e}.")


class WholeStream(LimitedStream):
    """A body that is read whole or not at all.

    werkzeug's own, read at one go, gives what there is up to the limit as if that were all.
    """

    def readall(self) -> bytes:
        """Return the body.

        :raises RequestEntityTooLarge: (413) when it is longer than it may be.
        """
        return b"".join(iter(lambda: self.read(CHUNK_BYTES), b""))


class StrictJSON(DefaultJSONProvider):
    """JSON as RFC 8259 means it, in; fields in the order of the contract, out."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return the value; a ValueError says why there is none."""
        try:
            return json.loads(s, parse_constant=_no_constant, object_pairs_hook=_object, **kwargs)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        except UnicodeDecodeError:
            raise ValueError("it is not UTF-8") from None


def _no_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which Python reads and RFC 8259 does not know."""
    raise ValueError(f"{name} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing repeated names."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("an object has the same name twice")
    return values
