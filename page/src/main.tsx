// The beginning: sign in, follow the address and the events, draw.

import { render } from "preact";
import { ApiError, signIn } from "./api";
import { followEvents } from "./live";
import { followAddress, route, routeOf } from "./route";
import { applySettings } from "./settings";
import { Frame } from "./view/frame";

async function begin(): Promise<void> {
    applySettings();
    followAddress();
    const place = document.getElementById("page");
    if (!place) return;
    let failure: ApiError | null = null;
    try {
        await signIn();
    } catch (error) {
        failure = error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
    }
    route.set(routeOf(location.hash));
    place.textContent = "";
    render(<Frame failure={failure} />, place);
    if (!failure) followEvents();
}

void begin();
