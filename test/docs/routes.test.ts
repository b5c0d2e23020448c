import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationPage } from '../../scripts/docs/migration-page';
import { routesPage } from '../../scripts/docs/routes-page';

test('docs/routes.md is what the dialects say: if not, run `npm run docs`', () => {
  expect(readFileSync(join(__dirname, '../../docs/routes.md'), 'utf8')).toBe(routesPage());
});

test('docs/gateway-migration.md shows the diffs that the library gives', () => {
  expect(readFileSync(join(__dirname, '../../docs/gateway-migration.md'), 'utf8')).toBe(migrationPage());
});
