import { listed } from '../../templates/security/common/find';
import type { Question } from '../reading/Question';
import { rateInWords } from '../reading/rateInWords';
import { injectMend } from './injected';

export const plaintextCalls: Question = {
  id: 'plaintext-calls',
  title: 'What it calls without mTLS',
  ready: 'It was not seen calling anybody without mTLS.',
  look: subject => {
    const { mesh, workload, observed } = subject;
    const { namespace, name, sidecar } = workload;
    if (!observed) {
      return [
        {
          state: 'unknown',
          says: 'No figures of calls are at hand, so what it calls without mTLS is not known.',
        },
      ];
    }
    const own = observed.calls.filter(
      ({ client }) =>
        client?.namespace === namespace && client.workload === name,
    );
    if (own.length > 0) {
      const servers = own.map(
        ({ server, requestRate }) =>
          `${server.workload} (${server.namespace}), ${rateInWords(
            requestRate,
          )}`,
      );
      return [
        {
          state: 'warning',
          says: `It calls without mTLS: ${listed(
            servers,
          )}. STRICT there would refuse it; with a proxy its calls get mTLS and its identity.`,
          because: own.flatMap(
            ({ server }) =>
              mesh.workload(server.namespace, server.workload)?.ref ?? [],
          ),
          ...(sidecar.state === 'none' && { mend: injectMend(subject) }),
        },
      ];
    }
    const unnamed = observed.calls.filter(({ client }) => !client);
    return sidecar.state === 'none' && unnamed.length > 0
      ? [
          {
            state: 'unknown',
            says: `Calls without mTLS are seen that name no caller, to ${listed(
              [...new Set(unnamed.map(({ server }) => server.workload))],
            )}: whether they are of this workload is not known.`,
          },
        ]
      : [];
  },
};
