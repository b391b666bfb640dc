import type { ManifestReading } from '../resources/readManifests';
import { readManifests } from '../resources/readManifests';
import type { FileReader } from './renderKustomization';

/** Why a file says nothing about a mesh. @public */
export type SkipReason =
  | 'no Kubernetes objects'
  | 'a template'
  | 'part of a Helm chart'
  | 'in no kustomization';

/** A file that was looked at and left out. @public */
export interface SkippedFile {
  path: string;
  reason: SkipReason;
}

const HAS_TYPE = /^(?:[ \t]*|.*[{,][ \t]*)"?(?:apiVersion|kind)"?:/m;
const TEMPLATE = /\{\{|\{%/;
/** What nobody but the author of a manifest writes, so that a missing half of it is a mistake. */
const MESH_TYPE = /^ {0,2}"?apiVersion"?: *"?[\w.]*\.istio\.io\//m;

/**
 * Reads a file that may be no manifest at all: values of Helm, a workflow, a schema. Such a file is skipped; one that
 * is meant for a cluster and cannot be read keeps its findings.
 */
export function plainManifests(
  path: string,
  read: FileReader,
): ManifestReading | SkippedFile {
  const text = read(path) ?? '';
  if (!HAS_TYPE.test(text)) {
    return { path, reason: 'no Kubernetes objects' };
  }
  const reading = readManifests([{ path, text }]);
  const isBroken = reading.findings.some(({ code }) => code === 'MESH0001');
  if (isBroken && TEMPLATE.test(text)) {
    return { path, reason: 'a template' };
  }
  const isForeign =
    reading.resources.length === 0 &&
    reading.findings.every(({ code }) => code === 'MESH0002') &&
    !MESH_TYPE.test(text);
  return isForeign ? { path, reason: 'no Kubernetes objects' } : reading;
}
