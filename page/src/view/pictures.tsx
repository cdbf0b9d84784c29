// Pictures where one would rather look: months, payments that come back, what is unusual, money that should still move.

import { useResource } from "../live";
import { Lags } from "../part/lag_chart";
import { Months } from "../part/months_chart";
import { Odd } from "../part/odd_chart";
import { RecurringList } from "../part/recurring_chart";
import { Title } from "../part/title";
import { Fetching } from "../part/waits";
import { Waiting } from "../part/waiting";
import { link } from "../route";
import type { MonthRow } from "../series";
import type { Expected } from "../types";
import { useWords } from "../words";

export function Pictures() {
    const { w } = useWords();
    const months = useResource<{ months: readonly MonthRow[] }>("months", { by: "verdict" });
    const expected = useResource<{ expected: readonly Expected[] }>("expected");
    return (
        <>
            <Title text={w.pictures.title} back={{ href: link(["charges"]), text: w.charges.title }} />
            <Fetching of={months} />
            {months.value && <Months rows={months.value.months} />}
            {expected.value && <Waiting expected={expected.value.expected} />}
            <RecurringList />
            <Odd />
            <Lags />
        </>
    );
}
