"""All events of a space in a span of time: python3 codecatalyst.py <space> <start> <end>"""

import json
import sys

import boto3

space, start, end = sys.argv[1:]
pages = boto3.client("codecatalyst").get_paginator("list_event_logs").paginate(
    spaceName=space, startTime=start, endTime=end, PaginationConfig={"PageSize": 250}
)
for page in pages:
    for event in page["items"]:
        print(json.dumps(event, default=str))
