import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInTemplates } from '../packages/mesh-changes/src';
import { Mesh, readManifests } from '../packages/mesh-engine/src';
import { ChangeContexts } from '../plugins/service-mesh-backend/src/changes/preview/ChangeContexts';
import { Drafter } from '../plugins/service-mesh-backend/src/changes/preview/Drafter';
import type { EnvironmentRepository } from '../plugins/service-mesh-backend/src/changes/repositories/environmentRepository';
import { Environment } from '../plugins/service-mesh-backend/src/environments/Environment';

// Times what the back end does after a key of a form, without the network. Argument: a folder of manifests.
const [folder] = process.argv.slice(2);
const KEYS = ['1s', '2s', '3s', '4s', '5s', '6s', '7s'];

const texts = readdirSync(folder).map(path => ({
  path: `mesh/${path}`,
  text: readFileSync(join(folder, path), 'utf8'),
}));
const isDeclared = ({ kind }: { kind: string }) =>
  !['Pod', 'ReplicaSet'].includes(kind);
const live = Mesh.from(readManifests(texts).resources);

const environment = new Environment(
  { name: 'bench', title: 'bench', mesh: 'bench', links: [] },
  { snapshot: () => ({ mesh: live, version: 1, state: { state: 'live' } }) },
);
const files = new Map([
  ...texts.map(({ path, text }) => [path, text] as const),
  [
    'mesh/kustomization.yaml',
    `resources:\n${texts
      .map(({ path }) => `  - ${path.slice('mesh/'.length)}\n`)
      .join('')}`,
  ] as const,
]);
const target: Pick<EnvironmentRepository, 'layout'> = {
  layout: { folder: 'mesh' },
};
const service = live.services.find(({ namespace, name }) =>
  live
    .objects('VirtualService')
    .some(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === name,
    ),
)!;
const template = builtInTemplates.find(({ id }) => id === 'timeout')!;
const drafter = new Drafter(new ChangeContexts(() => new Date()));

async function key(timeout: string): Promise<number> {
  const started = performance.now();
  const draft = await drafter.draft(
    environment,
    target as EnvironmentRepository,
    { commit: 'c', files, tree: new Map() },
    {
      template,
      parameters: {
        namespace: service.namespace,
        service: service.name,
        timeout,
      },
    },
  );
  if (draft.files.length !== 1) {
    throw new Error(JSON.stringify(draft.checks));
  }
  return performance.now() - started;
}

async function main() {
  const [first, ...others] = KEYS;
  const cold = await key(first);
  const times: number[] = [];
  for (const value of others) {
    times.push(await key(value));
  }
  times.sort((a, b) => a - b);
  process.stdout.write(
    JSON.stringify({
      objects: live.all.filter(isDeclared).length,
      cold,
      median: times[Math.floor(times.length / 2)],
      worst: times[times.length - 1],
    }),
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
