import { parse } from 'yaml';
import type { Finding } from '../findings/types';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import { readManifests, type SourcedObject } from '../resources/readManifests';
import { groupOf, refKey, refOf } from '../resources/ref';
import type { KubeObject, Origin } from '../resources/types';
import { jsonPatch, strategicMerge } from './patch';
import { addLabels, setImages, setNamespace } from './transform';

/** Text of a file by its path from the root of the repository; undefined when there is none. @public */
export type FileReader = (path: string) => string | undefined;

/** @public */
export interface Rendered {
  resources: SourcedObject[];
  /** What could not be read or is not rendered; the rest is rendered all the same. */
  findings: Finding[];
}

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
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

function join(folder: string, path: string): string {
  const steps: string[] = [];
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step && step !== '.') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

function finding(
  file: string,
  code: string,
  field: string,
  message: string,
  fix: string,
): Finding {
  return {
    code,
    severity: code === 'MESH0010' ? 'warning' : 'error',
    field,
    origin: { file, line: 1, column: 1 },
    message,
    fix,
    because: [],
  };
}

function matches(target: Record<string, unknown>, object: KubeObject): boolean {
  const anchored = (pattern: unknown, value: string) =>
    pattern === undefined || pattern === value;
  const labels = object.metadata.labels ?? {};
  const selector = asText(target.labelSelector);
  return (
    anchored(target.kind, object.kind) &&
    anchored(target.name, object.metadata.name) &&
    anchored(target.namespace, object.metadata.namespace ?? '') &&
    anchored(target.group, groupOf(object.apiVersion)) &&
    (!selector ||
      selector.split(',').every(term => {
        const [key, value] = term.split('=');
        return labels[key] === value;
      }))
  );
}

function replaceObject(sourced: SourcedObject, object: KubeObject) {
  return { ...sourced, object };
}

class Renderer {
  readonly findings: Finding[] = [];
  readonly #read: FileReader;
  readonly #open = new Set<string>();

  constructor(read: FileReader) {
    this.#read = read;
  }

  folder(folder: string, from: SourcedObject[] = []): SourcedObject[] {
    const file = NAMES.map(name => join(folder, name)).find(
      path => this.#read(path) !== undefined,
    );
    if (!file) {
      this.findings.push(
        finding(
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
        finding(
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
        finding(
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
          finding(
            file,
            'MESH0010',
            key,
            `${key} is not rendered: the objects shown may differ from what kustomize makes.`,
            'Use resources, components, namespace, labels, images or patches, or point at a rendered copy.',
          ),
        );
      }
    }
    let objects = [...from];
    for (const path of asTexts(content.resources)) {
      objects.push(...this.#resource(file, join(folder, path), path));
    }
    for (const path of asTexts(content.components)) {
      objects = this.folder(join(folder, path), objects);
    }
    for (const patch of asList(content.patches)) {
      objects = this.#patch(file, folder, asRecord(patch), objects);
    }
    return this.#transform(content, objects);
  }

  #resource(file: string, path: string, written: string): SourcedObject[] {
    const text = this.#read(path);
    if (text !== undefined) {
      const { resources, findings } = readManifests([{ path, text }]);
      this.findings.push(...findings);
      return resources;
    }
    if (NAMES.some(name => this.#read(join(path, name)) !== undefined)) {
      return this.folder(path);
    }
    this.findings.push(
      finding(
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
    const text = path ? this.#read(join(folder, path)) : asText(patch.patch);
    const fail = (message: string) => {
      this.findings.push(
        finding(
          file,
          'MESH0013',
          'patches',
          `The patch ${path ?? ''} is not applied: ${message}.`,
          'Correct the patch or its target.',
        ),
      );
      return objects;
    };
    let body: unknown;
    try {
      body = text === undefined ? undefined : parse(text);
    } catch (error) {
      return fail((error as Error).message.split('\n')[0]);
    }
    if (body === undefined) {
      return fail('there is no such file and no inline patch');
    }
    const target = patch.target
      ? asRecord(patch.target)
      : {
          kind: asRecord(body).kind,
          name: asRecord(asRecord(body).metadata).name,
          namespace: asRecord(asRecord(body).metadata).namespace,
        };
    let applied = 0;
    try {
      const result = objects.flatMap(sourced => {
        if (!matches(target, sourced.object)) {
          return [sourced];
        }
        applied++;
        if (asRecord(body).$patch === 'delete') {
          return [];
        }
        const object = (
          Array.isArray(body)
            ? jsonPatch(sourced.object, body)
            : {
                ...asRecord(strategicMerge(sourced.object, body)),
                metadata: {
                  ...asRecord(
                    strategicMerge(
                      sourced.object.metadata,
                      asRecord(body).metadata ?? {},
                    ),
                  ),
                  name: sourced.object.metadata.name,
                },
              }
        ) as KubeObject;
        return [replaceObject(sourced, object)];
      });
      return applied > 0 ? result : fail('no object matches its target');
    } catch (error) {
      return fail((error as Error).message);
    }
  }

  #transform(
    content: Record<string, unknown>,
    objects: SourcedObject[],
  ): SourcedObject[] {
    const namespace = asText(content.namespace);
    const images = asList(content.images).map(asRecord);
    return objects.map(sourced => {
      let { object } = sourced;
      if (namespace) {
        object = setNamespace(object, namespace);
      }
      for (const entry of asList(content.labels).map(asRecord)) {
        object = addLabels(object, asLabels(entry.pairs), {
          selectors: entry.includeSelectors === true,
          templates: entry.includeTemplates === true,
        });
      }
      return replaceObject(
        sourced,
        images.length > 0 ? setImages(object, images) : object,
      );
    });
  }
}

/**
 * Renders a kustomization: `resources`, `components`, `namespace`, `labels`, `images` and `patches` in both forms.
 * Any other key is a finding, never a guess.
 * @param read - gives the text of a file of the repository
 * @param folder - folder of the kustomization, from the root of the repository
 * @public
 */
export function renderKustomization(
  read: FileReader,
  folder: string,
): Rendered {
  const renderer = new Renderer(read);
  const rendered = renderer.folder(folder);
  const seen = new Map<string, Origin>();
  const resources = rendered.filter(({ object, origin }) => {
    const key = refKey(refOf(object));
    const first = seen.get(key);
    if (first) {
      renderer.findings.push({
        code: 'MESH0014',
        severity: 'error',
        object: refOf(object),
        origin,
        message: `${object.kind} ${object.metadata.name} is already in ${first.file}:${first.line}; this second one is left out.`,
        fix: 'Keep one of the two.',
        because: [],
      });
      return false;
    }
    seen.set(key, origin);
    return true;
  });
  return { resources, findings: renderer.findings };
}
