// What a screen is given: below the screens, so that none of them looks up at who shows it.

import type { Case } from "../case_types";
import type { Route } from "../route";

export interface ViewProps {
    readonly route: Route;
}

export interface CaseProps {
    readonly of: Case;
}
