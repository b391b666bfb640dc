// Generates from openapi.yaml the types of the API and the back end's router. `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const contract = join(here, 'openapi.yaml');
const notice =
  '// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.\n';

/** Comments in the form of TSDoc, so that API reports can be made of them. */
const types = astToString(await openapiTS(new URL(`file://${contract}`)))
  .replace(/@description /g, '')
  .replace(/@default /g, 'Default: ')
  .replace(/ *@(enum|constant) \{\w+\}/g, '')
  .replace(/\{([^{}*\n]*)\}(?=[^\n]*\*\/)/g, '`$1`')
  .replace(
    /^export interface (paths|components|operations) /gm,
    '/** The $1 of openapi.yaml. @public */\n$&',
  );
const spec = parse(readFileSync(contract, 'utf8'));

const outputs = {
  'src/generated/api.ts': `${notice}${types}`,
  '../service-mesh-backend/src/http/generated/router.ts': `${notice}import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type { EndpointMap } from '../endpointMap';

const spec = ${JSON.stringify(spec, null, 2)} as const;

/** A router that validates requests against openapi.yaml. */
export const createOpenApiRouter = (
  options?: Parameters<
    typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
  >[1],
) =>
  createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(
    spec,
    options,
  );
`,
};

let stale = false;
for (const [path, text] of Object.entries(outputs)) {
  const file = join(here, path);
  if (process.argv.includes('--check')) {
    let current = '';
    try {
      current = readFileSync(file, 'utf8');
    } catch {
      current = '';
    }
    if (current !== text) {
      process.stderr.write(
        `${path} is not current: run this script without --check\n`,
      );
      stale = true;
    }
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
process.exit(stale ? 1 : 0);
