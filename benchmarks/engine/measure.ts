import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessMatrix,
  impact,
  Mesh,
  readManifests,
  type KubeObject,
} from '../../packages/mesh-engine/src';

// Times one size of mesh in a process of its own, so that the memory is that of this size. Argument: the folder.
const [folder] = process.argv.slice(2);
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
const matrix = timed(() => accessMatrix(mesh));
const effects = timed(() => impact(mesh, changing.value));

console.log(
  JSON.stringify({
    objects: mesh.all.length,
    findings: checking.value.length,
    read: reading.ms,
    index: indexing.ms,
    check: checking.ms,
    with: changing.ms,
    matrix: matrix.ms,
    impact: effects.ms,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
