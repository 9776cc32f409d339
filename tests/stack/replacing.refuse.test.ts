import { promisesAboutReplacing } from "./support/replacing";

describe("where the ids we choose are refused", () => promisesAboutReplacing("refuse"));
