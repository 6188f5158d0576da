"""Files in: streamed to staging, checked before anything is kept, then a job."""

from fastapi import Request, Response

from kernel.application import Caller, begin_work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.principals import Scope
from kernel.problems import answer_with, problems
from services.segmentation.domain.imports import (
    DuplicateColumnsError,
    ImportKind,
    MissingColumnsError,
    UnknownColumnsError,
    UnreadableColumnsError,
)
from services.segmentation.domain.parquet import UnreadableFileError
from services.segmentation.domain.rows import UnsupportedFormatError, file_format
from services.segmentation.jobs import IMPORT
from services.segmentation.use_cases.imports import Staging

router = new_router("imports")

answer_with(415, UnsupportedFormatError)

_FILE = {"type": "string", "format": "binary"}
_BODIES = {
    "required": True,
    "content": {
        "text/csv": {
            "schema": _FILE,
            "example": "customer_id,occurred_at,amount,order_id\nc-17,2026-11-01T12:00:00Z,19.90,o-1\n",
        },
        "application/x-ndjson": {
            "schema": _FILE,
            "example": '{"customer_id":"c-17","occurred_at":"2026-11-01","amount":"19.90"}\n',
        },
        "application/vnd.apache.parquet": {"schema": _FILE},
    },
}


@router.post(
    "/v1/imports/{kind}",
    status_code=202,
    dependencies=[requires(Scope.BEHAVIOUR_WRITE)],
    responses={
        **problems(
            MissingColumnsError,
            UnknownColumnsError,
            DuplicateColumnsError,
            UnreadableColumnsError,
            UnreadableFileError,
            UnsupportedFormatError,
        ),
        202: {"model": JobDocument},
    },
    openapi_extra={"requestBody": _BODIES},
    summary="Import a file.",
)
async def create(kind: ImportKind, request: Request, caller: Caller) -> Response:
    """Import a file; what its columns are depends on its kind.

    - customers: `customer_id,…traits`
    - events: `customer_id,occurred_at,name[,message_id],…properties`: what the collector would have made of them. Names are
      those of tracks, but for `page` and `screen`
    - orders: `customer_id,occurred_at,amount[,order_id,currency,margin,discount]`
    - touchpoints: `customer_id,occurred_at,channel[,campaign,kind,cost,touchpoint_id]`; kind is one of `click`, `visit`,
      `impression`, `open`, `sent` and `other`, which it is unless stated; cost is in the workspace's currency
    - feedback: `customer_id,occurred_at[,score,rank,brands,wallet_share,category,survey,source,comment,feedback_id]` with a
      score from 0 to 10, or a rank among so many brands, or a share of wallet (`0.35` or `35%`)
    - referrals: `customer_id,referred_id,occurred_at[,converted,new_customer,would_have_come_anyway,reward,order_id,
      referral_id]`, `customer_id` being who referred; the referred have come unless `converted` is false
    - spend: `channel,day,amount[,campaign,currency,spend_id]`; what is given back is negative

    A channel is whatever the company calls it; the channels of events have the names of Google Analytics' default channel
    groups, in small letters and underscores (`paid_search`).

    The file is staged durably, then a job reads it; its result counts accepted, duplicate and rejected rows. A file sent again
    adds nothing; a changed row of the same `order_id`, `touchpoint_id`, `feedback_id`, `referral_id` or `spend_id` is an
    update, an event of a `message_id` that is known a duplicate; equal rows without an id all count.
    """
    form = file_format(request.headers.get("content-type"))
    staging = Staging(request.app.state.database, caller, kind, form)
    # entered before the unit of work, so that it ends after that was committed or undone
    await request.state.stack.enter_async_context(staging)
    await staging.receive(request.stream())
    request.state.body_digest = staging.digest
    work = await begin_work(request, caller)
    import_id = await staging.finish(work)
    return accepted(await enqueue(work, IMPORT, {"import_id": str(import_id)}))
