// The catalogue's sentences, put into the script by page/build.
declare module "catalogue" {
    interface Sentence {
        readonly ja: string;
        readonly en: string;
    }
    const sentences: {
        readonly causes: Readonly<Record<string, Sentence>>;
        readonly next: Readonly<Record<string, Sentence & { readonly url?: string }>>;
        readonly issuers: Readonly<Record<string, Sentence>>;
        readonly questions: Readonly<Record<string, {
            readonly ask: Sentence;
            readonly answers: readonly { readonly value: string; readonly label: Sentence }[];
        }>>;
        readonly merchants: Readonly<Record<string, Sentence>>;
    };
    export default sentences;
}
