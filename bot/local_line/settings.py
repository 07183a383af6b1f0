"""What a local LINE is told once (Settings) and what a test or the demo may turn while it runs (Switches)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """The channel as its owner sees it in LINE's console. quota: messages a month, None for a plan without limit."""

    channel_secret: str = "0123456789abcdef0123456789abcdef"
    access_token: str = "local-line-access-token"
    webhook_url: str = "http://127.0.0.1:8119/line/webhook"
    channel_id: str = "1650000001"
    login_channel_id: str = "1650000002"
    login_channel_secret: str = "fedcba9876543210fedcba9876543210"
    basic_id: str = "@119local"
    bot_user: str = "U" + "b0" * 16
    bot_name: str = "中小企業119"
    quota: int | None = 30_000
    seed: int = 119


@dataclass(slots=True)
class Switches:
    """Where LINE leaves a choice or a misfortune may strike. A share of cases is a float: 1.0 means always."""

    # webhooks (misfortunes)
    duplicates: float = 0.0  # a second delivery after the first was acknowledged
    duplicate_s: float = 0.0  # how much later that second one comes
    concurrent_duplicates: float = 0.0  # two deliveries at the same time
    changed_id: float = 0.0  # the same message once more under another webhookEventId
    reorder: float = 0.0  # held back until the next delivery has gone out
    delay: float = 0.0  # comes `delay_s` later
    delay_s: float = 30.0
    drop: float = 0.0  # never comes
    wrong_signature: float = 0.0
    client_gone: float = 0.0  # LINE hangs up before it was answered
    redelivery_mixed: float = 0.0  # what was sent together comes again in parts, in another order
    unknown_event: float = 0.0  # an event of a type invented later travels along
    unknown_property: float = 0.0
    missing_property: float = 0.0  # optional properties left out
    # webhooks (console)
    use_webhook: bool = True  # off: nothing is sent
    redelivery: list[float] = field(default_factory=list)  # seconds after each failure; empty: off
    batch: int = 1  # at most so many events in one request
    window_s: float = 0.0  # how long events are gathered for one request
    timeout_s: float = 2.0  # real seconds the bot has for its answer
    standby: bool = False  # another module answers: no reply tokens
    # API
    grace_s: float = 0.0  # how much longer than documented a reply token lives
    burn_token_on_400: bool = False
    transform_images: bool = True  # pictures arrive as new JPEG without EXIF
    transcoding_s: float = 5.0  # videos and sounds answer 202 for so long
    rates: dict[str, list[float]] = field(default_factory=dict)  # "POST /v2/bot/message/push": [calls, seconds]
