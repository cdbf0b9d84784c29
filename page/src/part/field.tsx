// Fields of forms, all alike: a label above, a hint below it, the control.

import type { ComponentChildren } from "preact";

interface FieldProps {
    readonly label: string;
    readonly hint?: string;
    readonly value: string;
    readonly onValue: (value: string) => void;
}

export function TextField({ label, hint, value, onValue, max = 200, digits, autocomplete = "off" }: FieldProps & { max?: number; digits?: boolean; autocomplete?: string }) {
    return (
        <label>
            {label}
            {hint && <span class="hint">{hint}</span>}
            <input type="text" value={value} maxLength={max} autocomplete={autocomplete} {...(digits ? { inputMode: "numeric" as const } : {})}
                onInput={(event) => onValue(event.currentTarget.value)} />
        </label>
    );
}

export function DayField({ label, hint, value, onValue }: FieldProps) {
    return (
        <label>
            {label}
            {hint && <span class="hint">{hint}</span>}
            <input type="date" value={value} onInput={(event) => onValue(event.currentTarget.value)} />
        </label>
    );
}

export type Pair = readonly [string, string];

export function SelectField({ label, hint, value, onValue, choices, empty }: FieldProps & { choices: readonly Pair[]; empty?: string }) {
    return (
        <label>
            {label}
            {hint && <span class="hint">{hint}</span>}
            <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
                {empty !== undefined && <option value="">{empty}</option>}
                {choices.map(([id, text]) => <option key={id} value={id}>{text}</option>)}
            </select>
        </label>
    );
}

export function Form({ onSubmit, children }: { onSubmit: () => void; children: ComponentChildren }) {
    return (
        <form class="stack" onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
        }}>
            {children}
        </form>
    );
}

/** Choices as large buttons of which one is pressed: quicker than a list, and easy to hit. */
export function Choices({ label, value, onValue, choices }: FieldProps & { choices: readonly Pair[] }) {
    return (
        <fieldset class="choices">
            <legend>{label}</legend>
            {choices.map(([id, text]) => (
                <button key={id} type="button" class="slight" aria-pressed={id === value} onClick={() => onValue(id === value ? "" : id)}>{text}</button>
            ))}
        </fieldset>
    );
}
