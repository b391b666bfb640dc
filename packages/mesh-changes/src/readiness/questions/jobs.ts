import { isNative } from '../reading/isNative';
import { nativeMend } from '../reading/nativeMend';
import type { Question } from '../reading/Question';

const KINDS = ['Job', 'CronJob'];

export const jobs: Question = {
  id: 'job',
  title: 'Jobs come to an end',
  ready: 'The proxy is a native sidecar and ends with the job.',
  look: subject => {
    const { mesh, workload, template, plane } = subject;
    if (!KINDS.includes(workload.kind) || plane === 'ambient') {
      return undefined;
    }
    const native = isNative(mesh, template);
    const fix =
      'Turn native sidecars on, or let the job end its proxy at http://localhost:15020/quitquitquit.';
    return native.is === true
      ? []
      : [
          {
            state: native.is === false ? 'blocked' : 'unknown',
            says:
              native.is === false
                ? `The proxy goes on when the work is done, so that the ${workload.kind} never ends. ${fix}`
                : `Whether proxies are native sidecars, which end with the work, is not known; if not, the ${workload.kind} never ends. ${fix}`,
            because: [workload.ref, ...native.because],
            ...nativeMend(subject),
          },
        ];
  },
};
