"""A filter with a required key is a required argument; money is `Decimal`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_type

from kajabi import Kajabi, KajabiPaymentsPayout, Page


def paid(kajabi: Kajabi, since: dt.date) -> Decimal:
    """Dates and times of Python are sent as ISO 8601."""
    payouts = kajabi.kajabi_payments_payouts.list(filter={"site_id": "1", "status": "paid", "start_date": since})
    assert_type(payouts, Page[KajabiPaymentsPayout])
    total = Decimal()
    for payout in payouts:
        assert_type(payout.amount, Decimal)
        total += payout.amount
    return total


def fees(kajabi: Kajabi, payout_id: int) -> Decimal:
    """The objects in a list have types too."""
    payout = kajabi.kajabi_payments_payouts.get(payout_id, filter={"site_id": 1})
    for transaction in payout.transactions:
        assert_type(transaction.fee, Decimal | None)
        assert_type(transaction.offer_ids, list[int])
        assert_type(transaction.created_at, dt.datetime)
    return sum((transaction.fee or Decimal() for transaction in payout.transactions), Decimal())
