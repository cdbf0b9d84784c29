// Money, days and texts as a person reads them. Pure; tested in test/format.test.ts.

import type { Lang } from "./settings";

/** Digits behind the point of a currency (ISO 4217); amounts are whole numbers of the smallest unit. */
export function minorDigits(currency: string): number {
    try {
        return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
        return 2;
    }
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

/** A number of minor units as digits: 123456 USD is "1,234.56". No float takes part. */
export function digitsOf(amount: number, currency: string): string {
    const behind = minorDigits(currency);
    const text = String(Math.abs(amount)).padStart(behind + 1, "0");
    const whole = grouped(text.slice(0, text.length - behind));
    return behind === 0 ? whole : whole + "." + text.slice(text.length - behind);
}

const SIGNS: Readonly<Record<string, string>> = { JPY: "¥", USD: "$", EUR: "€", GBP: "£" };

/** An amount of money: "15,480円", "¥15,480", "−$12.34". The sign is a true minus (U+2212). */
export function money(amount: number, currency: string | null, lang: Lang): string {
    const minus = amount < 0 ? "\u2212" : "";
    const code = currency ?? "";
    if (code === "") return minus + grouped(String(Math.abs(amount)));
    const digits = digitsOf(amount, code);
    if (code === "JPY" && lang === "ja") return `${minus}${digits}円`;
    const sign = SIGNS[code];
    return sign === undefined ? `${minus}${digits}\u00a0${code}` : `${minus}${sign}${digits}`;
}

const WEEK_JA = ["日", "月", "火", "水", "木", "金", "土"];
const WEEK_EN = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTH_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Parts {
    readonly year: number;
    readonly month: number;
    readonly day: number;
}

export function dayParts(day: string): Parts | null {
    const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
    return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null;
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
    const parts = dayParts(day);
    return parts ? Math.round(Date.UTC(parts.year, parts.month - 1, parts.day) / 86400000) : Number.NaN;
}

/** From one day to another: 0 the same, 1 the next. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** A day in full: "2026年8月15日（土）", "Sat 15 Aug 2026". What is no day comes back as it is. */
export function fullDay(day: string | null, lang: Lang): string {
    const parts = day === null ? null : dayParts(day);
    if (!parts) return day ?? "";
    const weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
    return lang === "ja"
        ? `${parts.year}年${parts.month}月${parts.day}日（${WEEK_JA[weekday]}）`
        : `${WEEK_EN[weekday]} ${parts.day} ${MONTH_EN[parts.month - 1]} ${parts.year}`;
}

/** A day for a narrow column: "2026/8/15", "15 Aug 2026". */
export function shortDay(day: string | null, lang: Lang): string {
    const parts = day === null ? null : dayParts(day);
    if (!parts) return day ?? "";
    return lang === "ja"
        ? `${parts.year}/${parts.month}/${parts.day}`
        : `${parts.day} ${MONTH_EN[parts.month - 1]} ${parts.year}`;
}

/** "2026年8月", "Aug 2026" */
export function monthName(month: string, lang: Lang): string {
    const parts = dayParts(month + "-01");
    if (!parts) return month;
    return lang === "ja" ? `${parts.year}年${parts.month}月` : `${MONTH_EN[parts.month - 1]} ${parts.year}`;
}

/** A moment ("2026-08-14T16:22+09:00", "…Z") in the time of this machine; a day alone stays a day. */
export function momentText(moment: string, lang: Lang): string {
    if (!moment.includes("T")) return fullDay(moment, lang);
    const at = new Date(moment);
    if (Number.isNaN(at.getTime())) return moment;
    const two = (value: number): string => String(value).padStart(2, "0");
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    return `${fullDay(day, lang)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What a statement printed, made readable: full-width Latin becomes narrow, half-width kana wide, blanks single. */
export function readable(printed: string): string {
    return printed.normalize("NFKC").replace(/[ \u3000]+/g, " ").trim();
}

export function count(value: number): string {
    return grouped(String(value));
}

/** The last part of a path, for people: "card/202508.csv" is "202508.csv", a name in a zip is "Orders.zip › Order History.csv". */
export function fileName(path: string): string {
    const names = path.split("!").map((part) => part.split("/").pop() ?? part);
    return names.join(" › ");
}

export function bytesText(bytes: number): string {
    if (bytes < 1024) return `${bytes} B`;
    if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
    return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
