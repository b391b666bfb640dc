import { InputError } from '@backstage/errors';
import type { TreeEntry } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { FileEdit } from '@ecotrack/mesh-changes';

const MAX_BYTES = 1_000_000;
const PROTECTED =
  /^(?:\.[^/]+)(?:\/|$)|(?:^|\/)\.git(?:\/|$)|(?:^|\/)CODEOWNERS$/i;

/**
 * Refuses files that a change may not write: outside of the repository, workflows and owners, through links or
 * submodules, or too large.
 * @throws InputError that names the file
 */
export function assertWritable(
  edits: readonly FileEdit[],
  tree: ReadonlyMap<string, TreeEntry>,
): void {
  for (const { path, after = '' } of edits) {
    const steps = path.split('/');
    if (
      path.startsWith('/') ||
      steps.some(step => ['', '.', '..'].includes(step)) ||
      /[\p{Cc}\\]/u.test(path)
    ) {
      throw new InputError(`${path} is no path inside the repository`);
    }
    if (PROTECTED.test(path)) {
      throw new InputError(
        `${path} is not for changes of the mesh: workflows, owners and hidden folders are left alone`,
      );
    }
    steps.forEach((_, index) => {
      const part = steps.slice(0, index + 1).join('/');
      const mode = tree.get(part)?.mode;
      if (mode === '120000' || mode === '160000') {
        throw new InputError(
          `${path} goes through ${part}, which is a ${
            mode === '120000' ? 'symbolic link' : 'submodule'
          }; changes are not written through those`,
        );
      }
    });
    if (Buffer.byteLength(after) > MAX_BYTES) {
      throw new InputError(
        `${path} would have more than ${MAX_BYTES} bytes; split it first`,
      );
    }
  }
}
