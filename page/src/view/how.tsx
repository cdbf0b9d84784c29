// How to get the files: Amazon, card companies, mails.

import { useResource } from "../live";
import { GeneralSteps, GetFiles, type Formats } from "../part/get_files";
import { Title } from "../part/title";
import { link } from "../route";
import { useWords } from "../words";

function Known() {
    const { w, lang } = useWords();
    const formats = useResource<Formats>("formats").value?.formats ?? [];
    const of = (test: (kind: string) => boolean): string[] =>
        [...new Set(formats.filter((one) => test(one.kind)).map((one) => one.name[lang].replace(/[（(].*$/, "").trim()))];
    const groups: [string, string[]][] = [
        [w.charges.card, of((kind) => kind === "card")],
        [w.how.banks, of((kind) => kind === "bank")],
        [w.how.others, of((kind) => kind !== "card" && kind !== "bank")],
    ];
    return (
        <dl class="facts">
            {groups.filter(([, names]) => names.length > 0).map(([title, names]) => [
                <dt key={title}>{title}</dt>, <dd key={title + "d"}>{names.join(lang === "ja" ? "、" : ", ")}</dd>,
            ])}
        </dl>
    );
}

export function HowToGetFiles() {
    const { w } = useWords();
    return (
        <>
            <Title text={w.how.title} back={{ href: link([]), text: w.frame.home }} />
            <section class="card">
                <h2>{w.how.choice}</h2>
                <p class="soft">{w.how.amazonNow}</p>
                <GetFiles />
            </section>
            <section class="card">
                <h2>{w.how.cards}</h2>
                <GeneralSteps />
                <p class="notice care">{w.how.cardMonths}</p>
                <h3>{w.how.known}</h3>
                <Known />
            </section>
            <section class="card">
                <h2>{w.how.mails}</h2>
                <ol>{w.how.mailSteps.map((step) => <li key={step}>{step}</li>)}</ol>
            </section>
        </>
    );
}
