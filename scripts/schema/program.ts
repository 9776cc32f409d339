import { join } from "node:path";
import ts from "typescript";

/** The provider's sources, as its own tsconfig.json has them. */
export function providerProgram(provider: string): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(provider, "tsconfig.json"),
    { composite: false, incremental: false, noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (!config) throw new Error(`${provider}/tsconfig.json cannot be read`);
  return ts.createProgram({ rootNames: config.fileNames, options: config.options });
}
