// One file in examples/onboarding for each environment: the services are onboarded in order, with the template that the
// portal uses, into the files without what onboarding made of them before.
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../toolchain.mjs';
import { changesBetween, readTree, writeChanges } from './files.mjs';
import { onboard } from './onboard.mjs';
import { withoutOnboarded } from './withoutOnboarded.mjs';

const examples = join(root, 'examples');
const files = readTree(examples);
let wanted = files;
for (const [path, text] of files) {
  if (path.startsWith('onboarding/')) {
    const { folder, services } = parse(text);
    wanted = withoutOnboarded(wanted, folder, services);
    for (const service of services) {
      wanted = onboard(wanted, folder, service);
    }
  }
}

const changes = changesBetween(files, wanted);
if (!process.argv.includes('--check')) {
  writeChanges(examples, changes);
  console.log(`${changes.length} files of the examples changed`);
} else if (changes.length > 0) {
  changes.forEach(({ path }) => console.error(`examples/${path} differs`));
  console.error(
    'These files are not what onboarding makes: run yarn examples, or change what is written in examples/onboarding.',
  );
  process.exit(1);
}
