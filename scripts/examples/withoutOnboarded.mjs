import { posix } from 'node:path';
import { isSeq, parseDocument } from 'yaml';

const KUSTOMIZATION = 'kustomization.yaml';
/** What runs a service, written by hand where the service has no image to onboard. */
const BY_HAND = ['workload.yaml', KUSTOMIZATION];

/** Takes names out of the resources of a kustomization. */
function withoutResources(files, folder, isGone) {
  const path = `${folder}/${KUSTOMIZATION}`;
  const text = files.get(path);
  const document = text === undefined ? undefined : parseDocument(text);
  const resources = document?.get('resources');
  if (!isSeq(resources) || !resources.toJSON().some(isGone)) {
    return files;
  }
  const rest = resources.items.filter(({ value }) => !isGone(value));
  if (rest.length > 0) {
    resources.items = rest;
  } else {
    document.delete('resources');
  }
  return new Map([...files, [path, document.toString({ lineWidth: 0 })]]);
}

/** The files without those that onboarding makes of services: whole folders, or what is beside a workload by hand. */
export function withoutOnboarded(files, base, services) {
  let rest = files;
  for (const { service, image } of services) {
    const folders = [...rest.keys()]
      .map(path => posix.dirname(path))
      .filter(
        folder =>
          folder.startsWith(`${base}/`) && posix.basename(folder) === service,
      );
    for (const folder of new Set(folders)) {
      const isMade = path =>
        posix.dirname(path) === folder &&
        (image !== undefined || !BY_HAND.includes(posix.basename(path)));
      const made = [...rest.keys()].filter(isMade);
      rest = new Map([...rest].filter(([path]) => !isMade(path)));
      rest =
        image === undefined
          ? withoutResources(rest, folder, name =>
              made.includes(`${folder}/${name}`),
            )
          : withoutResources(
              rest,
              posix.dirname(folder),
              name => name === service,
            );
    }
  }
  return rest;
}
