"""Any request to any call of a live server: what the OpenAPI document says, never a fault.

    python tests/any_request.py 5000

makes that many in all, in three parts: without tokens where none are needed, with a token that may
do everything, and without one where it is needed. The server is gunicorn over real SQLite and
FAISS, with models that are there at once. It has to be up and hold its first articles at the end.
"""

import argparse
import math
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from test_openapi import CHECKS
from test_serve import served

from web.tokens import new_token

SERVER = """
from pathlib import Path
from small_assistant import small_assistant
from qa.ingest.articles import article_from_bytes
from web.app import create_app
from web.serve import serve
from web.tokens import TokenFile

def open_app():
    seeds = sorted(Path("../seeds").glob("*.txt"))
    articles = [article_from_bytes(path.read_bytes(), path.name) for path in seeds]
    tokens = TokenFile(Path({tokens!r})) if {tokens!r} else None
    return create_app(small_assistant(Path({folder!r}), articles), writable=True, tokens=tokens)

serve(open_app, port=0)
"""
SECONDS = 60
# Without a token every call that needs one answers just that, whatever else is wrong.
CLIENT_ERRORS = [400, 401, 403, 404, 405, 406, 413, 415, 422]
REFUSED = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403]},
        "negative_data_rejection": {"expected-statuses": CLIENT_ERRORS},
    }
}


@contextmanager
def live(tokens: Path | None = None) -> Iterator[str]:
    """Run the server until the block ends; return its address."""
    with tempfile.TemporaryDirectory() as folder:
        code = SERVER.format(folder=folder, tokens="" if tokens is None else str(tokens))
        with served(code) as (_, address):
            yield address


def requests(
    address: str, count: int, headers: dict[str, str], config: dict[str, Any]
) -> Counter[str]:
    """Make ``count`` requests or a few more, as many to each call that can be asked so many things.

    What calls with few possible requests leave over, the others get: in a further round, from
    another seed. Return how many were "made", and how many calls went "wrong".
    """
    schema = schemathesis.openapi.from_url(
        f"{address}/api/v1/openapi.json", config=schemathesis.Config.from_dict(config)
    )
    calls = [found.ok() for found in schema.get_all_operations()]
    done: Counter[str] = Counter()
    rounds = 0
    while calls and done["made"] < count:
        each = math.ceil((count - done["made"]) / len(calls))
        calls = [call for call in calls if _asked(call, each, rounds, headers, done)]
        rounds += 1
    return done


def _asked(call: Any, count: int, number: int, headers: dict[str, str], done: Counter[str]) -> bool:
    """Make ``count`` requests to a call; return whether all went well, and more can be made."""
    before = done["made"]

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(case=call.as_strategy())
    def run(case: schemathesis.Case) -> None:
        done["made"] += 1
        case.call_and_validate(headers=headers, timeout=SECONDS)

    try:
        run()
    except Exception:  # told, and on to the next call
        done["wrong"] += 1
        traceback.print_exc()
        return False
    return done["made"] - before >= count


def part(count: int, *, guarded: bool, presented: bool) -> Counter[str]:
    """Make one of the three parts; return what ``requests`` does."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tokens.jsonl")
        secret = new_token(file, "tests", "admin")[1]
        bearer = {"Authorization": f"Bearer {secret}"}
        with live(file if guarded else None) as address:
            headers = bearer if presented else {}
            config = CHECKS if presented or not guarded else REFUSED
            done = requests(address, count, headers, config)
            reply = httpx2.get(f"{address}/api/v1/health", headers=bearer, timeout=SECONDS)
            if reply.status_code != httpx2.codes.OK:
                sys.stdout.write(f"afterwards: {reply.status_code} {reply.text}\n")
                done["wrong"] += 1
    return done


def main() -> int:
    """Make as many requests as asked for; 1 when one went wrong."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("count", type=int)
    count = math.ceil(told.parse_args().count / 3)
    done = part(count, guarded=False, presented=False)
    done += part(count, guarded=True, presented=True)
    done += part(count, guarded=True, presented=False)
    sys.stdout.write(f"{done['made']:,} requests made: {done['wrong']} calls went wrong\n")
    return 1 if done["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
