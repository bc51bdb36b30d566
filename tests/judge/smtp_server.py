"""A real mail server for the tests: appends every try to a file and answers as the recipient's name says.

    smtp_server.py LOG

Prints its port. Recipients: refuse…@ gets 550 at once; later-N-…@ gets 450 for the first N mails, after DATA;
drop-N-…@ loses the connection N times after DATA without an answer; stall-N-…@ is never answered N times;
slow-N-…@ gets 250 after N seconds;
everybody else gets 250. One JSON object per line: recipient, Message-ID, answer, and the mail in base64.
"""

import asyncio
import base64
import collections
import email
import json
import re
import sys

from aiosmtpd.smtp import SMTP

tries = collections.Counter()


class Handler:
    def __init__(self, log):
        self.log = log

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse"):
            self.write(address, "", "550", b"")
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        content = envelope.original_content
        message_id = email.message_from_bytes(content).get("Message-ID", "")
        answers = [await self.answer(server, address, message_id, content) for address in envelope.rcpt_tos]
        return answers[0]

    async def answer(self, server, address, message_id, content):
        rule = re.match(r"(later|drop|stall)-(\d+)-", address)
        tries[address] += 1
        if rule and tries[address] <= int(rule.group(2)):
            self.write(address, message_id, rule.group(1), content)
            if rule.group(1) == "later":
                return "451 4.3.0 Please try again later"
            if rule.group(1) == "drop":
                server.transport.abort()
            await asyncio.sleep(3600 if rule.group(1) == "stall" else 0)
            return "451 4.3.0 Gone"
        if slow := re.match(r"slow-(\d+)-", address):
            await asyncio.sleep(int(slow.group(1)))
        self.write(address, message_id, "250", content)
        return "250 2.0.0 Queued as 4711"

    def write(self, address, message_id, answer, content):
        line = {"to": address, "message_id": message_id, "answer": answer, "mail": base64.b64encode(content).decode()}
        self.log.write(json.dumps(line) + "\n")
        self.log.flush()


async def main():
    log = open(sys.argv[1], "a", encoding="utf-8")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(log), enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
