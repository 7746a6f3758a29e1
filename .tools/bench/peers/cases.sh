#!/bin/sh
# All events of a case by the AWS CLI, which knows no paging of this operation: sh cases.sh <domain> <case>
set -e
token=
while :; do
  page=$(aws connectcases get-case-audit-events --domain-id "$1" --case-id "$2" --max-results 25 \
    --output json ${token:+--next-token "$token"})
  printf '%s\n' "$page" | jq -c '.auditEvents[]'
  token=$(printf '%s\n' "$page" | jq -r '.nextToken // empty')
  [ -n "$token" ] || break
done
