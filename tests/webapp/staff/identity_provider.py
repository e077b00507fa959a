"""A provider of identities as an agency runs one: idpyoidc, whose server is certified, on a port of this machine.

It is not written with the library that our side uses, so that both have to keep to the standard. Who sits at the
browser and has typed the right password there, the test says: `provider.become`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
from cryptojwt.key_jar import build_keyjar
from flask import Flask, Response, redirect, request
from idpyoidc.server import Server
from werkzeug.serving import make_server

CLIENT, SECRET = "datarequest", "a secret of at least thirty-two signs"
BACK = "http://localhost/staff/agency/back"
WELL_KNOWN = ".well-known/openid-configuration"
_OIDC = "idpyoidc.server.oidc"
_KEYS = [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}]
_CLAIMS = dict.fromkeys(("email", "email_verified", "groups"))


@dataclass(slots=True)
class Provider:
    """The running provider."""

    issuer: str
    server: Any
    asked: list[dict[str, str]] = field(default_factory=list)
    """What each browser was sent to it with."""

    def become(self, subject: str, **claims: Any) -> None:
        """Let somebody else sit at the browser, of whom the provider says this."""
        context = self.server.context
        context.userinfo.db[subject] = claims
        next(iter(context.authn_broker.db.values()))["method"].user = subject

    def visit(self, address: str) -> str:
        """Go where a browser was sent; returns the address that the provider sends it back to."""
        answer = requests.get(address, allow_redirects=False, timeout=20)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["Location"]).removeprefix("http://localhost")


@contextmanager
def running(*, in_token: bool = True) -> Iterator[Provider]:
    """The provider, until the block ends; it says who somebody is in its token, or only when it is asked."""
    app = Flask("identity provider")
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    issuer = f"http://127.0.0.1:{listening.server_port}"
    provider = Provider(issuer, _server(issuer, _CLAIMS if in_token else {}))
    _serve(app, provider)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def _serve(app: Flask, provider: Provider) -> None:
    server = provider.server

    @app.get(f"/{WELL_KNOWN}")
    def configuration() -> dict[str, Any]:
        return dict(server.context.provider_info)

    @app.get("/jwks.json")
    def keys() -> dict[str, Any]:
        return {"keys": server.context.keyjar.export_jwks()["keys"]}

    @app.get("/authorization")
    def authorization() -> Any:
        provider.asked.append(request.args.to_dict())
        endpoint = server.endpoint["authorization"]
        typed_the_password = {name: text for name, text in request.args.items() if name != "prompt"}
        asked = endpoint.parse_request(typed_the_password, http_info={"headers": {}})
        given = endpoint.process_request(asked)
        return redirect(endpoint.do_response(request=asked, **given)["response"], 302)

    @app.post("/token")
    def token() -> Response:
        return answered(server.endpoint["token"], request.form.to_dict())

    @app.get("/userinfo")
    def userinfo() -> Response:
        return answered(server.endpoint["userinfo"], {})

    def answered(endpoint: Any, sent: dict[str, str]) -> Response:
        headers = {"authorization": request.headers.get("Authorization", "")}
        asked = endpoint.parse_request(sent, http_info={"headers": headers})
        given = asked if "error" in asked else endpoint.process_request(asked)
        if "error" in given:
            return Response(given.to_json(), 400, mimetype="application/json")
        return Response(endpoint.do_response(request=asked, **given)["response"], mimetype="application/json")


def _server(issuer: str, in_token: dict[str, None]) -> Any:
    minting = {"authorization_code": {"supports_minting": ["access_token", "id_token"], "max_usage": 1}}
    keys = build_keyjar(_KEYS)
    keys.import_jwks(keys.export_jwks(private=True), issuer)
    box = {"crypt_conf": {"kwargs": {"password": "p" * 32, "salt": "s" * 16}}}
    server = Server(
        {
            "issuer": issuer,
            "jwks_uri": f"{issuer}/jwks.json",
            "token_handler_args": {
                "code": {"lifetime": 600, "kwargs": box},
                "token": {"class": "idpyoidc.server.token.jwt_token.JWTToken", "kwargs": {"lifetime": 600}},
                "id_token": {
                    "class": "idpyoidc.server.token.id_token.IDToken",
                    "kwargs": {"base_claims": in_token},
                },
            },
            "endpoint": {
                "provider_config": _endpoint(
                    ".well-known/openid-configuration", "provider_config.ProviderConfiguration"
                ),
                "authorization": _endpoint("authorization", "authorization.Authorization"),
                "token": _endpoint("token", "token.Token", client_authn_method=["client_secret_basic"]),
                "userinfo": _endpoint(
                    "userinfo", "userinfo.UserInfo", client_authn_method=["bearer_header"], base_claims=_CLAIMS
                ),
            },
            "userinfo": {"class": "idpyoidc.server.user_info.UserInfo", "kwargs": {"db": {}}},
            "authentication": {
                "said": {"acr": "said", "class": "idpyoidc.server.user_authn.user.NoAuthn", "kwargs": {"user": ""}}
            },
            "add_on": {
                "pkce": {
                    "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                    "kwargs": {"essential": True},
                }
            },
            "authz": {
                "class": "idpyoidc.server.authz.AuthzHandling",
                "kwargs": {"grant_config": {"usage_rules": {**minting, "access_token": {}}, "expires_in": 600}},
            },
        },
        keyjar=keys,
    )
    server.context.cdb[CLIENT] = {
        "client_secret": SECRET,
        "redirect_uris": [(BACK, {})],
        "token_endpoint_auth_method": "client_secret_basic",
        "response_types": ["code"],
        "allowed_scopes": ["openid", "email", "profile"],
    }
    server.context.keyjar.add_symmetric(CLIENT, SECRET)
    return server


def _endpoint(path: str, name: str, **settings: Any) -> dict[str, Any]:
    return {"path": path, "class": f"{_OIDC}.{name}", "kwargs": settings}
