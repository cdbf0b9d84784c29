// A charge's days on an axis in proportion: dots where the days are, labels beside that never lie on each other, a table behind it.

import { daysBetween, fullDay, momentText } from "../format";
import type { Mark } from "../marks";
import { fitted, placeInTime, placeMarks } from "../timeline";
import { useWords, type Words } from "../words";
import type { Lang } from "../settings";
import { useWidth } from "./width";

const AXIS = 14, LABEL = 40, GAP = 46, HEAD = 14, FOOT = 36, SIZE = 13, LEAST = 150, RADIUS = 6;

const whenText = (mark: Mark, lang: Lang): string => (mark.day.includes("T") ? momentText(mark.day, lang) : fullDay(mark.day, lang));

/** Days since the mark before; nothing for the first and for the same day. */
export function sinceText(marks: readonly Mark[], at: number, w: Words): string {
    const before = marks[at - 1];
    const days = before ? daysBetween(before.day, marks[at]!.day) : 0;
    return days > 0 ? w.charge.daysLater(days) : "";
}

function Dot({ mark, y }: { mark: Mark; y: number }) {
    if (mark.kind === "case") return <rect class="mark case" x={AXIS - RADIUS + 1} y={y - RADIUS + 1} width={2 * RADIUS - 2} height={2 * RADIUS - 2} />;
    if (mark.kind === "bad") return <path class="mark bad" d={`M${AXIS} ${y - RADIUS - 2}l${RADIUS + 2} ${RADIUS + 2}-${RADIUS + 2} ${RADIUS + 2}-${RADIUS + 2}-${RADIUS + 2}z`} />;
    return <circle class={"mark " + mark.kind} cx={AXIS} cy={y} r={RADIUS} />;
}

function Axis({ marks, width, name }: { marks: readonly Mark[]; width: number; name: string }) {
    const { w, lang } = useWords();
    const height = Math.max(LEAST, HEAD + FOOT + (marks.length - 1) * GAP);
    const places = placeMarks(marks.map((mark) => placeInTime(mark.day)), GAP, HEAD, height - FOOT);
    const room = width - LABEL - 4;
    return (
        <svg class="chart timeline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
            <line class="axis" x1={AXIS} x2={AXIS} y1={HEAD} y2={height - FOOT} />
            {marks.map((mark, at) => {
                const { dot, label } = places[at]!;
                const since = sinceText(marks, at, w);
                return (
                    <g key={at} data-mark={mark.kind}>
                        <path class="leader" d={`M${AXIS + RADIUS} ${dot}L${LABEL - 6} ${label}`} />
                        <Dot mark={mark} y={dot} />
                        <text class="strong" x={LABEL} y={label + 4}>{fitted(whenText(mark, lang) + (since === "" ? "" : `　${since}`), room, SIZE)}</text>
                        <text x={LABEL} y={label + 22}>{fitted(mark.text + (mark.detail === "" ? "" : `　${mark.detail}`), room, SIZE)}</text>
                    </g>
                );
            })}
        </svg>
    );
}

function Table({ marks, name }: { marks: readonly Mark[]; name: string }) {
    const { w, lang } = useWords();
    return (
        <details>
            <summary>{w.frame.table}</summary>
            <div class="scroll-x" tabIndex={0} role="region" aria-label={name}>
                <table>
                    <thead><tr><th scope="col">{w.charges.date}</th><th scope="col">{w.charge.event}</th><th scope="col">{w.charge.since}</th></tr></thead>
                    <tbody>
                        {marks.map((mark, at) => (
                            <tr key={at}>
                                <th scope="row">{whenText(mark, lang)}</th>
                                <td>{mark.text}{mark.detail !== "" && <div class="soft small">{mark.detail}</div>}</td>
                                <td class="number">{sinceText(marks, at, w)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </details>
    );
}

export function Timeline({ marks, name }: { marks: readonly Mark[]; name: string }) {
    const [box, width] = useWidth();
    return (
        <>
            <div ref={box}><Axis marks={marks} width={width} name={name} /></div>
            <Table marks={marks} name={name} />
        </>
    );
}
