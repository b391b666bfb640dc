import { parse } from 'yaml';
import type { Finding } from '../findings/types';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import {
  readManifests,
  type ManifestFile,
  type ManifestReading,
  type SourcedObject,
} from '../resources/readManifests';
import { joinPath, KUSTOMIZATION_NAMES } from './kustomizationFiles';
import { kustomizeFinding } from './kustomizeFinding';
import { patchObjects } from './patchObjects';
import { addLabels, setImages, setNamespace } from './transform';
import { withoutRepeats } from './withoutRepeats';

/** Text of a file by its path from the root of the repository; undefined when there is none. @public */
export type FileReader = (path: string) => string | undefined;

/** @public */
export interface Rendered {
  resources: SourcedObject[];
  /** What could not be read or is not rendered; the rest is rendered all the same. */
  findings: Finding[];
}

const RENDERED_KEYS = [
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'components',
  'namespace',
  'labels',
  'images',
  'patches',
];

class Renderer {
  readonly findings: Finding[] = [];
  readonly #read: FileReader;
  readonly #open = new Set<string>();
  readonly #manifests: (file: ManifestFile) => ManifestReading;

  constructor(
    read: FileReader,
    manifests: (file: ManifestFile) => ManifestReading,
  ) {
    this.#read = read;
    this.#manifests = manifests;
  }

  folder(folder: string, from: SourcedObject[] = []): SourcedObject[] {
    const file = KUSTOMIZATION_NAMES.map(name => joinPath(folder, name)).find(
      path => this.#read(path) !== undefined,
    );
    if (!file) {
      this.findings.push(
        kustomizeFinding(
          folder || '.',
          'MESH0011',
          'resources',
          `There is no kustomization in ${folder || 'the root folder'}.`,
          'Correct the path, or add a kustomization.yaml.',
        ),
      );
      return from;
    }
    if (this.#open.has(file)) {
      this.findings.push(
        kustomizeFinding(
          file,
          'MESH0012',
          'resources',
          'The kustomization includes itself.',
          'Remove the circle.',
        ),
      );
      return from;
    }
    this.#open.add(file);
    const rendered = this.#kustomization(file, folder, from);
    this.#open.delete(file);
    return rendered;
  }

  #kustomization(
    file: string,
    folder: string,
    from: SourcedObject[],
  ): SourcedObject[] {
    let content: Record<string, unknown>;
    try {
      content = asRecord(parse(this.#read(file) ?? '', { maxAliasCount: 0 }));
    } catch (error) {
      this.findings.push(
        kustomizeFinding(
          file,
          'MESH0001',
          '',
          `The YAML cannot be read: ${(error as Error).message.split('\n')[0]}`,
          'Correct the YAML.',
        ),
      );
      return from;
    }
    for (const key of Object.keys(content)) {
      if (!RENDERED_KEYS.includes(key)) {
        this.findings.push(
          kustomizeFinding(
            file,
            'MESH0010',
            key,
            `${key} is not rendered: the objects shown may differ from what kustomize makes.`,
            'Use resources, components, namespace, labels, images or patches, or point at a rendered copy.',
          ),
        );
      }
    }
    if (asList(content.labels).some(entry => 'fields' in asRecord(entry))) {
      this.findings.push(
        kustomizeFinding(
          file,
          'MESH0010',
          'labels',
          'labels.fields is not rendered: labels at further places are missing.',
          'Write these labels in the manifests.',
        ),
      );
    }
    let objects = [...from];
    for (const path of asTexts(content.resources)) {
      objects.push(...this.#resource(file, joinPath(folder, path), path));
    }
    for (const path of asTexts(content.components)) {
      objects = this.folder(joinPath(folder, path), objects);
    }
    for (const patch of asList(content.patches)) {
      objects = this.#patch(file, folder, asRecord(patch), objects);
    }
    return this.#transform(content, objects);
  }

  #resource(file: string, path: string, written: string): SourcedObject[] {
    if (/^(https?:|git@|ssh:|github\.com\/)|\?ref=/.test(written)) {
      this.findings.push(
        kustomizeFinding(
          file,
          'MESH0010',
          'resources',
          `${written} is not rendered: it stands in another repository.`,
          'Point at a rendered copy.',
        ),
      );
      return [];
    }
    const text = this.#read(path);
    if (text !== undefined) {
      const { resources, findings } = this.#manifests({ path, text });
      this.findings.push(...findings);
      return resources;
    }
    if (
      KUSTOMIZATION_NAMES.some(
        name => this.#read(joinPath(path, name)) !== undefined,
      )
    ) {
      return this.folder(path);
    }
    this.findings.push(
      kustomizeFinding(
        file,
        'MESH0011',
        'resources',
        `${written} is neither a file nor a folder with a kustomization.`,
        'Correct the path.',
      ),
    );
    return [];
  }

  #patch(
    file: string,
    folder: string,
    patch: Record<string, unknown>,
    objects: SourcedObject[],
  ): SourcedObject[] {
    const path = asText(patch.path);
    const text = path
      ? this.#read(joinPath(folder, path))
      : asText(patch.patch);
    try {
      if (text === undefined) {
        throw new Error('there is no such file and no inline patch');
      }
      return patchObjects(objects, text, patch);
    } catch (error) {
      this.findings.push(
        kustomizeFinding(
          file,
          'MESH0013',
          'patches',
          `The patch ${path ?? ''} is not applied: ${
            (error as Error).message
          }.`,
          'Correct the patch or its target.',
        ),
      );
      return objects;
    }
  }

  #transform(
    content: Record<string, unknown>,
    objects: SourcedObject[],
  ): SourcedObject[] {
    const namespace = asText(content.namespace);
    const images = asList(content.images).map(asRecord);
    const labels = asList(content.labels).map(asRecord);
    return objects.map(sourced => {
      let { object } = sourced;
      if (namespace) {
        object = setNamespace(object, namespace);
      }
      for (const entry of labels) {
        object = addLabels(object, asLabels(entry.pairs), {
          selectors: entry.includeSelectors === true,
          templates: entry.includeTemplates === true,
        });
      }
      return {
        ...sourced,
        object: images.length > 0 ? setImages(object, images) : object,
      };
    });
  }
}

/**
 * Renders a kustomization: `resources`, `components`, `namespace`, `labels`, `images` and `patches` in both forms.
 * Any other key is a finding, never a guess.
 * @param read - gives the text of a file of the repository
 * @param folder - folder of the kustomization, from the root of the repository
 * @param manifests - reads a file of manifests; for callers that keep readings
 * @public
 */
export function renderKustomization(
  read: FileReader,
  folder: string,
  manifests: (file: ManifestFile) => ManifestReading = file =>
    readManifests([file]),
): Rendered {
  const renderer = new Renderer(read, manifests);
  const rendered = renderer.folder(folder);
  const { resources, findings } = withoutRepeats(rendered);
  return { resources, findings: [...renderer.findings, ...findings] };
}
