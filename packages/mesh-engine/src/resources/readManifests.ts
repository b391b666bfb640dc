import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type ParsedNode,
} from 'yaml';
import type { Finding } from '../findings/types';
import { checkObject } from './checkObject';
import { asList, asRecord, asWord } from './fields';
import type { KubeObject, Origin } from './types';
import { LineIndex } from './yaml/LineIndex';
import { readPlain } from './yaml/readPlain';
import { repeatedKey } from './yaml/repeatedKey';
import { splitDocuments, type Chunk } from './yaml/splitDocuments';

/** An object with its place in a file. @public */
export interface SourcedObject {
  object: KubeObject;
  origin: Origin;
  /** The place of a field, or of the nearest parent that is written down. */
  originOf(path: readonly (string | number)[]): Origin;
}

/** A file of YAML or JSON manifests. @public */
export interface ManifestFile {
  path: string;
  text: string;
}

const MAX_BYTES = 10_000_000;
const MAX_ALIASES = 100;

/** Objects that were read, and what could not be read. @public */
export interface ManifestReading {
  resources: SourcedObject[];
  findings: Finding[];
}

function unreadable(origin: Origin, message: string, fix: string): Finding {
  return {
    code: 'MESH0001',
    severity: 'error',
    origin,
    message,
    fix,
    because: [],
  };
}

/** Where a field is named, or else the nearest parent that is written down. */
function offsetOf(
  root: unknown,
  path: readonly (string | number)[],
): number | undefined {
  let offset: number | undefined;
  let node = root;
  for (const step of path) {
    const pair = isMap(node)
      ? node.items.find(
          ({ key }) => isScalar(key) && String(key.value) === String(step),
        )
      : undefined;
    const named = isSeq(node) ? node.items[Number(step)] : pair?.key;
    node = isSeq(node) ? named : pair?.value;
    if (!isNode(named) || !named.range) {
      return offset;
    }
    [offset] = named.range;
  }
  return offset;
}

type Steps = readonly (string | number)[];

/** One value of a file, and where it and its fields stand. */
interface Placed {
  value: unknown;
  start: Origin;
  /** Of the elements of `items`, where they are known without a search. */
  items?: readonly Origin[];
  originOf(path: Steps): Origin;
}

function objectsIn({ value, start, items, originOf }: Placed): ManifestReading {
  const read: ManifestReading = { resources: [], findings: [] };
  if (value === null || value === undefined) {
    return read;
  }
  const isList =
    asWord(asRecord(value).kind).endsWith('List') &&
    Array.isArray(asRecord(value).items);
  const entries = isList
    ? asList(asRecord(value).items).map((item, index) => {
        const prefix: Steps = ['items', index];
        return { item, prefix, origin: items?.[index] ?? originOf(prefix) };
      })
    : [{ item: value, prefix: [] as Steps, origin: start }];
  for (const { item, prefix, origin } of entries) {
    const { object, finding } = checkObject(item, origin);
    if (object) {
      read.resources.push({
        object,
        origin,
        originOf: field =>
          field.length > 0 ? originOf([...prefix, ...field]) : origin,
      });
    }
    if (finding) {
      read.findings.push(finding);
    }
  }
  return read;
}

/** Reads one file. What is not plain YAML goes through the full parser, and so does what a place is asked of. */
class FileReading {
  readonly #path: string;
  readonly #lines: LineIndex;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#lines = new LineIndex(text);
  }

  read(chunk: Chunk): ManifestReading[] {
    const plain = chunk.several ? undefined : readPlain(chunk.text);
    if (!plain) {
      return parse(chunk.text).map(document => this.#parsed(chunk, document));
    }
    const start = this.#placeOf(chunk, plain.start);
    let document: Document.Parsed<ParsedNode> | undefined;
    return [
      objectsIn({
        value: plain.value,
        start,
        items: plain.items.map(offset => this.#placeOf(chunk, offset)),
        originOf: path => {
          [document] = document ? [document] : parse(chunk.text);
          const offset = offsetOf(document.contents, path);
          return offset === undefined ? start : this.#placeOf(chunk, offset);
        },
      }),
    ];
  }

  #placeOf(chunk: Chunk, offset: number): Origin {
    const { line, column } = this.#lines.placeOf(chunk.start + offset);
    return { file: this.#path, line, column };
  }

  #parsed(
    chunk: Chunk,
    document: Document.Parsed<ParsedNode>,
  ): ManifestReading {
    const start = this.#placeOf(
      chunk,
      document.contents?.range?.[0] ?? document.range[0],
    );
    const [broken = repeatedKey(document)] = document.errors;
    if (broken) {
      return {
        resources: [],
        findings: [
          unreadable(
            this.#placeOf(chunk, broken.pos[0]),
            `The YAML cannot be read: ${broken.message.split('\n')[0]}`,
            'Correct the YAML at this place.',
          ),
        ],
      };
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES });
    } catch (error) {
      return {
        resources: [],
        findings: [
          unreadable(
            start,
            `The YAML cannot be read: ${(error as Error).message}`,
            'Write the values out instead of using aliases.',
          ),
        ],
      };
    }
    return objectsIn({
      value,
      start,
      originOf: path => {
        const offset = offsetOf(document.contents, path);
        return offset === undefined ? start : this.#placeOf(chunk, offset);
      },
    });
  }
}

function parse(text: string): Document.Parsed<ParsedNode>[] {
  return asList(
    parseAllDocuments(text, {
      uniqueKeys: false,
      merge: true,
      prettyErrors: false,
    }),
  ) as Document.Parsed<ParsedNode>[];
}

/**
 * Reads manifests, several documents a file and `List` objects included. What cannot be read becomes a finding with
 * its place; the rest is read all the same.
 * @public
 */
export function readManifests(files: readonly ManifestFile[]): ManifestReading {
  const read: ManifestReading = { resources: [], findings: [] };
  for (const { path, text: written } of files) {
    const origin = { file: path, line: 1, column: 1 };
    if (written.length > MAX_BYTES) {
      read.findings.push(
        unreadable(
          origin,
          `The file has ${written.length} characters; at most ${MAX_BYTES} are read.`,
          'Split the file.',
        ),
      );
      continue;
    }
    const text = written.replace(/\r\n/g, '\n');
    const reading = new FileReading(path, text);
    for (const chunk of splitDocuments(text)) {
      try {
        for (const { resources, findings } of reading.read(chunk)) {
          read.resources.push(...resources);
          read.findings.push(...findings);
        }
      } catch (error) {
        read.findings.push(
          unreadable(
            origin,
            `The YAML cannot be read: ${(error as Error).message}`,
            'Make it flatter; it is nested too deeply.',
          ),
        );
      }
    }
  }
  return read;
}
