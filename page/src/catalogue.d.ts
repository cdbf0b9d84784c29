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
        readonly merchants: Readonly<Record<string, Sentence>>;
    };
    export default sentences;
}
