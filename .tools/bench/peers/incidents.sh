#!/bin/sh
# All edits of cases by the AWS CLI: sh incidents.sh <case>...
set -e
for id; do
  aws security-ir list-case-edits --case-id "$id" --output json
done
