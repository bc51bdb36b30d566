"""A real mail server that misbehaves as it is told: smtp_server.py LOG CONTROL. Prints its port.

The word `smtp` of the control file: `ok`; `busy` (451 after DATA); `refuse` (554 after DATA); `stall` (no answer until told
otherwise, then the connection is lost); `lose` (the connection is lost after DATA and the mail with it); `keep` (the mail
is taken, but the connection is lost before the answer).
"""

import asyncio
import email
import hashlib
import sys

from aiosmtpd.smtp import SMTP
from peer import Control, Log, process_of


class Handler:
    def __init__(self, log, control):
        self.log = log
        self.control = control

    async def handle_DATA(self, server, session, envelope):
        # Before anything else: who was killed meanwhile is no longer to be found.
        client, here = session.peer[1], server.transport.get_extra_info("sockname")[1]
        if not hasattr(session, "process") or session.process is None:
            session.process = process_of(client, here)
        mode = self.control["smtp"]
        while mode == "stall" and not server.transport.is_closing():
            await asyncio.sleep(0.05)
            if self.control["smtp"] != "stall":
                mode = "lose"
        if mode == "stall":
            mode = "lose"
        self.write(session, envelope, mode)
        if mode in ("lose", "keep"):
            server.transport.abort()
        return {"busy": "451 4.3.0 Please try again later", "refuse": "554 5.7.1 Not wanted here"}.get(mode, "250 2.0.0 Queued as 4711")

    def write(self, session, envelope, mode):
        mail = email.message_from_bytes(envelope.original_content)
        attached = [hashlib.sha256(part.get_payload(decode=True)).hexdigest() for part in mail.walk() if part.get_content_type() == "application/pdf"]
        for address in envelope.rcpt_tos:
            self.log.write(to=address, message_id=mail.get("Message-ID", "").strip("<>"), did=mode, process=session.process, attached=attached)


async def main():
    log, control = Log(sys.argv[1]), Control(sys.argv[2])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(log, control), enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
