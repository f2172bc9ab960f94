"""The calls under /api/v1 that trace quotations and check answers."""

from apiflask import APIBlueprint
from flask import Response, jsonify

from web.api import ASK_EXAMPLES, PREFIX, limit_bodies, settings_of
from web.ask_schema import AskIn
from web.collections import assistant
from web.openapi import failures
from web.outputs import DraftTraceOut, QuoteTraceOut, ReceiptOut, VerificationOut
from web.proofs import DRAFT, DRAFT_TRACE, QUOTATION, QUOTE_TRACE, RECEIPT, VERIFICATION
from web.schemas import DraftIn, ExportedIn, QuotationIn

quotes = APIBlueprint("quotes", __name__, url_prefix=PREFIX)

FAILURES = failures(400, 413, 415, 422, 503)

quotes.before_request(limit_bodies)


@quotes.post("/quotes")
@quotes.input(QuotationIn, arg_name="given", example=QUOTATION)
@quotes.output(QuoteTraceOut, description="Where it stands, if it does.", example=QUOTE_TRACE)
@quotes.doc(tags=["Quotations"], operation_id="traceQuotation", responses=FAILURES)
def trace(given: QuotationIn) -> Response:
    """Ask where a quotation comes from

    `exact`, `altered` with every changed, missing or added word, `spliced` with the place of each
    piece, or `absent`. What differs without changing a word (case, accents, marks, white space) is
    ignored and said.
    """
    return jsonify(assistant().trace(given.quotation).to_dict())


@quotes.post("/quotes/draft")
@quotes.input(DraftIn, arg_name="given", example=DRAFT)
@quotes.output(DraftTraceOut, description="Each quotation, in order.", example=DRAFT_TRACE)
@quotes.doc(tags=["Quotations"], operation_id="traceDraft", responses=FAILURES)
def trace_draft(given: DraftIn) -> Response:
    """Check every quotation of a draft

    What stands in quotation marks or behind `>` is traced, passage by passage; one or two words in
    marks are only counted.
    """
    return jsonify(assistant().trace_draft(given.draft).to_dict())


@quotes.post("/receipt")
@quotes.input(AskIn, arg_name="asked", examples=ASK_EXAMPLES)
@quotes.output(ReceiptOut, description="The answer, ready to be checked.", example=RECEIPT)
@quotes.doc(tags=["Quotations"], operation_id="receipt", responses=FAILURES)
def receipt(asked: AskIn) -> Response:
    """Ask a question for the record

    The same answer as `POST /ask` gives, with all that it depends on: settings, collection,
    models, and each citation as a W3C Web Annotation with the SHA-256 of its article. `sha256` is
    over the rest as canonical JSON (RFC 8785).
    """
    return jsonify(assistant().receipt(asked.question, **settings_of(asked)).to_dict())


@quotes.post("/verify")
@quotes.input(
    ExportedIn,
    arg_name="given",
    examples={
        "receipt": {"summary": "A receipt", "value": RECEIPT},
    },
)
@quotes.output(VerificationOut, description="What was found.", example=VERIFICATION)
@quotes.doc(tags=["Quotations"], operation_id="verify", responses=FAILURES)
def verify(given: ExportedIn) -> Response:
    """Check an exported answer

    Of each citation whether it is `intact`, `moved`, `changed` (with the difference word by word),
    `gone` or `superseded`; and whether the same question gives the same answer now.
    """
    return jsonify(assistant().verify(given.root).to_dict())
