"""Receive webhooks, verify their signatures, and tell the server what was dealt with.

Usage: webhook_receiver.py SECRET [PORT], the secret of the destination, and a port of this machine
"""

import http.server
import json
import sys

from tessera_sdk import TesseraClient
from tessera_sdk.webhooks import WebhookError, verify

secret, port = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            verify(secret, self.headers["X-Tessera-Signature-V2"], body)
        except WebhookError as error:
            self.send_error(401, str(error))
            return
        # What was received is the receiver's from here on: at least once means that it may come again, under the same id.
        self.send_response(204)
        self.end_headers()
        delivery = self.headers["X-Tessera-Delivery"]
        print(json.loads(body)["event"], delivery, flush=True)
        with TesseraClient() as client:
            client.webhooks.confirm(delivery_id=delivery, note="dealt with")

    def log_message(self, *arguments):
        pass


with http.server.HTTPServer(("127.0.0.1", port), Receiver) as server:
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
