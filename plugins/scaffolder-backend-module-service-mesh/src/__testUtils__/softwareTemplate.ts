import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import { EXAMPLES } from './startPortal';

/** A software template of the examples, as the catalog gives it. */
export function softwareTemplate(name: string): Entity {
  const file = join(EXAMPLES, 'templates', `${name}.yaml`);
  const template: Entity = parse(readFileSync(file, 'utf8'));
  return {
    ...template,
    metadata: {
      ...template.metadata,
      annotations: { 'backstage.io/managed-by-location': `file:${file}` },
    },
  };
}
