// 見守りのことば。英語は watch_en.ts、鍵は同じ。

export const watchJa = {
    title: "見守り",
    lead: "注文やカード利用のメールが届くと「これはあなたですか」とすぐにお聞きします。",
    open: "お聞きしています",
    none: "いまお聞きすることはありません。",
    past: "これまでの質問",
    yes: "はい、私です",
    no: "いいえ、知りません",
    noText: "「いいえ」と答えると、すぐにケースを始めます。",
    answer: { yes: "はい、と答えました", no: "いいえ、と答えました" } as Record<string, string>,
    asked: (times: string) => `${times}回お聞きしました`,
    toCase: "ケースを開く",
    mailboxes: "見ているメール",
    channels: "お知らせの届け先",
    up: "つながっています",
    down: "つながっていません",
    waiting: (some: string) => `順番を待つもの ${some}件`,
    since: (when: string) => `${when} の様子`,
    person: (name: string) => `${name}さんへ`,
    hidden: "店と金額は外に出しません",
    notYet: "見守りはまだ始まっていません。",
    how: "このパソコンの端末で、次の順に実行してください。",
    steps: ["mioboe watch --init", "mioboe watch --test", "mioboe watch --install"],
    stepText: ["説明の付いた設定ファイルを作ります。メールの入り口と届け先を書き入れてください。", "届け先の一つずつに、試しのお知らせを送ります。", "いつも動くようにします。"],
    card: (digits: string) => `カード 末尾${digits}`,
    order: (id: string) => `注文番号 ${id}`,
};

export type WatchWords = typeof watchJa;
