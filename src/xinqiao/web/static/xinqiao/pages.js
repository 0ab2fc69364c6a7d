// Makes pages smoother where scripts run; nothing depends on it.
import { Button, ErrorSummary, Radios, SkipLink, createAll } from "../vendor/govuk-frontend/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [Button, ErrorSummary, Radios, SkipLink]) createAll(part);
