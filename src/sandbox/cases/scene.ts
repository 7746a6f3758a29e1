import type { Random } from "../random.ts";
import type { CasesField, FieldOption, FieldValue } from "./model.ts";

/** Where stories play: one domain, its fields and its people. */
export interface Setting {
  readonly region: string;
  readonly account: string;
  readonly instanceArn: string;
  readonly fields: readonly CasesField[];
  readonly options: Readonly<Record<string, readonly FieldOption[]>>;
  readonly agentArns: readonly string[];
  readonly queueArns: readonly string[];
}

/** A story as far as it is told. */
export interface Scene {
  readonly setting: Setting;
  readonly random: Random;
  /** Whom the case is about. */
  readonly customer: string;
  /** The fields as they now are. */
  readonly values: Map<string, FieldValue>;
  /** Milliseconds of the event being told. */
  now: number;
  /** How many events there are before this one. */
  told: number;
  /** Whose turn it is among the things that are shown one after another. */
  turn: number;
}
