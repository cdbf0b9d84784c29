// Begin a case: from a charge that was chosen, from a line that is typed, from an order, or because of a takeover.

import { useEffect, useState } from "preact/hooks";
import { ApiError, post } from "../api";
import { filled } from "../command";
import { fullDay, money, readable } from "../format";
import { touch, useResource } from "../live";
import { ErrorNotice } from "../part/error";
import { Choices, Form, SelectField, TextField } from "../part/field";
import { Title } from "../part/title";
import { go, link, type Query } from "../route";
import type { Charge } from "../types";
import { issuerNames, useWords } from "../words";
import type { ViewProps } from "./props";

type Ground = "charge" | "typed" | "order" | "mail" | "takeover";

function Chosen({ charge, others, taken, take }: {
    charge: Charge; others: readonly Charge[]; taken: ReadonlySet<string>; take: (id: string, isTaken: boolean) => void;
}) {
    const { w, lang } = useWords();
    const name = (one: Charge): string => `${fullDay(one.date, lang)}　${readable(one.descriptor)}　${money(one.amount, one.currency, lang)}`;
    return (
        <div class="stack">
            <p><strong>{name(charge)}</strong></p>
            {others.length > 0 && (
                <fieldset>
                    <legend>{w.case.create.like}</legend>
                    {others.map((one) => (
                        <label key={one.id} class="check">
                            <input type="checkbox" checked={taken.has(one.id)} onChange={(event) => take(one.id, event.currentTarget.checked)} />
                            {name(one)}
                        </label>
                    ))}
                </fieldset>
            )}
        </div>
    );
}

interface Fields {
    readonly typed: string;
    readonly order: string;
    readonly issuer: string;
    readonly card: string;
}

function bodyOf(ground: Ground, charge: Charge | null, taken: ReadonlySet<string>, fields: Fields, mail: string): Record<string, unknown> {
    return filled({
        charges: ground === "charge" && charge ? [charge.id, ...taken] : [],
        typed: ground === "typed" ? [fields.typed.trim()].filter((line) => line !== "") : [],
        order: ground === "order" || ground === "mail" ? fields.order.trim() : "",
        upload: ground === "mail" ? mail : "",
        taken_over: ground === "takeover",
        issuer: fields.issuer,
        card: fields.card.trim(),
    });
}

/** What the address already knows of how it began. */
export function groundOf(query: Query): Ground {
    if (query["charge"]) return "charge";
    if (query["upload"]) return "mail";
    return query["begin"] === "order" || query["begin"] === "takeover" ? query["begin"] : "typed";
}

export function CaseNew({ route }: ViewProps) {
    const { w, lang } = useWords();
    const id = route.query["charge"] ?? "", mail = route.query["upload"] ?? "";
    const found = useResource<{ charge: Charge; neighbours: readonly Charge[] }>(id === "" ? null : "charges/" + encodeURIComponent(id));
    const charge = found.value?.charge ?? null;
    const others = (found.value?.neighbours ?? []).filter((one) => one.verdict === "unexplained").slice(0, 8);
    const [ground, setGround] = useState<Ground>(groundOf(route.query));
    const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
    const [fields, setFields] = useState<Fields>({ typed: "", order: route.query["order"] ?? "", issuer: "", card: "" });
    const [error, setError] = useState<ApiError | null>(null);
    useEffect(() => {
        if (charge?.card) setFields((now) => ({ ...now, card: now.card || (charge.card ?? "") }));
    }, [charge?.id]);
    const set = (name: keyof Fields) => (value: string): void => setFields({ ...fields, [name]: value });
    const begin = async (): Promise<void> => {
        const body = bodyOf(ground, charge, taken, fields, mail);
        if ((ground === "typed" && !body["typed"]) || (ground === "charge" && !body["charges"])) return setError(new ApiError(0, "", w.case.create.needCharge));
        if (ground === "order" && !body["order"]) return setError(new ApiError(0, "", w.case.create.needOrder));
        try {
            const made = await post<{ case: string }>("cases", body);
            touch();
            go(["cases", made.case]);
        } catch (problem) {
            setError(problem instanceof ApiError ? problem : new ApiError(0, "unexpected", ""));
        }
    };
    const take = (one: string, isTaken: boolean): void => {
        const next = new Set(taken);
        if (isTaken) next.add(one);
        else next.delete(one);
        setTaken(next);
    };
    const grounds: [Ground, string][] = [
        ...(charge ? [["charge", w.case.create.charge] as [Ground, string]] : []),
        ...(mail !== "" ? [["mail", w.case.create.mail] as [Ground, string]] : []),
        ["typed", w.case.create.typed], ["order", w.case.create.order], ["takeover", w.case.create.takeover],
    ];
    return (
        <>
            <Title text={w.case.create.title} back={{ href: link(["cases"]), text: w.case.list.title }} />
            <section class="card">
                <Form onSubmit={() => void begin()}>
                    <Choices label={w.case.create.what} value={ground} choices={grounds} onValue={(value) => setGround((value || ground) as Ground)} />
                    {ground === "charge" && charge && <Chosen charge={charge} others={others} taken={taken} take={take} />}
                    {ground === "typed" && <TextField label={w.what.label} hint={w.what.example} value={fields.typed} onValue={set("typed")} />}
                    {ground === "mail" && <TextField label={w.case.create.orderNumber} hint={w.frame.optional} value={fields.order} onValue={set("order")} max={40} />}
                    {ground === "order" && <TextField label={w.case.create.orderNumber} value={fields.order} onValue={set("order")} max={40} />}
                    <SelectField label={w.case.create.issuer} value={fields.issuer} onValue={set("issuer")} choices={issuerNames(lang)} empty={w.case.create.issuerUnknown} />
                    <TextField label={w.case.create.card} hint={w.case.create.cardHint} value={fields.card} onValue={(value) => set("card")(value.replace(/\D/g, "").slice(0, 4))} max={4} digits />
                    {error && <ErrorNotice error={error} />}
                    <div class="buttons"><button type="submit" class="main">{w.case.create.go}</button></div>
                </Form>
            </section>
        </>
    );
}
