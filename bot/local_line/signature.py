"""The signature of a webhook: base64 of HMAC-SHA256 over the exact bytes of the body under the channel secret."""

from __future__ import annotations

import base64
import hmac


def sign(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()
