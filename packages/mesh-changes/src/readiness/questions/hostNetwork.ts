import type { Question } from '../reading/Question';

export const hostNetwork: Question = {
  id: 'host-network',
  title: 'Network of its own',
  ready: 'The pods have a network of their own.',
  look: ({ template }) =>
    template.spec.hostNetwork === true
      ? [
          {
            state: 'blocked',
            says: 'Its pods use the network of their node (hostNetwork), where Istio redirects nothing: they get no proxy. Take hostNetwork off, or keep the workload outside and allow it by address.',
            because: [template.object],
            field: `${template.path}.hostNetwork`,
          },
        ]
      : [],
};
