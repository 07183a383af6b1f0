"""Settings from the environment and .env. A missing or weak one stops the start with one line that says which and how
to make it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

MAKE_KEY = "python -c \"import os,base64;print('k1:'+base64.b64encode(os.urandom(32)).decode())\""
MAKE_SECRET = 'python -c "import secrets;print(secrets.token_urlsafe(32))"'


class Unfit(Exception):
    """A setting is missing or weak; the text names it and says how to make it."""


class Settings(BaseSettings):
    """Names are those of the environment. LINE_CHANNEL_SECRET and its like may also stand in files under
    /run/secrets.
    """

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    line_channel_secret: SecretStr
    line_channel_access_token: SecretStr
    line_api_url: str = "https://api.line.me"
    line_data_url: str = "https://api-data.line.me"
    liff_id: str = ""
    login_channel_id: str = ""
    database_url: str = "sqlite:///var/senmonka.db"
    files_url: str = ""
    public_url: str
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    secret_key: SecretStr
    data_keys: SecretStr
    metrics_token: SecretStr = SecretStr("")
    log_format: str = Field(default="text", pattern="^(text|json)$")

    def keys(self) -> list[tuple[str, bytes]]:
        """DATA_KEYS as (name, 32 bytes), the current one first. Raises Unfit."""
        found = []
        for part in self.data_keys.get_secret_value().split(","):
            name, _, encoded = part.strip().partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                key = b""
            if not name or len(key) != 32:
                raise Unfit(f"DATA_KEYS must be k1:<base64 of 32 bytes>, the current key first. Make one: {MAKE_KEY}")
            found.append((name, key))
        return found

    def files(self) -> str:
        """Where files are kept: FILES_URL, or a folder beside the default database."""
        return self.files_url or f"file://{Path('var/files').absolute()}"


def read_settings() -> Settings:
    """The settings of this process. Raises Unfit with one line for the first fault."""
    settings, faults = look_over()
    if settings is None or faults:
        raise Unfit(faults[0])
    return settings


def look_over() -> tuple[Settings | None, list[str]]:
    """The settings of this process, None when some are missing; and a line for each fault."""
    secrets = Path("/run/secrets")
    try:
        settings = Settings(_secrets_dir=secrets if secrets.is_dir() else None)  # type: ignore[call-arg]
    except ValidationError as wrong:
        faults = wrong.errors(include_input=False, include_url=False)
        return None, [_said(str(fault["loc"][0]).upper(), fault["msg"]) for fault in faults]
    return settings, list(_faults(settings))


def _faults(settings: Settings) -> Iterator[str]:
    for name, secret, least in (
        ("SECRET_KEY", settings.secret_key, 32),
        ("LINE_CHANNEL_SECRET", settings.line_channel_secret, 16),
        ("METRICS_TOKEN", settings.metrics_token, 16),
    ):
        if len(secret.get_secret_value()) < least and (secret.get_secret_value() or name != "METRICS_TOKEN"):
            yield _said(name, f"must have at least {least} characters")
    if not settings.public_url.startswith("https://"):
        yield "PUBLIC_URL must begin with https://: LINE opens nothing else."
    if bool(settings.liff_id) != bool(settings.login_channel_id):
        yield "LIFF_ID and LOGIN_CHANNEL_ID go together: set both or none. The LIFF app opens PUBLIC_URL/p/f."
    try:
        settings.keys()
    except Unfit as unfit:
        yield str(unfit)


def _said(name: str, fault: str) -> str:
    how = {
        "DATA_KEYS": f" Make one: {MAKE_KEY}",
        "SECRET_KEY": f" Make one: {MAKE_SECRET}",
        "LINE_CHANNEL_SECRET": " It stands in the LINE Developers Console under Basic settings.",
        "LINE_CHANNEL_ACCESS_TOKEN": " Issue one in the LINE Developers Console under Messaging API.",
        "PUBLIC_URL": " It is the https address under which this service is reached, without a path.",
    }
    return f"{name}: {fault[0].lower()}{fault[1:]}.{how.get(name, '')}"
