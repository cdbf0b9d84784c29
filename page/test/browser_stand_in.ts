// The few names of a browser that modules touch when they are loaded, for tests in node.

const nothing = (): void => undefined;

Object.assign(globalThis, {
    location: { hash: "" },
    localStorage: { getItem: () => null, setItem: nothing },
    matchMedia: () => ({ matches: true, addEventListener: nothing }),
    addEventListener: nothing,
});
if (!("navigator" in globalThis)) Object.assign(globalThis, { navigator: { language: "en", languages: ["en"] } });
