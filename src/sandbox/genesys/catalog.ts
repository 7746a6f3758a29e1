import type { GenesysService } from "./model.ts";

/** Some of what Genesys Cloud audits, in its own words. */
export const genesysServices: readonly GenesysService[] = [
  service("PeoplePermissions", true, {
    User: ["Create", "Update", "Delete", "PasswordChange"],
    Role: ["Create", "Update", "Delete", "MemberAdd", "MemberRemove"],
    OAuthClient: ["Create", "Update", "Delete"],
    AuthOrganization: ["Update"],
  }),
  service("Directory", true, { Group: ["Create", "Update", "Delete", "MemberAdd", "MemberRemove"], User: ["Update"] }),
  service("ContactCenter", true, { Queue: ["Create", "Update", "Delete", "MemberAdd"], WrapupCode: ["Create"] }),
  service("Architect", true, { Flow: ["Publish", "Save", "CheckIn", "CheckOut", "Delete"], Prompt: ["Create"] }),
  service("Outbound", false, { Campaign: ["Start", "Stop", "Update"], ContactList: ["Upload", "Delete"] }),
  service("Quality", false, { Recording: ["View", "Download", "Delete"], Evaluation: ["Create", "Submit"] }),
  service("Telephony", true, { Trunk: ["Update"], Phone: ["Create", "Update", "Delete"] }),
  service("Integrations", false, { Integration: ["Create", "Update", "Disable"], Credential: ["Create", "Rotate"] }),
  service("LogCapture", false, { Log: ["Download"] }),
  service("Billing", false, { Subscription: ["Update"] }),
  service("GDPR", false, { Request: ["Create", "Complete"] }),
  // Listed, and not audited yet.
  service("Coaching", false, {}),
];

function service(name: string, realtime: boolean, entities: Readonly<Record<string, readonly string[]>>) {
  return {
    name,
    realtime,
    entities: Object.entries(entities).map(([entity, actions]) => ({ name: entity, actions })),
  };
}
