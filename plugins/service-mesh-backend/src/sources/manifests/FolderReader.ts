import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import {
  Mesh,
  readManifests,
  renderKustomization,
  type Origin,
  type Rendered,
  type SourcedObject,
} from '@ecotrack/mesh-engine';
import type { Snapshot } from '../telemetry/types';

const MANIFEST = /\.(ya?ml|json)$/;
const KUSTOMIZATIONS = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];
const LOOK_AGAIN = 2_000;
const ABSENT = -1;

const changedAt = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? ABSENT;

/** A folder of manifests as a mesh, read again when a file of it changed. */
export class FolderReader {
  readonly #folder: string;
  /** Every file and folder that was looked for, and when it changed. */
  #seen = new Map<string, number>();
  #mesh = Mesh.from([]);
  #version = 0;
  #lookedAt = -Infinity;
  #failure: { since: Date; reason: string } | undefined;

  /** @param folder - with a kustomization, or with plain manifests at any depth; relative to the working directory */
  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  isFolder(): boolean {
    return (
      statSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() ?? false
    );
  }

  snapshot(): Snapshot {
    const now = Date.now();
    if (now - this.#lookedAt >= LOOK_AGAIN) {
      this.#lookedAt = now;
      this.#look();
    }
    return {
      mesh: this.#mesh,
      version: this.#version,
      state: this.#failure
        ? { state: 'stale', ...this.#failure }
        : { state: 'live', observedAt: new Date(this.#lookedAt) },
    };
  }

  #look(): void {
    try {
      if (this.#isChanged()) {
        this.#read();
      }
      this.#failure = undefined;
    } catch (error) {
      this.#failure = {
        since: this.#failure?.since ?? new Date(this.#lookedAt),
        reason: `The folder cannot be read: ${(error as Error).message}`,
      };
    }
  }

  #isChanged(): boolean {
    return (
      this.#version === 0 ||
      this.#failure !== undefined ||
      [...this.#seen].some(([path, time]) => changedAt(path) !== time)
    );
  }

  #read(): void {
    this.#seen = new Map();
    const isKustomization = KUSTOMIZATIONS.some(
      name => this.#text(join(this.#folder, name)) !== undefined,
    );
    const { resources, findings } = isKustomization
      ? this.#kustomization()
      : this.#plain();
    this.#mesh = Mesh.from(resources, {}, findings);
    this.#version++;
  }

  #text(path: string): string | undefined {
    this.#seen.set(path, changedAt(path));
    return statSync(path, { throwIfNoEntry: false })?.isFile()
      ? readFileSync(path, 'utf8')
      : undefined;
  }

  #plain(): Rendered {
    this.#seen.set(this.#folder, changedAt(this.#folder));
    const files: string[] = [];
    for (const entry of readdirSync(this.#folder, {
      withFileTypes: true,
      recursive: true,
    })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) {
        this.#seen.set(path, changedAt(path));
      } else if (MANIFEST.test(entry.name)) {
        files.push(path);
      }
    }
    return readManifests(
      files.sort().map(file => ({
        path: relative(this.#folder, file),
        text: this.#text(file) ?? '',
      })),
    );
  }

  /** The renderer counts paths from the root of the file system; places are told from the folder. */
  #kustomization(): Rendered {
    const { resources, findings } = renderKustomization(
      path => this.#text(join('/', path)),
      this.#folder,
    );
    return {
      resources: resources.map(resource => this.#placed(resource)),
      findings: findings.map(finding => ({
        ...finding,
        origin: finding.origin && this.#fromFolder(finding.origin),
      })),
    };
  }

  #placed(resource: SourcedObject): SourcedObject {
    return {
      ...resource,
      origin: this.#fromFolder(resource.origin),
      originOf: field => this.#fromFolder(resource.originOf(field)),
    };
  }

  #fromFolder(origin: Origin): Origin {
    const file = isAbsolute(origin.file) ? origin.file : `/${origin.file}`;
    return { ...origin, file: relative(this.#folder, file) };
  }
}
