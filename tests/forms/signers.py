"""People who sign test files: certificates of every kind, made anew, and the programs that sign with them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PASSPHRASE = b"only for tests"
_PARTS = {"name": NameOID.COMMON_NAME, "organisation": NameOID.ORGANIZATION_NAME, "email": NameOID.EMAIL_ADDRESS}


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone with a key and a certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    above: x509.Certificate | None = None

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pkcs12(self) -> bytes:
        above = [self.above] if self.above else None
        return pkcs12.serialize_key_and_certificates(
            b"signer", self.key, self.certificate, above, BestAvailableEncryption(PASSPHRASE)
        )

    @property
    def signer(self) -> Any:
        return signers.SimpleSigner.load_pkcs12_data(self.pkcs12, [], PASSPHRASE)


def holder(
    *,
    issued_by: Holder | None = None,
    authority: bool = False,
    since: datetime = NOW - timedelta(days=100),
    until: datetime = NOW + timedelta(days=100),
    bits: int = 2048,
    stamps: bool = False,
    **parts: str,
) -> Holder:
    """A key with a certificate; of its own making, where nobody issues it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    subject = x509.Name([x509.NameAttribute(_PARTS[part], text) for part, text in parts.items()])
    issuer = issued_by.certificate.subject if issued_by else subject
    certificate = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), since, until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_usage(authority), critical=True)
    )
    if stamps:
        clock = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        certificate = certificate.add_extension(clock, critical=True)
    made = certificate.sign(issued_by.key if issued_by else key, hashes.SHA256())
    return Holder(key, made, issued_by.certificate if issued_by else None)


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def root() -> Holder:
    return holder(authority=True, name="Root of Sampleton", until=NOW + timedelta(days=3650))


@cache
def researcher() -> Holder:
    return holder(
        issued_by=root(), name="Amara Reyes", organisation="Sampleton University", email="a.reyes@sampleton.example"
    )


@cache
def officer() -> Holder:
    return holder(issued_by=root(), name="Ines Okafor", organisation="Sampleton University")


def sign(pdf: bytes, by: Holder, field: str, **options: Any) -> bytes:
    """The file signed by pyHanko in a field of it; the field is made where there is none."""
    digest = options.pop("digest", "sha256")
    stamper = options.pop("stamped_by", None)
    place = options.pop("place", None)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm=digest, **options)
    session = signers.PdfSigner(meta, by.signer, timestamper=stamper, new_field_spec=place)
    return bytes(session.sign_pdf(writer).getvalue())


def place(field: str, box: tuple[int, int, int, int] = (0, 0, 0, 0)) -> fields.SigFieldSpec:
    """A signature field that is still to be made."""
    return fields.SigFieldSpec(field, on_page=0, box=box)


def stamping_service(at: datetime, *, issued_by: Holder | None = None) -> Any:
    """A service that puts the time under what it is given, always the same."""
    service = holder(issued_by=issued_by or root(), name="Clock of Sampleton", stamps=True).signer
    return DummyTimeStamper(service.signing_cert, service.signing_key, service.cert_registry, fixed_dt=at)
