import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessMatrix,
  impact,
  Mesh,
  readManifests,
  type KubeObject,
} from '../../packages/mesh-engine/src';
import { timePreviews } from './preview';

// Times one size of mesh in a process of its own, so that the memory is that of this size. Arguments: the folder,
// and answers to leave out.
const [folder, ...leftOut] = process.argv.slice(2);
const files = readdirSync(folder).map(path => ({
  path,
  text: readFileSync(join(folder, path), 'utf8'),
}));

function timed<T>(work: () => T): { value: T; ms: number } {
  const started = performance.now();
  const value = work();
  return { value, ms: performance.now() - started };
}

const reading = timed(() => readManifests(files));
const mesh = Mesh.from(reading.value.resources);
const indexing = timed(() => [mesh.workloads, mesh.services, mesh.gateways]);
const checking = timed(() => mesh.check());

const [route] = mesh.objects('VirtualService');
const changed: KubeObject = {
  ...route,
  spec: { ...(route.spec as object), exportTo: ['.'] },
};
const changing = timed(() => mesh.with({ upserted: [changed] }));
const longer = {
  matrix: () => accessMatrix(mesh),
  impact: () => impact(mesh, changing.value),
};
const megabytes = process.resourceUsage().maxRSS / 1024;

console.log(
  JSON.stringify({
    objects: mesh.all.length,
    findings: checking.value.length,
    read: reading.ms,
    index: indexing.ms,
    check: checking.ms,
    with: changing.ms,
    ...Object.fromEntries(
      Object.entries(longer)
        .filter(([name]) => !leftOut.includes(name))
        .map(([name, work]) => [name, timed<unknown>(work).ms]),
    ),
    megabytes,
    previews: timePreviews(mesh),
  }),
);
