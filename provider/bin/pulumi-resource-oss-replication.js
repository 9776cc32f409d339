#!/usr/bin/env node
const { join } = require("node:path");
const { serve } = require("../dist/server/main");

serve(join(__dirname, "..")).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
