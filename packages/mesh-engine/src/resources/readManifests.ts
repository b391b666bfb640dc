import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type ParsedNode,
} from 'yaml';
import type { Finding } from '../findings/types';
import { checkObject } from './checkObject';
import { asList, asRecord, asWord } from './fields';
import type { KubeObject, Origin } from './types';

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

function readDocument(
  path: string,
  document: Document.Parsed<ParsedNode>,
  lines: LineCounter,
): ManifestReading {
  const placeOf = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const start = document.contents?.range?.[0] ?? document.range[0];
  const [broken] = document.errors;
  if (broken) {
    return {
      resources: [],
      findings: [
        unreadable(
          placeOf(broken.pos[0]),
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
          placeOf(start),
          `The YAML cannot be read: ${(error as Error).message}`,
          'Write the values out instead of using aliases.',
        ),
      ],
    };
  }
  if (value === null || value === undefined) {
    return { resources: [], findings: [] };
  }
  const isList =
    asWord(asRecord(value).kind).endsWith('List') &&
    Array.isArray(asRecord(value).items);
  const entries = isList
    ? asList(asRecord(value).items).map((item, index) => ({
        item,
        prefix: ['items', index] as (string | number)[],
      }))
    : [{ item: value, prefix: [] as (string | number)[] }];

  const read: ManifestReading = { resources: [], findings: [] };
  for (const { item, prefix } of entries) {
    const originOf = (field: readonly (string | number)[]): Origin =>
      placeOf(offsetOf(document.contents, [...prefix, ...field]) ?? start);
    const { object, finding } = checkObject(item, originOf([]));
    if (object) {
      read.resources.push({ object, origin: originOf([]), originOf });
    }
    if (finding) {
      read.findings.push(finding);
    }
  }
  return read;
}

/**
 * Reads manifests, several documents a file and `List` objects included. What cannot be read becomes a finding with
 * its place; the rest is read all the same.
 * @public
 */
export function readManifests(files: readonly ManifestFile[]): ManifestReading {
  const read: ManifestReading = { resources: [], findings: [] };
  for (const { path, text } of files) {
    const origin = { file: path, line: 1, column: 1 };
    if (text.length > MAX_BYTES) {
      read.findings.push(
        unreadable(
          origin,
          `The file has ${text.length} characters; at most ${MAX_BYTES} are read.`,
          'Split the file.',
        ),
      );
      continue;
    }
    const lines = new LineCounter();
    try {
      const documents = asList(
        parseAllDocuments(text, {
          lineCounter: lines,
          uniqueKeys: true,
          merge: true,
        }),
      ) as Document.Parsed<ParsedNode>[];
      for (const document of documents) {
        const { resources, findings } = readDocument(path, document, lines);
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
  return read;
}
