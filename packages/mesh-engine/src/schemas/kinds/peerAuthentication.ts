import { selector } from '../parts/selectors';
import { portNumbersAsKeys } from '../rules/ports';
import { map, object, text, type Infer, type Rule } from '../schema';

const portsNeedSelector: Rule<{
  portLevelMtls?: unknown;
  selector?: { matchLabels?: Record<string, string> };
}> = {
  apiServer: 'portLevelMtls requires selector',
  message:
    'Ports are those of workloads, but no label says which workloads are meant.',
  fix: 'Add selector.matchLabels, or remove portLevelMtls.',
  judge: ({ portLevelMtls, selector: selected }) =>
    portLevelMtls === undefined ||
    Object.keys(selected?.matchLabels ?? {}).length > 0,
};

const mtls = object({
  mode: text({ values: ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'] }),
});

export const peerAuthentication = object(
  {
    mtls,
    portLevelMtls: map(mtls, { min: 1, rules: [portNumbersAsKeys] }),
    selector,
  },
  { rules: [portsNeedSelector] },
);

export type PeerAuthenticationSpec = Infer<typeof peerAuthentication>;
