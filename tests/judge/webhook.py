"""Judges one webhook request (JSON on standard input) by the reference package of Standard Webhooks."""

import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

question = json.load(sys.stdin)
try:
    Webhook(question["secret"]).verify(question["body"], question["headers"])
    print("ok")
except WebhookVerificationError as error:
    print(error)
