// Loaded into every Node.js process of a command by NODE_OPTIONS; speaks of the one that runs the program.
const { appendFileSync } = require("node:fs");
const { createHook } = require("node:async_hooks");

// What is made when it is first read costs nothing before.
const isMade = (property) => "value" in property;

if (/cmd.run(.index\.js)?$/.test(process.argv[1] ?? "")) {
  let promises = 0;
  if (process.env.BENCH_PROMISES) {
    const init = (_id, type) => {
      if (type === "PROMISE") promises++;
    };
    createHook({ init }).enable();
  }
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    const cost = {
      cpuSeconds: (user + system) / 1e6,
      memoryMiB: process.resourceUsage().maxRSS / 1024,
      properties: Object.values(Object.getOwnPropertyDescriptors(globalThis.made ?? {})).filter(isMade)
        .length,
      promises,
    };
    appendFileSync(process.env.BENCH_PROBE, `${JSON.stringify(cost)}\n`);
  });
}
