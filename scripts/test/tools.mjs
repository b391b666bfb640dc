import { existsSync, globSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../toolchain.mjs';

function onPath(...names) {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (existsSync(file)) {
        return file;
      }
    }
  }
  return undefined;
}

/** The `initdb` that has the server beside it; on PATH there may be a link to it, or only a wrapper. */
function findInitdb() {
  return [
    ...globSync('/usr/lib/postgresql/*/bin/initdb').reverse(),
    onPath('initdb'),
  ]
    .filter(Boolean)
    .map(file => realpathSync(file))
    .find(file =>
      ['postgres', 'pg_isready'].every(name =>
        existsSync(join(dirname(file), name)),
      ),
    );
}

/** The programs that tests use where present, and what is not tested without them. */
export function findTools() {
  const shared = process.env.MESH_SHARED_DIR ?? join(root, '..', 'shared');
  const tools = {
    cases: existsSync(join(shared, 'conformance')),
    chromium:
      process.env.CHROMIUM ??
      onPath('chromium', 'chromium-browser', 'google-chrome'),
    prometheus: onPath('prometheus'),
    promtool: onPath('promtool'),
    initdb: findInitdb(),
  };
  const missing = [];
  if (!tools.chromium) {
    missing.push(
      'the browser tests, because no Chromium was found (set CHROMIUM to its path)',
    );
  }
  if (!tools.prometheus || !tools.promtool) {
    missing.push(
      'the comparison with a real Prometheus, because prometheus or promtool is not on PATH',
    );
  }
  if (!tools.initdb) {
    missing.push(
      'the database tests on PostgreSQL, because initdb was not found',
    );
  }
  if (!tools.cases || !existsSync(join(shared, 'data'))) {
    missing.push(
      `the tests on other people's manifests and cases, because ${shared} is not there (set MESH_SHARED_DIR)`,
    );
  }
  return { ...tools, missing };
}
