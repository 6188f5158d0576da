"""The example of the loop in the OpenAPI document: a small shop whose sums agree."""

from typing import Any

_MODEL = "0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c20"
_REPORT = "0199d1c2-7c1e-7b2a-9f53-0c2d6f1f6c21"

EXAMPLE: dict[str, Any] = {
    "as_of": "2026-11-01T00:00:00Z",
    "currency": "USD",
    "steps": {
        "identify": {
            "customers": 120,
            "anonymous": 20,
            "erased": 0,
            "purchasers": 90,
            "active_customers": 40,
            "repeat_customers": 27,
            "repeat_rate": 0.3,
            "new_customers": 12,
            "orders": 150,
            "purchases": 148,
            "revenue": "4440.0000",
            "average_order_value": "30.0000",
            "warnings": [],
        },
        "value": {
            "model_id": _MODEL,
            "model": "bg_nbd",
            "calibration_end": "2026-10-31",
            "published_at": "2026-11-01T00:00:00Z",
            "customers": 90,
            "customers_with_value": 90,
            "expected_alive": 61.3,
            "customer_equity": {
                "estimate": 5200.0,
                "low": 4100.0,
                "high": 6600.0,
                "level": 0.95,
                "method": "delta method, standard errors added up",
            },
            "top_customers": 9,
            "top_share": 0.41,
        },
        "communicate": {
            "touchpoints": 2100,
            "customers_reached": 110,
            "reach": 0.9167,
            "spend": "600.0000",
            "channels": [
                {
                    "channel": "email",
                    "touchpoints": 2100,
                    "by_kind": {"click": 300, "sent": 1800},
                    "campaigns": 4,
                    "spend": "600.0000",
                }
            ],
            "holdouts": [],
            "warnings": [],
        },
        "return": {
            "report": {
                "report_id": _REPORT,
                "published_at": "2026-11-01T00:00:00Z",
                "window_from": None,
                "window_until": "2026-11-01T00:00:00Z",
                "conversions": 148,
                "value": "4440.0000",
                "value_now": "4440.0000",
                "stale": False,
                "unattributed_conversions": 48,
                "unattributed_value": "1440.0000",
                "spend": "600.0000",
                "spend_by_channel": {"email": "600.0000"},
                "blended": {"cpa": 4.0541, "roas": 7.4, "roci_gross": None, "roci_net": None},
                "level": 0.95,
                "method": "poisson_bootstrap",
                "warnings": [],
                "credit": [
                    {
                        "model": "linear",
                        "channel": "email",
                        "conversions": 100.0,
                        "conversions_low": 80.5,
                        "conversions_high": 119.7,
                        "value": "3000.0000",
                        "value_low": 2350.0,
                        "value_high": 3650.0,
                        "roas": {"estimate": 5.0, "low": 3.9167, "high": 6.0833},
                        "roci_gross": None,
                        "roci_net": None,
                    }
                ],
            },
            "lifts": [],
        },
        "budget": None,
    },
    "missing": {"budget": "no_recommendation"},
    "goals": [],
    "truth": {
        "orders": "4440.0000",
        "profiles": "4440.0000",
        "report_value": "4440.0000",
        "report_orders": "4440.0000",
        "unattributed": "1440.0000",
        "credited": {"linear": "3000.0000"},
        "profiles_agree": True,
        "credit_agrees": True,
        "report_agrees": True,
        "reconciled": True,
    },
}
