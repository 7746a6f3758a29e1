import { randomFor, type Random } from "../random.ts";
import {
  beginning,
  customFields,
  reasonOptions,
  statusOptions,
  systemFieldsOf,
  textAttributes,
  type CustomField,
} from "./fields.ts";
import {
  wellKnownCases,
  type CaseData,
  type CasesData,
  type CasesDomain,
  type CasesField,
  type FieldOption,
} from "./model.ts";
import type { Setting } from "./scene.ts";
import { tellStory } from "./story.ts";

const account = "111122223333";

interface DomainPlan {
  readonly domainId: string;
  readonly name: string;
  /** Beside the well-known ones. */
  readonly caseCount: number;
  readonly wellKnown: readonly { readonly caseId: string; readonly eventCount: number }[];
  /** How many questions its customer survey asks: each is a field. */
  readonly surveyQuestions: number;
}

const domainPlans: readonly DomainPlan[] = [
  {
    domainId: "a1de7f00-52c8-4b6e-9d31-7c04e8f5b201",
    name: "Alder & Finch Insurance, customer care",
    caseCount: 195,
    wellKnown: [
      { caseId: wellKnownCases.empty, eventCount: 0 },
      { caseId: wellKnownCases.single, eventCount: 1 },
      { caseId: wellKnownCases.fullPage, eventCount: 25 },
      { caseId: wellKnownCases.pageAndOne, eventCount: 26 },
      { caseId: wellKnownCases.largest, eventCount: 5000 },
    ],
    // More fields than the service lists on one page.
    surveyQuestions: 90,
  },
  {
    domainId: "b2c94e11-0f7d-4a35-8e62-1d9b6a3f7c02",
    name: "Alder & Finch Assurances, succursale de Genève",
    caseCount: 40,
    wellKnown: [],
    surveyQuestions: 0,
  },
  {
    domainId: "c37b5d22-9e4a-4f18-a0c5-8e2f1b7d6403",
    name: "アルダー＆フィンチ保険 東京支店 (pilot)",
    caseCount: 5,
    wellKnown: [],
    surveyQuestions: 0,
  },
];

/** The same data for the same seed; the domains and the well-known cases are there under every seed. */
export function seededCases(seed: number, region: string): CasesData {
  return { domains: domainPlans.map((plan) => seededDomain(plan, seed, region)) };
}

function seededDomain(plan: DomainPlan, seed: number, region: string): CasesDomain {
  const domainArn = `arn:aws:cases:${region}:${account}:domain/${plan.domainId}`;
  const random = randomFor(seed, `domain ${plan.domainId}`);
  const made = [...customFields, ...survey(plan.surveyQuestions)].map((field) => ({ field, fieldId: random.uuid() }));
  const fields = [...systemFieldsOf(domainArn), ...made.map((entry) => customField(entry, domainArn))];
  const options: Readonly<Record<string, readonly FieldOption[]>> = {
    status: statusOptions,
    case_reason: reasonOptions,
    ...Object.fromEntries(made.flatMap(({ field, fieldId }) => (field.options ? [[fieldId, field.options]] : []))),
  };
  const instanceArn = `arn:aws:connect:${region}:${account}:instance/${random.uuid()}`;
  const setting: Setting = {
    region,
    account,
    instanceArn,
    fields,
    options,
    agentArns: Array.from({ length: 24 }, () => `${instanceArn}/agent/${random.uuid()}`),
    queueArns: Array.from({ length: 5 }, () => `${instanceArn}/queue/${random.uuid()}`),
  };
  const templateIds = [random.uuid(), random.uuid()];
  const planned = Array.from({ length: plan.caseCount }, () => ({
    caseId: random.uuid(),
    eventCount: plausibleCount(random),
  }));
  const cases = [...plan.wellKnown, ...planned].map(({ caseId, eventCount }, index) =>
    lazyCase({ caseId, templateId: random.pick(templateIds), tags: tagsOf(random, index) }, () =>
      tellStory(setting, { caseId, eventCount, ordinal: index }, randomFor(seed, `case ${caseId}`)),
    ),
  );
  return { domainId: plan.domainId, domainArn, name: plan.name, createdTime: beginning, fields, options, cases };
}

/** Most cases have 3 to 40 events; a few go on for hundreds. */
function plausibleCount(random: Random): number {
  return random.chance(0.06) ? Math.round(60 * (1 / (1 - 0.9 * random.fraction())) ** 1.1) : random.integer(3, 40);
}

function tagsOf(random: Random, index: number): Readonly<Record<string, string>> {
  return index % 3 === 0 ? {} : { team: random.pick(["care", "claims", "legal"]), "cost-centre": `CC/${index % 7}` };
}

function survey(questions: number): readonly CustomField[] {
  return Array.from({ length: questions }, (_, index) => ({
    name: `Survey 2026, question ${index + 1}`,
    type: index % 2 === 0 ? "Number" : "Text",
  }));
}

function customField(entry: { readonly field: CustomField; readonly fieldId: string }, domainArn: string): CasesField {
  const { field, fieldId } = entry;
  return {
    fieldId,
    fieldArn: `${domainArn}/field/${fieldId}`,
    name: field.name,
    type: field.type,
    namespace: "Custom",
    createdTime: beginning,
    lastModifiedTime: field.deleted === true ? "2026-08-31T16:45:12.345Z" : beginning,
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(field.deleted === true ? { deleted: true } : {}),
    ...(field.type === "Text" ? { attributes: textAttributes(field.isMultiline) } : {}),
  };
}

/** A case whose story is told when somebody first asks for it: the sandbox starts at once, whatever it holds. */
function lazyCase(
  members: Pick<CaseData, "caseId" | "templateId"> & { readonly tags: Readonly<Record<string, string>> },
  tell: () => Pick<CaseData, "values" | "events">,
): CaseData {
  let story: Pick<CaseData, "values" | "events"> | undefined;
  function told(): Pick<CaseData, "values" | "events"> {
    story ??= tell();
    return story;
  }
  return {
    ...members,
    get values() {
      return told().values;
    },
    get events() {
      return told().events;
    },
  };
}
