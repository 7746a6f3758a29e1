import { hostileTexts } from "../hostile-text.ts";
import { peopleNames } from "../people.ts";
import type { CasesField, FieldValue } from "./model.ts";
import type { Scene } from "./scene.ts";

const hostile = Object.values(hostileTexts);

/** Numbers that lose something in careless hands: to rounding, to 32 bits, to a decimal comma. */
const oddNumbers: readonly number[] = [
  0,
  -1,
  0.1,
  -273.15,
  1234567.891,
  4294967296,
  1e-7,
  2 ** 53 - 1,
  2 ** 53 + 2,
  -(2 ** 63),
  1.7976931348623157e308,
];

const oddUrls: readonly string[] = [
  "https://crm.example/r?q=a%20b&c=%E2%9C%93#x",
  "https://例え.example/顧客/42",
  "javascript:alert(document.cookie)",
  "file:///etc/passwd",
];

/** Comments as agents write them; `%` is a person. */
const sentences: readonly string[] = [
  "Called % back, no answer.",
  "% sent photos of the damage; waiting for the garage.",
  "Rückruf vereinbart mit %, „nicht vor 9 Uhr“.",
  "% conteste la facture : 1 250,50 CHF au lieu de 125,05.",
  "%さんより電話。折り返し希望。",
  "Клиент % просит перезвонить после 18:00",
  "تم الاتصال بالعميل % وتأكيد العنوان",
  "הלקוח % ביקש עותק של הפוליסה (מס' 42)",
  "% ने दस्तावेज़ भेज दिए हैं",
  "% 고객님 요청으로 상담원 변경",
  "Thanks, % 👍🏼 – closing.",
];

/** People come on one after another, so that every name is seen. */
export function nextName(scene: Scene): string {
  scene.turn += 1;
  return peopleNames[scene.turn % peopleNames.length] ?? "";
}

function nextHostile(scene: Scene): string {
  scene.turn += 1;
  return hostile[scene.turn % hostile.length] ?? "";
}

/** What somebody wrote into a field. One text in eight means harm. */
export function writtenText(scene: Scene): string {
  return scene.random.chance(0.125) ? nextHostile(scene) : sentence(scene);
}

/** Mostly about the customer; somebody else has a part in it now and then. */
function sentence(scene: Scene): string {
  return scene.random.pick(sentences).replace("%", () => (scene.random.chance(0.7) ? scene.customer : nextName(scene)));
}

/** A choice that is not the present one. */
export function otherOption(scene: Scene, fieldId: string): string {
  const present = scene.values.get(fieldId);
  const taken = present !== undefined && "stringValue" in present ? present.stringValue : undefined;
  const values = (scene.setting.options[fieldId] ?? []).map((option) => option.value);
  return scene.random.pick(values.filter((value) => value !== taken));
}

/** A value such as people give a field of this type. */
export function someValue(scene: Scene, field: CasesField): FieldValue {
  const { random, setting } = scene;
  switch (field.type) {
    case "Text":
      return { stringValue: random.chance(0.15) ? nextHostile(scene) : someText(scene, field) };
    case "Number":
      return { doubleValue: random.chance(0.2) ? random.pick(oddNumbers) : random.integer(-5000, 2_000_000) / 100 };
    case "Boolean":
      return { booleanValue: !isTrue(scene.values.get(field.fieldId)) };
    case "DateTime":
      return { stringValue: new Date(scene.now + random.integer(1, 90 * 24) * 3_600_000).toISOString() };
    case "SingleSelect":
      return { stringValue: otherOption(scene, field.fieldId) };
    case "Url":
      return {
        stringValue: random.chance(0.2) ? random.pick(oddUrls) : `https://crm.example/records/${random.uuid()}`,
      };
    case "User":
      return { userArnValue: random.pick(setting.agentArns) };
  }
}

function isTrue(value: FieldValue | undefined): boolean {
  return value !== undefined && "booleanValue" in value && value.booleanValue;
}

function someText(scene: Scene, field: CasesField): string {
  if (field.attributes?.text.isMultiline === true) {
    return `${nextName(scene)}:\n${sentence(scene)}`;
  }
  return scene.random.chance(0.4) ? nextName(scene) : `AF-${scene.random.integer(100_000, 999_999)}`;
}
