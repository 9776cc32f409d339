/** What a program is written in, and who compiles it. */
export interface Program {
  title: string;
  file: "index.js" | "index.ts";
  /** What Pulumi runs. */
  main: string;
  isModule: boolean;
  /** By `tsc`, before Pulumi runs it. */
  isCompiled: boolean;
  /** Further packages that the program must have. */
  needs: Record<string, string>;
}

const javaScript = { file: "index.js", main: "index.js", isCompiled: false, needs: {} } as const;
const typeScript = { file: "index.ts", main: "index.ts", isCompiled: false, needs: {} } as const;
const compiled = { file: "index.ts", main: "bin/index.js", isCompiled: true, needs: {} } as const;

export const programs = {
  "cjs.js": { ...javaScript, title: "CommonJS", isModule: false },
  "cjs.ts": { ...typeScript, title: "CommonJS, TypeScript that Pulumi compiles", isModule: false },
  "cjs.tsc": { ...compiled, title: "CommonJS, TypeScript compiled before", isModule: false },
  "esm.js": { ...javaScript, title: "ES modules", isModule: true },
  // The SDK's own ts-node is too old for ES modules.
  "esm.ts": {
    ...typeScript,
    title: "ES modules, TypeScript that Pulumi compiles with ts-node 10",
    isModule: true,
    needs: { "ts-node": "10.9.2" },
  },
  "esm.tsc": { ...compiled, title: "ES modules, TypeScript compiled before", isModule: true },
} satisfies Record<string, Program>;

export type ProgramKind = keyof typeof programs;

export function programOf(kind: ProgramKind): Program {
  return programs[kind];
}
