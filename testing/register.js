const { existsSync } = require('node:fs');
const { join } = require('node:path');

// The entry 'cdk8s-statecraft/testing/register', made like index.js.
const sources = join(__dirname, '../lib/testing/register.ts');
if (existsSync(sources)) module.exports = require(sources);
else module.exports = require('../build/lib/testing/register');
