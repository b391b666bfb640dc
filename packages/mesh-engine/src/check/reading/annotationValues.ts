import { isIp } from '../../schemas/isIp';

const isNumber = (text: string) => /^\d+$/.test(text) && Number(text) < 2 ** 32;

const isPort = (text: string) =>
  /^\d+$/.test(text) && Number(text) > 0 && Number(text) < 65536;

function isRange(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  return rest.length === 0 && isIp(address) && /^\d{1,3}$/.test(bits ?? '');
}

const listOf = (holds: (text: string) => boolean) => (text: string) =>
  text === '' || text.split(',').every(entry => holds(entry.trim()));

const anyOr = (holds: (text: string) => boolean) => (text: string) =>
  text.trim() === '*' || holds(text);

interface Rule {
  holds: (text: string) => boolean;
  expected: string;
}

const NUMBER: Rule = { holds: isNumber, expected: 'a whole number' };
const PORTS: Rule = { holds: listOf(isPort), expected: 'ports, with commas' };
const RANGES: Rule = {
  holds: listOf(isRange),
  expected: 'address ranges, with commas',
};
const BOOLEAN: Rule = {
  holds: text =>
    ['1', '0', 't', 'f', 'true', 'false'].includes(text.toLowerCase()),
  expected: 'true or false',
};

const RULES: Record<string, Rule> = {
  'prometheus.istio.io/merge-metrics': BOOLEAN,
  'readiness.status.sidecar.istio.io/failureThreshold': NUMBER,
  'readiness.status.sidecar.istio.io/initialDelaySeconds': NUMBER,
  'readiness.status.sidecar.istio.io/periodSeconds': NUMBER,
  'readiness.status.sidecar.istio.io/applicationPorts': PORTS,
  'sidecar.istio.io/enableCoreDump': BOOLEAN,
  'sidecar.istio.io/interceptionMode': {
    holds: text => ['REDIRECT', 'TPROXY', 'NONE'].includes(text),
    expected: 'REDIRECT, TPROXY or NONE',
  },
  'status.sidecar.istio.io/port': {
    holds: text => text === '0' || isPort(text),
    expected: 'a port',
  },
  'traffic.sidecar.istio.io/excludeInboundPorts': PORTS,
  'traffic.sidecar.istio.io/excludeOutboundPorts': PORTS,
  'traffic.sidecar.istio.io/includeInboundPorts': {
    holds: anyOr(PORTS.holds),
    expected: '"*" or ports, with commas',
  },
  'traffic.sidecar.istio.io/includeOutboundPorts': {
    holds: anyOr(PORTS.holds),
    expected: '"*" or ports, with commas',
  },
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': RANGES,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': {
    holds: anyOr(RANGES.holds),
    expected: '"*" or address ranges, with commas',
  },
};

/** What an annotation should be, when its value is something else. */
export function wrongValue(name: string, value: string): string | undefined {
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  return rule && !rule.holds(value) ? rule.expected : undefined;
}
