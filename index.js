// The package's entry. `lib` is TypeScript in this repository (run by ts-node or jest) and compiled JavaScript in the
// published package, so that apps import 'cdk8s-statecraft' in both.
module.exports = require('./lib');
