import { manualClock } from "oss-replication-emulator";
import { clientOf, keys, started } from "../unit/oss/emulated";
import { contract } from "./contract";

for (const ruleIds of ["honour", "ignore"] as const) {
  contract(`at the emulator, chosen ids: ${ruleIds}`, async () => {
    const clock = manualClock();
    const emulator = await started({ clock, ruleIds });
    return {
      service: clientOf(emulator),
      withWrongSecret: clientOf(emulator, { ...keys, accessKeySecret: "wrong" }),
      withUnknownKey: clientOf(emulator, { ...keys, accessKeyId: "LTAIUNKNOWN" }),
      source: "src-demo",
      sourceLocation: "oss-cn-hangzhou",
      target: "dst-demo",
      targetLocation: "oss-cn-beijing",
      pass: async () => clock.advance(10_000),
      close: () => emulator.close(),
    };
  });
}
