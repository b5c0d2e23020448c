#!/usr/bin/env node
const fs = require('node:fs');
const path = require('node:path');

// Compiled JavaScript in the published package, TypeScript in this repository: there ts-node compiles it on the way.
let main = path.join(__dirname, '../lib/cli/main.ts');
if (fs.existsSync(main)) {
  require('ts-node').register({ swc: true, project: path.join(__dirname, '../tsconfig.json') });
} else {
  main = path.join(__dirname, '../build/lib/cli/main.js');
}

require(main)
  .main(process.argv)
  .then((code) => {
    // Not process.exit(): what was printed into a pipe has to arrive.
    process.exitCode = code;
  });
