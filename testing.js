const { existsSync } = require('node:fs');
const { join } = require('node:path');

// The entry 'cdk8s-statecraft/testing', made like index.js.
const sources = join(__dirname, 'lib/testing/index.ts');
if (existsSync(sources)) module.exports = require(sources);
else module.exports = require('./build/lib/testing');
