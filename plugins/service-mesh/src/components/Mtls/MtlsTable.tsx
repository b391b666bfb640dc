import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { RiEyeLine, RiSettings3Line } from '@remixicon/react';
import type { MtlsRow } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatRate, formatShare } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { Age } from '../Age';
import { DataTable, type Column } from '../DataTable';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { MtlsRowDetails } from './MtlsRowDetails';

const MODE_TONES: Record<MtlsRow['configured']['mode'], Tone> = {
  strict: 'good',
  permissive: 'warning',
  plaintext: 'bad',
  unknown: 'unknown',
};

const SIDECAR_WORDS: Record<MtlsRow['sidecar']['state'], string> = {
  all: 'all pods',
  some: 'some pods',
  none: 'none',
  gateway: 'is a gateway',
  ambient: 'ambient',
  unknown: 'unknown',
};

function Observed({ observed }: Pick<MtlsRow, 'observed'>) {
  const { plaintextShare, plaintextRate, reason } = observed;
  if (plaintextShare === null) {
    return <UnknownValue reason={reason} />;
  }
  return plaintextShare === 0 ? (
    <StatusMark tone="good" label="all encrypted" />
  ) : (
    <StatusMark
      tone="warning"
      label={`${formatShare(plaintextShare)} plaintext${
        plaintextRate ? `, ${formatRate(plaintextRate)}` : ''
      }`}
    />
  );
}

function Identity({ identities }: Pick<MtlsRow, 'identities'>) {
  const [first] = identities;
  if (!first?.spiffe) {
    return <UnknownValue reason={first?.reason} />;
  }
  const account = first.spiffe.replace(/^.*\/sa\//, '');
  return (
    <span title={first.spiffe}>
      {account}
      {first.sharedWith.length > 0 && (
        <>
          {' '}
          <StatusMark
            tone="warning"
            label={`shared by ${first.sharedWith.length + 1}`}
          />
        </>
      )}
    </span>
  );
}

/** The services by port; a row opens to its reasons and callers. */
export function MtlsTable({ rows }: { rows: readonly MtlsRow[] }) {
  const link = useMeshLink();
  const columns: Column<MtlsRow>[] = [
    {
      id: 'service',
      title: 'Service',
      value: ({ namespace, service }) => `${namespace}/${service}`,
      render: ({ namespace, service }) => (
        <>
          <Link to={link(servicePath(namespace, service))}>{service}</Link>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' '}
            {namespace}
          </Box>
        </>
      ),
    },
    {
      id: 'port',
      title: 'Port',
      numeric: true,
      value: ({ port }) => port.number,
      render: ({ port }) => `${port.number} ${port.protocol}`,
    },
    {
      id: 'configured',
      title: 'Configured',
      value: ({ configured }) => configured.mode,
      render: ({ configured }) => (
        <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
          <RiSettings3Line size={16} aria-hidden />
          <StatusMark
            tone={MODE_TONES[configured.mode]}
            label={configured.mode}
          />
        </Box>
      ),
    },
    {
      id: 'observed',
      title: 'Observed',
      value: ({ observed }) => observed.plaintextShare,
      render: ({ observed }) => (
        <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
          <RiEyeLine size={16} aria-hidden style={{ flexShrink: 0 }} />
          <Observed observed={observed} />
        </Box>
      ),
    },
    {
      id: 'sidecar',
      title: 'Proxy',
      value: ({ sidecar }) => sidecar.state,
      render: ({ sidecar }) => (
        <StatusMark
          tone={
            sidecar.state === 'none' || sidecar.state === 'some'
              ? 'warning'
              : sidecar.state === 'unknown'
              ? 'unknown'
              : 'good'
          }
          label={SIDECAR_WORDS[sidecar.state]}
        />
      ),
    },
    {
      id: 'identity',
      title: 'Identity',
      render: ({ identities }) => <Identity identities={identities} />,
    },
    {
      id: 'certificate',
      title: 'Certificate',
      value: ({ certificate }) => certificate.expiresAt,
      render: ({ certificate }) =>
        certificate.expiresAt ? (
          <>
            expires <Age time={certificate.expiresAt} />
          </>
        ) : (
          <UnknownValue reason={certificate.reason} />
        ),
    },
  ];
  return (
    <DataTable
      id="mtls"
      label="mTLS by service and port"
      columns={columns}
      rows={rows}
      rowKey={({ namespace, service, port }) =>
        `${namespace}/${service}:${port.number}`
      }
      rowName={({ service, port }) => `${service} port ${port.number}`}
      details={row => <MtlsRowDetails row={row} />}
    />
  );
}
