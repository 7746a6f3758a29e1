import { hostileTexts } from "../hostile-text.ts";
import { peopleNames } from "../people.ts";
import type { Random } from "../random.ts";
import { type EventLogEntry, type EventPayload, type UserIdentity, wellKnownEventNames } from "./model.ts";

/** Where things happen: one space, its people and its projects. */
export interface Setting {
  readonly space: string;
  readonly members: readonly UserIdentity[];
  readonly projects: readonly { readonly name: string; readonly projectId: string }[];
}

/** What an event says beside who, when and from where. */
export type Happening = Pick<EventLogEntry, "eventName" | "operationType"> &
  Partial<Pick<EventLogEntry, "projectInformation" | "requestPayload" | "responsePayload" | "userIdentity">>;

const hostile = Object.values(hostileTexts);

/** What happens most in a space happens most here. */
const happenings: readonly {
  readonly weight: number;
  readonly tell: (setting: Setting, random: Random) => Happening;
}[] = [
  { weight: 10, tell: workflowRun },
  { weight: 9, tell: branch },
  { weight: 8, tell: devEnvironment },
  { weight: 6, tell: projectUpdate },
  { weight: 5, tell: eventLogRead },
  { weight: 4, tell: projectRead },
  { weight: 3, tell: accessToken },
  { weight: 3, tell: invitation },
  { weight: 1, tell: accountConnection },
  { weight: 1, tell: noWords },
];
const totalWeight = happenings.reduce((sum, { weight }) => sum + weight, 0);

export function happen(setting: Setting, random: Random): Happening {
  let dice = random.fraction() * totalWeight;
  const chosen = happenings.find(({ weight }) => {
    dice -= weight;
    return dice < 0;
  });
  return (chosen?.tell ?? branch)(setting, random);
}

/** One of a bulk: the name is that of no other event. */
export function issueCreated(setting: Setting, random: Random, number: number): Happening {
  const title = random.chance(0.1) ? random.pick(hostile) : `Imported from the old tracker: #${number}`;
  return inProject(setting, random, wellKnownEventNames.bulk, { title, externalId: `OLD-${number}` });
}

export function memberRemoved(setting: Setting, random: Random): Happening {
  const member = random.pick(setting.members);
  return inProject(setting, random, wellKnownEventNames.removal, { userId: member.principalId, role: "Contributor" });
}

function json(content: object): EventPayload {
  return { contentType: "application/json", data: JSON.stringify(content) };
}

function inProject(setting: Setting, random: Random, eventName: string, content: object): Happening {
  const projectInformation = random.pick(setting.projects);
  const requestPayload = json({ spaceName: setting.space, projectName: projectInformation.name, ...content });
  return { eventName, operationType: "MUTATION", projectInformation, requestPayload };
}

function workflowRun(setting: Setting, random: Random): Happening {
  const told = inProject(setting, random, "startWorkflowRun", { workflowId: random.uuid() });
  return { ...told, responsePayload: json({ id: random.uuid(), status: random.pick(["PROVISIONING", "STOPPED"]) }) };
}

function branch(setting: Setting, random: Random): Happening {
  const name = random.chance(0.2) ? random.pick(hostile) : `feature/AF-${random.integer(100, 9999)}`;
  const content = { sourceRepositoryName: random.pick(["website", "claims-api", "見積もり"]), name };
  return inProject(setting, random, "createSourceRepositoryBranch", content);
}

function devEnvironment(setting: Setting, random: Random): Happening {
  const eventName = random.pick(["createDevEnvironment", "startDevEnvironment", "stopDevEnvironment"]);
  const content = { id: random.uuid(), instanceType: "dev.standard1.small", inactivityTimeoutMinutes: 15 };
  return inProject(setting, random, eventName, content);
}

/** People write into descriptions what they like. */
function projectUpdate(setting: Setting, random: Random): Happening {
  const description = random.chance(0.4) ? random.pick(hostile) : `Kept by ${random.pick(peopleNames)}`;
  const told = inProject(setting, random, random.pick(["createProject", "updateProject"]), { description });
  // A payload holds numbers that a careless reader rounds.
  const data = `{"description":${JSON.stringify(description)},"revision":${"9".repeat(random.integer(3, 22))}}`;
  return { ...told, responsePayload: { contentType: "application/json", data } };
}

/** The log holds its own readers too. */
function eventLogRead({ space }: Setting, random: Random): Happening {
  const maxResults = String(random.pick([2, 100, 250]));
  const requestPayload = json({ spaceName: space, startTime: "2026-01-01T00:00:00Z", maxResults });
  return { eventName: "listEventLogs", operationType: "READONLY", requestPayload };
}

function projectRead(setting: Setting, random: Random): Happening {
  const eventName = random.pick(["getProject", "listSourceRepositories", "getWorkflow"]);
  // Some events of projects name the project by half.
  const { name, projectId } = random.pick(setting.projects);
  const projectInformation = random.pick([{ name, projectId }, { name }, { projectId }]);
  return { eventName, operationType: "READONLY", projectInformation };
}

function accessToken(_setting: Setting, random: Random): Happening {
  const eventName = random.pick(["createAccessToken", "deleteAccessToken"]);
  return { eventName, operationType: "MUTATION", requestPayload: json({ name: `laptop-${random.integer(1, 9)}` }) };
}

function invitation({ space }: Setting, random: Random): Happening {
  const invited = { spaceName: space, displayName: random.pick(peopleNames), role: "Limited access" };
  return { eventName: "createInvitation", operationType: "MUTATION", requestPayload: json(invited) };
}

function accountConnection({ space }: Setting, random: Random): Happening {
  const awsAccountId = "111122223333";
  const principalId = `arn:aws:sts::${awsAccountId}:assumed-role/CodeCatalystConnection/${random.integer(1, 99)}`;
  return {
    eventName: "associateAccount",
    operationType: "MUTATION",
    userIdentity: { userType: "AWS_ACCOUNT", principalId, awsAccountId },
    requestPayload: json({ spaceName: space, awsAccountId }),
  };
}

/** As little as the model allows. */
function noWords(_setting: Setting, random: Random): Happening {
  const userIdentity = { userType: "UNKNOWN", principalId: random.uuid() } as const;
  return { eventName: "verifySession", operationType: "READONLY", userIdentity };
}
