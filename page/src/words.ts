// The words of the language that was chosen.

import catalogue from "catalogue";
import { useCell } from "./cell";
import { lang, type Lang } from "./settings";
import { en } from "./words/en";
import { ja, type Words } from "./words/ja";

export type { Words };

export const wordsOf = (of: Lang): Words => (of === "ja" ? ja : en);

export function useWords(): { w: Words; lang: Lang } {
    const chosen = useCell(lang);
    return { w: wordsOf(chosen), lang: chosen };
}

/** A cause as the catalogue names it; its id when the catalogue of this household knows more than ours. */
export const causeName = (id: string, of: Lang): string => catalogue.causes[id]?.[of] ?? id.replaceAll("_", " ");

export function nextStep(id: string, of: Lang): { text: string; url: string | null } {
    const found = catalogue.next[id];
    return { text: found?.[of] ?? id.replaceAll("_", " "), url: found?.url ?? null };
}

export interface QuestionWords {
    readonly ask: string;
    readonly answers: readonly (readonly [value: string, label: string])[];
}

/** A question of the catalogue in words; null when the catalogue of this page does not have it. */
export function questionOf(fact: string, of: Lang): QuestionWords | null {
    const found = catalogue.questions[fact];
    return found ? { ask: found.ask[of], answers: found.answers.map((answer) => [answer.value, answer.label[of]] as const) } : null;
}

export const merchantMeaning = (id: string, of: Lang): string | null => catalogue.merchants[id]?.[of] ?? null;

export const issuerNames = (of: Lang): readonly (readonly [string, string])[] =>
    Object.entries(catalogue.issuers).map(([id, name]) => [id, name[of]] as const);

export const issuerName = (id: string, of: Lang): string => catalogue.issuers[id]?.[of] ?? id;
