"""TLS for tests: authorities and certificates made with openssl, and connections by Python's ssl."""

import datetime
import socket
import ssl
import subprocess
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from support.rawhttp import WAIT_SECONDS, RawConnection

OPENSSL_SECONDS = 60
KEYS = {"ec": ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"), "rsa": ("-newkey", "rsa:2048")}


def openssl(*arguments, text=None):
    """Runs openssl and returns what it printed."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=text, capture_output=True, text=True, timeout=OPENSSL_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Authority:
    """Signs certificates. `file` is its own."""

    def __init__(self, folder, name="authority"):
        self.folder = folder
        self.file, self.key = folder / f"{name}.pem", folder / f"{name}.key"
        openssl("req", "-x509", *KEYS["ec"], "-nodes", "-days", "30", "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.file)

    def sign(self, name, *names, kind="ec", usage="serverAuth", subject=None, days=2):
        """Makes NAME.pem and NAME.key for subject alternative names such as DNS:localhost, and returns both paths."""
        made, key, request = (self.folder / f"{name}{ending}" for ending in (".pem", ".key", ".csr"))
        extensions = self.folder / f"{name}.ext"
        alternatives = f"subjectAltName={','.join(names)}\n" if names else ""
        extensions.write_text(f"{alternatives}extendedKeyUsage={usage}\nbasicConstraints=CA:FALSE\n", "utf-8")
        openssl("req", "-new", *KEYS[kind], "-nodes", "-subj", subject or f"/CN={name}", "-keyout", key, "-out", request)
        openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self.key, "-CAcreateserial", "-days", days,
                "-extfile", extensions, "-out", made)
        return made, key


    def sign_briefly(self, name, seconds):
        """As sign, for a client, until so many seconds from now."""
        made, file = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        own = serialization.load_pem_private_key(self.key.read_bytes(), None)
        key, end = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.utcfromtimestamp(time.time() + seconds)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.load_pem_x509_certificate(self.file.read_bytes()).subject)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(end - datetime.timedelta(days=1)).not_valid_after(end)
            .add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(own, hashes.SHA256())
        )  # fmt: skip
        made.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        form = serialization.PrivateFormat.TraditionalOpenSSL
        file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
        return made, file


def tls_settings(*pairs, **more):
    """Settings of a server with these certificates, each a pair of files."""
    certificates, keys = (",".join(map(str, files)) for files in zip(*pairs))
    return {"TESSERA_TLS_CERTIFICATE": certificates, "TESSERA_TLS_KEY": keys, **more}


def client_context(authority=None, version=None, alpn=(), certificate=None):
    """What a client trusts and speaks. `authority` None: it trusts everybody; `certificate`: its own file and key."""
    context = ssl.create_default_context(cafile=str(authority.file) if authority else None)
    if authority is None:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if version is not None:
        context.minimum_version = context.maximum_version = version
    if alpn:
        context.set_alpn_protocols(list(alpn))
    if certificate is not None:
        context.load_cert_chain(*map(str, certificate))
    return context


class TlsConnection(RawConnection):
    """A RawConnection inside TLS. An end without close_notify is an error."""

    def __init__(self, port, context, host="localhost", session=None, seconds=WAIT_SECONDS, receive_buffer=None):
        super().__init__(("127.0.0.1", port), seconds, receive_buffer)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain = self.socket
        try:
            self.socket = context.wrap_socket(plain, server_hostname=host, session=session, suppress_ragged_eofs=False)
        except (OSError, ssl.SSLError):
            plain.close()
            raise

    def names(self):
        """Alternative names of the server's certificate, where the context verifies it."""
        return {value for _, value in self.socket.getpeercert()["subjectAltName"]}


def client_hello(host="localhost"):
    """The first bytes of a client."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = client_context().wrap_bio(incoming, outgoing, server_hostname=host)
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()
    raise AssertionError("a handshake without a server")
