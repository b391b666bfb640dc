import type { Field } from '../Field';
import { validateNonNegative, validatePort } from '../parts/fields';
import { validateLabels } from '../parts/labels';
import type { ObjectOfKind } from './types';

const METHODS = ['httpGet', 'tcpSocket', 'exec', 'grpc'];
const NUMBERS = [
  'periodSeconds',
  'initialDelaySeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
];

const probeHeaderProblem = (name: string) => {
  if (name === '') {
    return 'header name cannot be empty';
  }
  return /^[-A-Za-z0-9_.]+:?$/.test(name)
    ? undefined
    : `header name ${name} is not a valid header name`;
};

function validateHttpGet(httpGet: Field): void {
  validatePort(httpGet.get('port'));
  const scheme = httpGet.get('scheme');
  if (!['', 'HTTP', 'HTTPS'].includes(scheme.text)) {
    scheme.error(
      'unsupported',
      'httpGet.scheme must be one of "HTTPS", "HTTP"',
      'Write HTTP or HTTPS.',
    );
  }
  for (const header of httpGet.get('httpHeaders').items) {
    if (header.isSet) {
      const name = header.get('name');
      name.refuse('header', probeHeaderProblem(name.text));
    } else {
      header.error('header', 'invalid nil header');
    }
  }
}

/** How the health of a workload is found out. */
export function validateProbe(probe: Field): void {
  if (!probe.isSet) {
    return;
  }
  validateNonNegative(
    probe,
    Object.fromEntries(NUMBERS.map(name => [name, name])),
  );
  if (probe.has('httpGet')) {
    validateHttpGet(probe.get('httpGet'));
  } else if (probe.has('tcpSocket')) {
    validatePort(probe.get('tcpSocket').get('port'));
  } else if (probe.has('grpc')) {
    validatePort(probe.get('grpc').get('port'));
  } else if (probe.has('exec')) {
    if (probe.get('exec').get('command').items.length === 0) {
      probe.get('exec').error('required', 'exec.command is required');
    }
  } else {
    probe.error(
      'required',
      'unknown health check method',
      `Set one of ${METHODS.join(', ')}.`,
    );
  }
}

export function validateWorkloadGroup({ spec }: ObjectOfKind): void {
  if (!spec.has('template')) {
    spec.error('required', 'template is required', 'Add a template.');
    return;
  }
  validateLabels(spec.get('metadata').get('labels'));
  validateProbe(spec.get('probe'));
}
