// Money that should still move: refunds and charges that are told of but not seen on a statement.

import { fullDay, money } from "../format";
import type { Expected } from "../types";
import { useWords } from "../words";
import { Badge, type Tone } from "./verdict";

const TONES: Readonly<Record<Expected["status"], Tone>> = { overdue: "bad", pending: "care", posted: "good" };
const RANK: Readonly<Record<Expected["status"], number>> = { overdue: 0, pending: 1, posted: 2 };

export function Waiting({ expected }: { expected: readonly Expected[] }) {
    const { w, lang } = useWords();
    if (expected.length === 0) return null;
    const sorted = [...expected].sort((a, b) => RANK[a.status] - RANK[b.status] || ((a.due_by ?? "") < (b.due_by ?? "") ? -1 : 1));
    return (
        <section class="card">
            <h2>{w.pictures.waiting}</h2>
            <ul class="plain-list">
                {sorted.slice(0, 30).map((one, at) => (
                    <li key={at} class="row apart">
                        <span>
                            {one.kind === "refund" ? w.pictures.refund : w.pictures.toPay}　<strong class="number">{money(Math.abs(one.amount), one.currency, lang)}</strong>
                            <span class="soft small">　{one.shop ?? one.order_id}　{one.due_by !== null && w.pictures.dueBy(fullDay(one.due_by, lang))}</span>
                        </span>
                        <Badge tone={TONES[one.status]} text={w.pictures[one.status]} />
                    </li>
                ))}
            </ul>
        </section>
    );
}
