#!/usr/bin/env node
const { endAtOnce } = require("../dist/cli/ending.js");
const { systemIo } = require("../dist/cli/io.js");
const { run } = require("../dist/cli/main.js");

const io = systemIo();
endAtOnce(io);
run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
