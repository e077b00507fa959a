"""The key that the service seals with: made on the first start, for its owner alone; replaced by any PKCS#12 file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from forms.seal import SealKey
from webapp import clock
from webapp.config import SettingError

PASSPHRASE = "DATAREQUEST_SEAL_PASSPHRASE"  # noqa: S105 - the name of a setting, not a secret
KEY = "seal.p12"
KEPT = "seals"
"""The folder with the certificate of every key that was ever used: what was sealed long ago can still be verified."""

_HOLDER = "Data request service of this installation"
_YEARS = 30


def seal_key(home: Path, environment: Mapping[str, str] = os.environ) -> SealKey:
    """The key of this installation; the first call makes it.

    Args:
        home: The folder of everything that the service keeps.
        environment: Where the passphrase of a key from elsewhere is set.

    Raises:
        SettingError: The folder or the key cannot be used: says what was expected.
    """
    path = home / KEY
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, _new_key(_HOLDER, datetime.combine(clock.today(), time.min, clock.PACIFIC)))
        path.chmod(0o600)
        key = SealKey(path.read_bytes(), environment.get(PASSPHRASE, "").encode() or None)
        _keep(_certificate_of(path, key), home / KEPT)
    except OSError:
        raise SettingError(
            f"{path} can't be used. Let DATAREQUEST_HOME name a folder that may be written to."
        ) from None
    return key


def seal_certificates(home: Path) -> tuple[bytes, ...]:
    """The certificates of all keys that this installation ever sealed with; none where it never did."""
    return tuple(path.read_bytes() for path in sorted((home / KEPT).glob("*.crt")))


def _new_key(holder: str, since: datetime) -> bytes:
    """A key with a certificate of its own making: who it belongs to is known by the certificate itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, holder)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - timedelta(days=1))  # other machines may be a day behind
        .not_valid_after(since + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing_only(), critical=True)
        .sign(private, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"seal", private, certificate, None, NoEncryption())


def _for_signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _certificate_of(path: Path, key: SealKey) -> x509.Certificate:
    try:
        private, certificate, _ = pkcs12.load_key_and_certificates(key.pkcs12, key.passphrase)
    except ValueError:
        private = certificate = None
    if private is None or certificate is None:
        raise SettingError(
            f"{path} is no PKCS#12 file with a key and its certificate, or {PASSPHRASE} is not its passphrase. "
            "Put the right file there; or move it away, and the next start makes a new key."
        )
    return certificate


def _keep(certificate: x509.Certificate, folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    _write_once(
        folder / f"{certificate.fingerprint(hashes.SHA256()).hex()}.crt", certificate.public_bytes(Encoding.PEM)
    )


def _write_once(path: Path, content: bytes) -> None:
    """Write a whole file that only its owner reads; of two starts at once the first one wins."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent)  # it is made for its owner alone
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    Path(draft).unlink()
