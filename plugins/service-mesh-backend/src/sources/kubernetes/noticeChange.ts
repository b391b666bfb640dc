import { refOf, type KubeObject, type ObjectRef } from '@ecotrack/mesh-engine';

/** A change of an object's specification that a watch or a list showed. */
export interface NoticedChange {
  object: ObjectRef;
  action: 'changed' | 'removed';
  /** Of the object after the change; of its last form when removed. */
  generation: number;
  /** One sentence. */
  says: string;
}

/** Groups whose objects people change to change the mesh, and kinds that run it. */
const TOLD_GROUPS =
  /^(networking|security|telemetry|extensions)\.istio\.io\/|^gateway\.networking\.k8s\.io\/|^argoproj\.io\/|^flagger\.app\//;
const TOLD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Whether changes of an object belong to what changed in the mesh. */
export function isTold({ apiVersion, kind }: KubeObject): boolean {
  return (
    TOLD_KINDS.includes(kind) ||
    (TOLD_GROUPS.test(apiVersion) && kind !== 'AnalysisRun')
  );
}

interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

function* differences(
  before: unknown,
  after: unknown,
  path: string,
): Generator<Difference> {
  if (Object.is(before, after)) {
    return;
  }
  const isTree = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (
    !isTree(before) ||
    !isTree(after) ||
    Array.isArray(before) !== Array.isArray(after)
  ) {
    yield { path, before, after };
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    yield* differences(
      before[key],
      after[key],
      Array.isArray(after) ? `${path}[${key}]` : `${path}.${key}`,
    );
  }
}

/** Values are told only where they cannot be somebody's secret. */
function inWords({ path, before, after }: Difference): string {
  const isPlain = (value: unknown) =>
    typeof value === 'number' || typeof value === 'boolean';
  return (isPlain(before) && isPlain(after)) || path.endsWith('.image')
    ? `${path} from ${before} to ${after}`
    : path;
}

const SHOWN = 3;

/** What changed from one form of an object to the next; nothing when only its status did. */
export function noticeChange(
  before: KubeObject,
  after: KubeObject | undefined,
): NoticedChange | undefined {
  const object = refOf(before);
  if (!after) {
    return {
      object,
      action: 'removed',
      generation: before.metadata.generation ?? 0,
      says: 'It was removed.',
    };
  }
  const { generation } = after.metadata;
  if (generation === undefined || generation === before.metadata.generation) {
    return undefined;
  }
  const found = [...differences(before.spec, after.spec, 'spec')];
  const more = found.length > SHOWN ? ` and ${found.length - SHOWN} more` : '';
  const paths = found.slice(0, SHOWN).map(inWords).join(', ');
  return {
    object,
    action: 'changed',
    generation,
    says: `It changed${paths && `: ${paths}`}${more}.`,
  };
}
