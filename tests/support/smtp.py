"""A small SMTP server (RFC 5321) in a thread: keeps what it is given, and answers commands as it is told."""

import contextlib
import email
import email.policy
import queue
import socket
import ssl
import threading

LIMIT_SECONDS = 20


class Mail:
    """One mail as it came."""

    def __init__(self, sender, recipients, data, login):
        self.sender, self.recipients, self.data, self.login = sender, recipients, data, login
        self.message = email.message_from_bytes(data, policy=email.policy.default)

    @property
    def text(self):
        return self.message.get_content()


class SmtpServer:
    """`refusals` maps a command (`RCPT`, `DATA`, ...) to replies that are given in turn in place of the usual one.

    A mail is said to be taken once `taking` is set, as it is at first.

    With a certificate (paths of it and its key) STARTTLS is offered, and mails are only taken after it.
    """

    def __init__(self, certificate=None):
        self.tls = None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*certificate)
        self.refusals = {}
        self.taking = threading.Event()
        self.taking.set()
        self.mails = queue.Queue()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        connection.settimeout(LIMIT_SECONDS)
        with contextlib.suppress(OSError, ssl.SSLError):
            connection.sendall(b"220 test\r\n")
            secured = self._talk(connection)
            if secured:  # go on under TLS, from the start
                with self.tls.wrap_socket(connection, server_side=True) as wrapped:
                    self._talk(wrapped, secured)
        connection.close()

    def _talk(self, connection, secured=False):
        """True: the client wants TLS."""
        with connection.makefile("rb") as lines:
            return self._answer(connection, lines, secured)

    def _answer(self, connection, lines, secured):
        sender, recipients, login = None, [], None
        while line := lines.readline():
            command = line.split()[0].upper().decode() if line.split() else ""
            refusals = self.refusals.get(command)
            if refusals:
                connection.sendall(refusals.pop(0) + b"\r\n")
            elif command == "EHLO":
                offers = [b"test", b"AUTH PLAIN", b"8BITMIME"] + ([b"STARTTLS"] if self.tls and not secured else [])
                connection.sendall(b"".join(b"250" + (b" " if one is offers[-1] else b"-") + one + b"\r\n" for one in offers))
            elif command == "STARTTLS":
                connection.sendall(b"220 go on\r\n")
                return True
            elif command == "AUTH":
                login = line.split()[-1]
                if len(line.split()) == 2:  # the rest comes when it is asked for
                    connection.sendall(b"334 \r\n")
                    login = lines.readline().strip()
                connection.sendall(b"235 welcome\r\n")
            elif command == "MAIL":
                sender, recipients = line, []
                connection.sendall(b"250 fine\r\n")
            elif command == "RCPT":
                recipients.append(line)
                connection.sendall(b"250 fine\r\n")
            elif command == "DATA":
                connection.sendall(b"354 go on\r\n")
                data = b""
                while (line := lines.readline()) not in (b".\r\n", b""):
                    data += line
                self.mails.put(Mail(sender, recipients, data, login))
                self.taking.wait(LIMIT_SECONDS)
                connection.sendall(b"250 taken\r\n")
            elif command == "QUIT":
                connection.sendall(b"221 bye\r\n")
                return False
            else:
                connection.sendall(b"502 unknown\r\n")
        return False

    def next(self):
        return self.mails.get(timeout=60)

    def close(self):
        self._listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
