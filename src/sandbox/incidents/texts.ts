import { hostileTexts } from "../hostile-text.ts";
import { peopleNames } from "../people.ts";
import type { Random } from "../random.ts";

const hostile = Object.values(hostileTexts);

/** What a message or a comment may hold at most (model: 4096 characters). */
const longestMessage = 4096;

export const titles: readonly string[] = [
  "GuardDuty: Impossible travel for console sign-in of %",
  "Suspicious CreateAccessKey calls, us-east-1",
  "Ransom note in bucket backups-prod",
  "Verdacht auf kompromittierte EC2-Instanz (Krypto-Mining)",
  "Exfiltration présumée : « export_clients.csv »",
  "不審な IAM ロールの引き受け(%)",
  "Подозрительная активность в аккаунте разработки",
  "تسريب مفاتيح وصول في مستودع عام",
  "חשד לפישינג נגד %",
  "액세스 키 유출 의심",
  "Tabletop exercise Q3, not a real incident 🔥",
];

/** Comments as responders write them; `%` is a person. */
const sentences: readonly string[] = [
  "% confirmed the sign-in was not theirs; session revoked.",
  "Access key AKIA… rotated, CloudTrail shows no use since 14:02 UTC.",
  "% hat die Instanz isoliert, Speicherabbild liegt bei der Forensik.",
  "Snapshot pris par %, volume conservé pour l’enquête (1 250,5 Go).",
  "%さんがロールの信頼ポリシーを修正しました。",
  "Клиент % подтвердил: ключи отозваны, пароли сменены.",
  "أكّد % أن عنوان IP ‏203.0.113.7 ليس من شبكتهم.",
  "% אישר שהמפתח נמחק מהמאגר הציבורי",
  "% ने लॉग भेज दिए हैं, जाँच जारी है",
  "% 님이 보안 그룹을 차단했습니다.",
  "No lateral movement found so far – % is watching 👀",
];

/** Whose turn it is among what is shown one after another. */
export interface Turn {
  turn: number;
}

/** People come on one after another, so that every name is seen. */
export function nextName(turn: Turn): string {
  turn.turn += 1;
  return peopleNames[turn.turn % peopleNames.length] ?? "";
}

/** What somebody wrote. One text in eight means harm. */
export function writtenText(random: Random, turn: Turn): string {
  if (random.chance(0.125)) {
    turn.turn += 1;
    return `Pasted text: ${hostile[turn.turn % hostile.length] ?? ""}`;
  }
  const name = nextName(turn);
  return random.pick(sentences).replace("%", () => name);
}

/** Cut to what the service takes, without cutting a character in two. */
export function bounded(text: string): string {
  return [...text].slice(0, longestMessage).join("");
}
