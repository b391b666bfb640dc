import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { validateListenerPort } from '../parts/listenerPort';
import { validateWorkloadSelector } from '../parts/selector';
import { validateDestination } from '../routes/destination';
import { validateConnectionPool } from '../traffic/connectionPool';
import { ipProblem, socketProblem, UNIX_PREFIX } from '../values/addresses';
import { fqdnProblem, namespacedHostProblems } from '../values/hosts';
import { validateIngressListener } from './sidecarIngress';
import type { ObjectOfKind } from './types';

function validateSocketListener(listener: Field): void {
  const bind = listener.get('bind');
  if (bind.text.startsWith(UNIX_PREFIX)) {
    bind.refuse('address', socketProblem(bind.text.slice(UNIX_PREFIX.length)));
  } else {
    listener.error(
      'address',
      'sidecar: ports with 0 value must have a unix domain socket bind address',
      'Set the number of the port, or bind to unix:///path.',
    );
  }
  const mode = listener.get('captureMode');
  if (!['', 'DEFAULT', 'NONE'].includes(mode.text)) {
    mode.error(
      'exclusive',
      'sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners',
    );
  }
}

function validateEgressPort(listener: Field): void {
  const port = listener.get('port');
  const bind = listener.get('bind');
  validateListenerPort(port);
  if (port.get('number').number === 0) {
    validateSocketListener(listener);
    return;
  }
  validatePort(port.get('number'));
  if (bind.text !== '') {
    bind.refuse('address', ipProblem(bind.text));
  }
}

function warnOfRepeatedHosts(hosts: Field, ownNamespace: string): void {
  const seen = new Map<string, Set<string>>();
  for (const host of hosts.items) {
    const [first, ...rest] = host.text.split('/');
    const name = rest.join('/');
    // What begins with a tilde leaves hosts out rather than adding them.
    if (rest.length === 0 || first.startsWith('~')) {
      continue;
    }
    const namespace = first === '.' ? ownNamespace : first;
    const names = seen.get(namespace) ?? new Set();
    if (name === '*' ? names.size > 0 : names.has(name) || names.has('*')) {
      host.warn('duplicate', `duplicated egress host: ${host.text}`);
    }
    names.add(name);
    seen.set(namespace, names);
  }
  if (seen.get('*')?.has('*') && seen.size > 1) {
    hosts.warn(
      'duplicate',
      '`*/*` host select all resources, no other hosts can be added',
      'Remove the others.',
    );
  }
}

function validateEgressHosts(listener: Field, namespace: string): void {
  const hosts = listener.get('hosts');
  if (hosts.items.length === 0) {
    listener.error(
      'required',
      'sidecar: egress listener must contain at least one host',
      'Name hosts as namespace/host, such as ./* for those of the own namespace.',
    );
    return;
  }
  for (const host of hosts.items) {
    for (const problem of namespacedHostProblems(host.text, false)) {
      host.error('host', problem, 'Write namespace/host, such as ./*.');
    }
  }
  warnOfRepeatedHosts(hosts, namespace);
}

function validateEgress(egress: Field, namespace: string): void {
  const listeners = egress.items;
  const seen = new Set<string | number>();
  listeners.forEach((listener, index) => {
    const port = listener.get('port');
    if (!listener.isSet) {
      listener.error('required', 'egress listener may not be null');
      return;
    }
    if (!port.isSet && index < listeners.length - 1) {
      listener.error(
        'exclusive',
        'sidecar: the egress listener with empty port should be the last listener in the list',
        'Move it to the end, and keep only one without port.',
      );
    }
    if (port.isSet) {
      validateEgressPort(listener);
      const number = port.get('number').number;
      const key = number === 0 ? listener.get('bind').text : number;
      if (seen.has(key)) {
        listener.error(
          'duplicate',
          number === 0
            ? 'sidecar: unix domain socket values for listeners must be unique'
            : 'sidecar: ports on IP bound listeners must be unique',
        );
      }
      seen.add(key);
    }
    validateEgressHosts(listener, namespace);
  });
}

function validateOutbound(policy: Field): void {
  const proxy = policy.get('egressProxy');
  if (!proxy.isSet) {
    return;
  }
  if (policy.get('mode').text !== 'ALLOW_ANY') {
    proxy.error(
      'exclusive',
      'sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
      'Set the mode to ALLOW_ANY, or remove egressProxy.',
    );
    return;
  }
  const noName = fqdnProblem(proxy.get('host').text);
  if (noName) {
    proxy.get('host').error('host', noName);
  }
  if (!proxy.has('port')) {
    proxy.error('required', 'sidecar: egress_proxy port must be non-nil');
  } else if (!noName) {
    validateDestination(proxy);
  }
}

export function validateSidecar({ spec, namespace }: ObjectOfKind): void {
  const selector = spec.get('workloadSelector');
  if (!validateWorkloadSelector(selector, 'sidecar')) {
    return;
  }
  const ingress = spec.get('ingress').items;
  const egress = spec.get('egress');
  if (
    egress.items.length + ingress.length === 0 &&
    !spec.has('outboundTrafficPolicy', 'inboundConnectionPool')
  ) {
    spec.error(
      'required',
      'sidecar: empty configuration provided',
      'Add egress or ingress listeners, or remove the Sidecar.',
    );
    return;
  }
  const numbers = new Set<number>();
  for (const listener of ingress) {
    validateIngressListener(listener, numbers);
  }
  validateConnectionPool(spec.get('inboundConnectionPool'));
  validateEgress(egress, namespace);
  validateOutbound(spec.get('outboundTrafficPolicy'));
}
