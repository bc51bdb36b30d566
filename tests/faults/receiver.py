"""Somebody else's server for webhooks: receiver.py LOG CONTROL PORT. Prints its port.

What it does depends on the path: /good takes everything, /slow does so after a second and a half, /broken answers 500 and
/away leads elsewhere until the word `healed` of the control file is true, and /moody does what the word `moody` says:
`ok`, `broken` (503), `stall` (no answer until told otherwise) or `drop` (no answer at all). /trap is where nobody must come.
The word `secrets` has the secret of each path: every request is checked by the reference package.
"""

import sys
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from peer import Control, Log, process_of
from standardwebhooks.webhooks import Webhook

log, control = Log(sys.argv[1]), Control(sys.argv[2])


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        process = process_of(self.client_address[1], self.server.server_port)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        status = self.status()
        log.write(path=self.path, id=self.headers.get("webhook-id", ""), status=status, process=process, genuine=self.is_genuine(body), body=body.decode())
        self.close_connection = True
        if status:
            self.send_response(status)
            if status == 307:
                self.send_header("Location", "/trap")
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()

    def status(self):
        if self.path == "/slow":
            time.sleep(1.5)
        if self.path in ("/broken", "/away") and not control["healed"]:
            return 500 if self.path == "/broken" else 307
        if self.path == "/moody":
            mode = control["moody"]
            while mode == "stall" and control["moody"] == "stall":
                time.sleep(0.05)
            return {"ok": 204, "broken": 503}.get(mode, 0)
        return 204

    def is_genuine(self, body):
        """Signed by the reference package itself, because the program's time is moved and too far from ours to be accepted."""
        at = datetime.fromtimestamp(int(self.headers["webhook-timestamp"]), timezone.utc)
        wanted = Webhook(control["secrets"].get(self.path, "whsec_bm9uZQ==")).sign(self.headers["webhook-id"], at, body.decode())
        return wanted in self.headers["webhook-signature"].split()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", int(sys.argv[3])), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
