import type { Certificate } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { DataTable, type Column } from '../DataTable';
import { UnknownValue } from '../UnknownValue';

const SOURCES: Record<Certificate['source'], string> = {
  agent: 'the proxies',
  ca: 'istiod',
  'cert-manager': 'cert-manager',
  unknown: 'nobody',
};

const COLUMNS: Column<Certificate>[] = [
  {
    id: 'subject',
    title: 'Certificate',
    value: ({ subject }) => subject,
    render: ({ subject }) => subject,
  },
  {
    id: 'expiry',
    title: 'Expires',
    value: ({ expiresAt }) => expiresAt,
    render: ({ expiresAt, reason }) =>
      expiresAt ? <Age time={expiresAt} /> : <UnknownValue reason={reason} />,
  },
  {
    id: 'source',
    title: 'Told by',
    render: ({ source }) => SOURCES[source],
  },
];

/** Root, issuer and managed certificates. */
export function Authorities({
  authorities,
}: {
  authorities: readonly Certificate[];
}) {
  return (
    <DataTable
      id="authorities"
      label="Authorities and certificates"
      columns={COLUMNS}
      rows={authorities}
      rowKey={({ subject }) => subject}
    />
  );
}
