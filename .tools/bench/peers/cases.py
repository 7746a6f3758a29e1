"""All events of a case: python3 cases.py <domain> <case>"""

import json
import sys

import boto3

domain, case = sys.argv[1:]
client = boto3.client("connectcases")
asked = {"domainId": domain, "caseId": case, "maxResults": 25}
while True:
    page = client.get_case_audit_events(**asked)
    for event in page["auditEvents"]:
        print(json.dumps(event, default=str))
    if not page.get("nextToken"):
        break
    asked["nextToken"] = page["nextToken"]
