// The width that a chart has, so that its text keeps its size on a telephone.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

const FIRST = 640;

/** A box to put the chart in, and its width in pixels. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
    const box = useRef<HTMLDivElement>(null);
    const [width, set] = useState(FIRST);
    useLayoutEffect(() => {
        const element = box.current;
        if (!element) return;
        const measure = (): void => set(Math.max(240, Math.round(element.clientWidth)));
        measure();
        const watch = new ResizeObserver(measure);
        watch.observe(element);
        return () => watch.disconnect();
    }, []);
    return [box, width];
}
