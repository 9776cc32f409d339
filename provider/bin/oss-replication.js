#!/usr/bin/env node

// A reader that stops, as `head` does, ends the command without a stack trace. It has failed: not all was written.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(1);
});

require("../dist/cli/main.js")
  .run(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  });
