import { bash } from "./bash";
import { fish } from "./fish";
import type { Structure } from "./structure";
import { zsh } from "./zsh";

export type Shell = "bash" | "zsh" | "fish";

/** The script of each shell. */
export const SHELLS: Record<Shell, (structure: Structure) => string> = { bash, zsh, fish };
