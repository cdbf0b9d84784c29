// A value that views follow: set it, and whoever uses it is drawn again.

import { useEffect, useState } from "preact/hooks";

export interface Cell<T> {
    get(): T;
    set(value: T): void;
    follow(listener: (value: T) => void): () => void;
}

export function cell<T>(first: T): Cell<T> {
    let value = first;
    const listeners = new Set<(value: T) => void>();
    return {
        get: () => value,
        set(next) {
            if (Object.is(next, value)) return;
            value = next;
            for (const listener of [...listeners]) listener(next);
        },
        follow(listener) {
            listeners.add(listener);
            return () => void listeners.delete(listener);
        },
    };
}

export function useCell<T>(of: Cell<T>): T {
    const [value, set] = useState<T>(of.get());
    useEffect(() => {
        set(() => of.get());
        return of.follow((next) => set(() => next));
    }, [of]);
    return value;
}
