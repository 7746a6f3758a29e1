"""All edits of cases: python3 incidents.py <case>..."""

import json
import sys

import boto3

paginator = boto3.client("security-ir").get_paginator("list_case_edits")
for case in sys.argv[1:]:
    for page in paginator.paginate(caseId=case, PaginationConfig={"PageSize": 25}):
        for edit in page["items"]:
            print(json.dumps(edit, default=str))
