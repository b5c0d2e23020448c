import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultsPage } from './docs/defaults-page';

writeFileSync(join(__dirname, '..', 'docs', 'defaults.md'), defaultsPage());
