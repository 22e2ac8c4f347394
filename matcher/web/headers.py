"""The security headers, the same on every answer. No page holds inline code, so the policy needs no `unsafe-*`."""

from flask import Flask, Response, current_app, request
from secure import Secure
from secure.headers import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

from matcher.web.identity import brought_session

POLICY = (
    ContentSecurityPolicy()
    .default_src("'none'")
    .script_src("'self'")
    .style_src("'self'")
    .img_src("'self'", "data:")
    .font_src("'self'")
    .connect_src("'self'")
    .manifest_src("'self'")
    .form_action("'self'")
    .frame_ancestors("'none'")
    .base_uri("'none'")
    .object_src("'none'")
)


def _headers(is_https: bool) -> Secure:
    return Secure(
        csp=POLICY,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(31536000).include_subdomains() if is_https else None,
        permissions=PermissionsPolicy().geolocation().camera().microphone().payment().usb(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )


def _answer(response: Response) -> Response:
    for name, value in current_app.extensions["security_headers"]:
        response.headers[name] = value
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-store" if _is_personal(response) else "public, no-cache"
    return response


def _is_personal(response: Response) -> bool:
    return brought_session() or request.method not in ("GET", "HEAD") or response.status_code >= 400


def init_app(app: Flask, *, is_https: bool) -> None:
    """Put the headers on every answer of the app, errors and files included."""
    app.extensions["security_headers"] = list(_headers(is_https).header_items())
    app.after_request(_answer)
