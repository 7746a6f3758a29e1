import type { AuditMessage } from "./model.ts";

/** Bytes of an answer beyond which the service refuses to give it; the number is not documented. */
const answerLimit = 640 * 1024;

export function isTooLarge(messages: readonly string[]): boolean {
  let size = 0;
  for (const message of messages) size += Buffer.byteLength(message) + 1;
  return size > answerLimit;
}

/**
 * A message as files have it (AuditTopicAuditLogMessage): the time, the user and the client are called otherwise, and some
 * members are missing.
 */
export function toFileMessage(message: string): string {
  const event = JSON.parse(message) as AuditMessage;
  const { id, userHomeOrgId, user, client, remoteIp, serviceName, level, eventDate, action } = event;
  return JSON.stringify({
    id,
    userId: user?.id,
    userHomeOrgId,
    username: user === undefined ? undefined : { id: user.id },
    clientId: client,
    remoteIp,
    serviceName,
    level,
    eventTime: eventDate,
    message: event.message,
    action,
    entityType: event.entityType,
    entity: event.entity,
    propertyChanges: event.propertyChanges,
    context: event.context,
  });
}
