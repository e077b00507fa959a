"""The agency's own sign-in, by OpenID Connect: code flow with PKCE, state and nonce, all of it Authlib's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app
from joserfc.errors import JoseError
from requests import RequestException

from webapp.config import SettingError, switch
from webapp.staff.policy import StaffRole

EXTENSION = "identity_provider"
NAMES = ("DATAREQUEST_OIDC_ISSUER", "DATAREQUEST_OIDC_CLIENT_ID", "DATAREQUEST_OIDC_CLIENT_SECRET")
GROUPS = "DATAREQUEST_OIDC_GROUPS"
TIMEOUT = 10
"""Seconds that the provider may keep a person waiting, each time it is asked."""
SIGNED = ("RS", "PS", "ES", "Ed")
"""How the names of signatures begin that only the provider can make; “none” and shared secrets are no proof."""
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
JUST_NOW = timedelta(minutes=2)
_ANYTHING_ODD = (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError)
"""What comes of a provider that can't be reached, refuses, or answers with something else than it should."""


class NotConfirmedError(Exception):
    """The provider did not confirm who somebody is."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider confirms."""

    subject: str
    """Its own name for the person, which no other person ever gets; with its issuer."""
    address: str
    """"" where the provider does not say that the address is theirs."""
    groups: frozenset[str]
    proven_at: datetime | None
    """When the person showed the provider who they are."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The settings of the agency's provider of identities."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    groups: Mapping[StaffRole, str] = field(default_factory=dict)
    """Which group gives which role; a role that is not named is given here."""
    trusts_addresses: bool = False
    """Whether an address counts that the provider does not call verified: some agencies' never say it."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Provider | None:
        """The settings of an environment; None where there is no provider. SettingError names one that is wrong."""
        issuer, client_id, client_secret = (environment.get(name, "") for name in NAMES)
        if not issuer:
            return None
        parts = urlsplit(issuer)
        if not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_MACHINE)):
            raise SettingError(f"{NAMES[0]} is “{issuer}”. Write it like https://login.example.gov.")
        if not (client_id and client_secret):
            raise SettingError(f"{NAMES[0]} is set. Set {NAMES[1]} and {NAMES[2]} too, as the agency gave them to you.")
        trusts = switch("DATAREQUEST_OIDC_TRUST_ADDRESS", environment.get("DATAREQUEST_OIDC_TRUST_ADDRESS", ""))
        return cls(issuer, client_id, client_secret, _groups(environment.get(GROUPS, "")), trusts)


class SignIn:
    """The agency's sign-in, as the pages use it."""

    def __init__(self, app: Flask, provider: Provider) -> None:
        self.provider = provider
        self._client: Any = OAuth(app).register(
            "agency",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT,
            },
        )

    def begin(self, back: str, *, anew: bool) -> Response:
        """Lead the person to the provider; `anew`: it is to ask them who they are, even if it knows.

        Raises:
            NotConfirmedError: The provider can't be reached, or is another one than was set.
        """
        try:
            self._look()
            more = {"prompt": "login", "max_age": 0} if anew else {}
            answer: Response = self._client.authorize_redirect(back, **more)
        except _ANYTHING_ODD as error:
            raise NotConfirmedError from error
        return answer

    def confirmed(self) -> Identity:
        """Whom the provider confirms, on the page to which it leads back.

        Raises:
            NotConfirmedError: Nobody.
        """
        try:
            self._look()
            claims = self._claims(self._client.authorize_access_token())
            verified = claims.get("email_verified") is True or self.provider.trusts_addresses
            at = claims.get("auth_time")
            return Identity(
                f"{claims['iss']} {claims['sub']}",
                str(claims.get("email", "")) if verified else "",
                frozenset(map(str, claims.get("groups") or ())),
                datetime.fromtimestamp(at, UTC) if at else None,
            )
        except _ANYTHING_ODD as error:
            raise NotConfirmedError from error

    def _claims(self, token: Any) -> Mapping[str, Any]:
        """What the signed token says; what it leaves out is asked of the provider, since many say it only there."""
        signed = token["userinfo"]
        if "email" in signed or "userinfo_endpoint" not in self._client.server_metadata:
            return dict(signed)
        told = self._client.userinfo(token=token)
        if told["sub"] != signed["sub"]:
            raise ValueError("it speaks of somebody else")
        return {**told, **signed}

    def _look(self) -> None:
        """Read what the provider says of itself, once: it has to be the one that was set, and to sign by itself."""
        said = self._client.load_server_metadata()
        if said["issuer"] != self.provider.issuer:
            raise ValueError("another issuer answers")
        known = said.get("id_token_signing_alg_values_supported") or ["RS256"]
        said["id_token_signing_alg_values_supported"] = [name for name in known if name.startswith(SIGNED)]


def init_app(app: Flask) -> None:
    """Make the agency's sign-in ready, where one is set."""
    provider = Provider.of(os.environ)
    app.extensions[EXTENSION] = SignIn(app, provider) if provider else None


def agency() -> SignIn | None:
    """The agency's sign-in; None where there is none."""
    found: SignIn | None = current_app.extensions[EXTENSION]
    return found


def _groups(text: str) -> dict[StaffRole, str]:
    """Such as “chief=dr-chiefs, auditor=dr-audit”."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    try:
        found = {StaffRole(role.strip()): group.strip() for role, _, group in pairs}
    except ValueError:
        found = {}
    if len(found) != len(pairs) or not all(found.values()):
        raise SettingError(f"{GROUPS} is “{text}”. Write it like chief=NAME OF THE GROUP, auditor=NAME OF THE GROUP.")
    return found
