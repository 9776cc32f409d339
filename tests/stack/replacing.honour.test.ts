import { promisesAboutReplacing } from "./support/replacing";

describe("where the ids we choose are kept", () => promisesAboutReplacing("honour"));
