import type { RenderedFolder } from '../EnvironmentReader';
import { takesFiles, type NewFilePlace } from '../newFile';
import { folderOf, inFolder } from '../paths';

const nameOf = (folder: string): string => folder.split('/').at(-1) ?? '';

/** Namespaces of the services that have a folder of their own name, by the folder above. */
function layouts(
  rendered: RenderedFolder,
  place: NewFilePlace,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { object, origin } of rendered.resources) {
    const { name, namespace = '' } = object.metadata;
    const folder = folderOf(origin.file);
    const parent = folderOf(folder);
    if (
      object.kind === 'Service' &&
      nameOf(folder) === name &&
      place.isOwn(origin.file) &&
      takesFiles(parent, rendered, place)
    ) {
      found.set(parent, [...(found.get(parent) ?? []), namespace]);
    }
  }
  return found;
}

/** Folders named `services`, or as the namespace, that have no service yet. */
function emptyLayout(
  namespace: string,
  rendered: RenderedFolder,
  place: NewFilePlace,
): string | undefined {
  const folders = [...rendered.read]
    .map(folderOf)
    .filter(
      folder => folder !== place.folder && takesFiles(folder, rendered, place),
    );
  return ['services', namespace]
    .map(name => folders.find(folder => nameOf(folder) === name))
    .find(
      folder =>
        folder !== undefined &&
        !rendered.resources.some(
          ({ object, origin }) =>
            object.kind === 'Service' && folderOf(origin.file) === folder,
        ),
    );
}

/** The folder of a service, where the environment keeps each service in a folder of its name. */
export function serviceFolder(
  name: string,
  namespace: string,
  rendered: RenderedFolder,
  place: NewFilePlace,
): string | undefined {
  const found = [...layouts(rendered, place)];
  const countOf = (namespaces: readonly string[]) =>
    namespaces.filter(each => each === namespace).length;
  const [near] = found
    .filter(([, namespaces]) => countOf(namespaces) > 0)
    .sort(([, one], [, other]) => countOf(other) - countOf(one));
  const [most] = found.sort(([, one], [, other]) => other.length - one.length);
  const parent =
    near?.[0] ?? emptyLayout(namespace, rendered, place) ?? most?.[0];
  if (parent === undefined) {
    return undefined;
  }
  const folder = inFolder(parent, name);
  const isNew = ![...place.files.keys()].some(path =>
    path.startsWith(`${folder}/`),
  );
  return isNew || takesFiles(folder, rendered, place) ? folder : undefined;
}
