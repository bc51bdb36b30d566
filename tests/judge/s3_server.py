"""A real S3 server for the tests: s3_server.py BUCKET. Makes the bucket and prints the port."""

import sys
import time

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
client = boto3.client(
    "s3", endpoint_url=f"http://{host}:{port}", region_name="eu-central-1", aws_access_key_id="test", aws_secret_access_key="test"
)
client.create_bucket(Bucket=sys.argv[1], CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
print(port, flush=True)
while True:
    time.sleep(3600)
