const { existsSync } = require('node:fs');
const { join } = require('node:path');

// The package's entry. In this repository `lib` is TypeScript, which ts-node or jest compile on the way. The published
// package has it compiled, in `build/lib`. That line is a plain one, because Node finds the names for ESM in it.
const sources = join(__dirname, 'lib/index.ts');
if (existsSync(sources)) module.exports = require(sources);
else module.exports = require('./build/lib');
