import type { ActorType } from "../core/types.ts";

/** What an IAM ARN names, by its resource: `user/…`, `role/…`, `assumed-role/…`, or a service's own role. */
export function principalType(principal: string | null): ActorType {
  if (principal === null) return "unknown";
  if (/:role\/aws-service-role\/|:assumed-role\/AWSServiceRoleFor/.test(principal)) return "service";
  if (principal.endsWith(".amazonaws.com")) return "service";
  if (/:(?:assumed-)?role\//.test(principal)) return "role";
  return /:user\/|:root$/.test(principal) ? "user" : "unknown";
}
