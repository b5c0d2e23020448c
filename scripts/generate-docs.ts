import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPage } from './docs/api-page';
import { defaultsPage } from './docs/defaults-page';
import { migrationPage } from './docs/migration-page';
import { routesPage } from './docs/routes-page';
import { wordsPage } from './docs/words-page';

writeFileSync(join(__dirname, '..', 'docs', 'defaults.md'), defaultsPage());
writeFileSync(join(__dirname, '..', 'docs', 'api.md'), apiPage());
writeFileSync(join(__dirname, '..', 'docs', 'routes.md'), routesPage());
writeFileSync(join(__dirname, '..', 'docs', 'gateway-migration.md'), migrationPage());
writeFileSync(join(__dirname, '..', 'docs', 'from-yaml.md'), wordsPage());
