import { idPlaceholder, mixed, otherId } from "./event-id.ts";
import { instantNotation, secondsNotation } from "./event-list.ts";

/**
 * Events, 400 to 700 bytes as those of the services are, with placeholders for id and time. Names are not all ASCII, as
 * in any organization.
 */

const account = "111122223333";
const instance = `arn:aws:connect:eu-central-1:${account}:instance/${otherId(0, 40)}`;
const connectRole = `arn:aws:iam::${account}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_x7Qd`;
const names = ["Ada Whitcombe", "François L'Hôte", "Jürgen Groß", "Siân O'Brien", "María Núñez", "Tom Baker"];
const statuses = ["open", "in_progress", "waiting", "closed"];

/** The fields of the domain, and what its cases are changed in. */
export const caseFields: readonly { readonly id: string; readonly name: string; readonly type: string }[] = [
  { id: "status", name: "Status", type: "Text" },
  { id: "title", name: "Title", type: "Text" },
  { id: "summary", name: "Summary", type: "Text" },
  { id: "assigned_queue", name: "Assigned queue", type: "Text" },
  { id: "assigned_user", name: "Assigned user", type: "User" },
  { id: "last_closed_datetime", name: "Last closed", type: "DateTime" },
  { id: otherId(1, 41), name: "Policy number", type: "Text" },
  { id: otherId(2, 41), name: "Amount in dispute", type: "Number" },
];

export function caseEvent(index: number, isFirst: boolean): string {
  const at = `${instantNotation.placeholder}Z`;
  const by = `"performedBy":{"user":{"userArn":"${instance}/agent/${otherId(index % 97, 3)}"},"iamPrincipalArn":"${connectRole}"}`;
  const [status, next] = [pick(statuses, index), pick(statuses, index + 1)];
  const name = pick(names, mixed(index, 4));
  const head = `{"eventId":"${idPlaceholder}"`;
  if (isFirst) {
    return `${head},"type":"Case.Created","performedTime":"${at}","fields":[${changed("title", undefined, `Water damage: ${name}`)},${changed("status", undefined, "open")},${changed(fieldId(6), undefined, `AF-${index}`)}],${by}}`;
  }
  switch (index % 4) {
    case 0:
      return `${head},"type":"Case.Updated","performedTime":"${at}","fields":[${changed("status", status, next)},${changed("assigned_user", undefined, `${instance}/agent/${otherId(index % 89, 3)}`)}],${by}}`;
    case 1:
      return `${head},"type":"RelatedItem.Created","relatedItemType":"Comment","performedTime":"${at}","fields":[${changed("body", undefined, `Called ${name} back, no answer; the garage sends photos of the damage until Friday.`)}],${by}}`;
    case 2:
      return `${head},"type":"Case.Updated","performedTime":"${at}","fields":[{"eventFieldId":"${fieldId(7)}","oldValue":{"doubleValue":${index % 5000}.25},"newValue":{"doubleValue":${(index % 5000) + 1}}},${changed("summary", `${name} waits`, `${name} sent photos of the damage`)}],${by}}`;
    default:
      return `${head},"type":"RelatedItem.Created","relatedItemType":"Contact","performedTime":"${at}","fields":[${changed("contactArn", undefined, `${instance}/contact/${otherId(index, 5)}`)}],${by}}`;
  }
}

function changed(field: string, before: string | undefined, after: string): string {
  const old = before === undefined ? "" : `"oldValue":{"stringValue":"${before}"},`;
  return `{"eventFieldId":"${field}",${old}"newValue":{"stringValue":"${after}"}}`;
}

function fieldId(index: number): string {
  return caseFields[index]?.id ?? "";
}

/** An edit has no id of its own: its message holds one. */
export function incidentEdit(index: number, isFirst: boolean): string {
  const name = pick(names, mixed(index, 4));
  const what = isFirst
    ? "Case Created"
    : pick(["Case Updated", "Comment Added", "Attachment Added", "Watcher Added"], index);
  const message = `${name} noted under ${idPlaceholder}: the keys of role/Deployment were used from an address that is not ours, calls of CreateAccessKey and AttachUserPolicy followed within minutes; the role is locked, the sessions are revoked, and the log of the account is being read for what else was touched`;
  return `{"eventTimestamp":${secondsNotation.placeholder},"principal":"arn:aws:sts::${account}:assumed-role/IncidentResponder/${otherId(index % 53, 6)}","action":"${what}","message":"${message}"}`;
}

export function spaceEvent(index: number): string {
  const action = pick(["createIssue", "updateIssue", "listEventLogs", "createPullRequest", "getProject"], index);
  const operation = action.startsWith("list") || action.startsWith("get") ? "READONLY" : "MUTATION";
  const at = `${instantNotation.placeholder}000+00:00`;
  return `{"id":"${idPlaceholder}","eventName":"${action}","eventType":"AwsApiCall","eventCategory":"MANAGEMENT","eventSource":"manage","eventTime":"${at}","operationType":"${operation}","userIdentity":{"userType":"USER","principalId":"${otherId(index % 71, 7)}","userName":"${pick(names, mixed(index, 4))}"},"projectInformation":{"name":"claims-api","projectId":"${otherId(1, 8)}"},"requestId":"${otherId(index, 9)}","requestPayload":{"contentType":"application/json","data":"{\\"spaceName\\":\\"AlderFinch\\",\\"projectName\\":\\"claims-api\\"}"},"sourceIpAddress":"203.0.113.${(index % 254) + 1}","userAgent":"aws-cli/2.9.0 Python/3.9.11 Linux/5.15"}`;
}

export function auditMessage(index: number): string {
  const entity = otherId(index % 4001, 10);
  const action = pick(["Update", "Create", "MemberAdd", "Delete"], index);
  const changes =
    index % 3 === 0
      ? ""
      : `{"property":"state","oldValues":["active"],"newValues":["inactive"]},{"property":"title","newValues":["Supervisor"]}`;
  return `{"id":"${idPlaceholder}","userHomeOrgId":"${otherId(1, 11)}","user":{"id":"${otherId(index % 61, 12)}"},"client":{"id":"${otherId(index % 5, 13)}"},"remoteIp":["203.0.113.${(index % 254) + 1}","10.0.0.1"],"serviceName":"Directory","level":"USER","eventDate":"${instantNotation.placeholder}Z","action":"${action}","entity":{"id":"${entity}","name":"${pick(names, mixed(index, 4))}","selfUri":"/api/v2/groups/${entity}"},"entityType":"Group","status":"SUCCESS","application":"admin","initiatingAction":{"transactionId":"${otherId(index, 14)}"},"transactionInitiator":true,"propertyChanges":[${changes}],"entityChanges":[],"context":{"divisionId":"*","origin":"UI"}}`;
}

function pick(values: readonly string[], index: number): string {
  return values[index % values.length] ?? "";
}
