import Box from '@mui/material/Box';
import type { Component } from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthTone } from '../../lib/tones';
import { EmptyState } from '../EmptyState';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

function zonesInWords(zones: readonly string[] | undefined): string {
  if (!zones || zones.length === 0) {
    return '';
  }
  return ` · ${zones.length} zone${zones.length === 1 ? '' : 's'}`;
}

/** istiod, gateways and edges: ready, version, zones. */
export function ControlPlane({
  components,
}: {
  components: readonly Component[];
}) {
  return (
    <Panel title="Control plane and gateways">
      {components.length === 0 && (
        <EmptyState title="No istiod and no gateway among the objects" />
      )}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {components.map(component => (
          <Box
            component="li"
            key={`${component.namespace}/${component.name}`}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              columnGap: 1.5,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            <StatusMark
              tone={healthTone[component.health]}
              label={component.health}
            />
            <strong>{component.name}</strong>
            <span>
              {component.ready ?? '?'}/{component.desired ?? '?'} ready
              {zonesInWords(component.zones)}
              {component.version && ` · ${component.version}`}
            </span>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
