import Box from '@mui/material/Box';
import type { ChangeEffect } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { BecauseButton } from '../BecausePanel';
import { Figure } from '../Figure';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { UnknownEffect } from './UnknownEffect';

type Item = ChangeEffect['items'][number];

const SEVERITIES: Record<Item['severity'], { rank: number; tone: Tone }> = {
  breaks: { rank: 0, tone: 'bad' },
  loosens: { rank: 1, tone: 'warning' },
  changes: { rank: 2, tone: 'quiet' },
  mends: { rank: 3, tone: 'good' },
};

function EffectItem({ item }: { item: Item }) {
  const { kind, severity, subject, before, after, requestRate, because } = item;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        py: 0.75,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ minWidth: 90 }}>
        <StatusMark tone={SEVERITIES[severity].tone} label={severity} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 200 }}>
        <strong>{subject}</strong> ({kind})
        <div>
          {before} → {after}
        </div>
      </Box>
      <Box sx={{ minWidth: 90, textAlign: 'right' }}>
        {kind !== 'finding' && (
          <Figure
            value={requestRate}
            format={formatRate}
            reason="not observed"
          />
        )}
      </Box>
      {because.length > 0 && (
        <BecauseButton
          id={`effect ${kind} ${subject} ${after}`}
          subject={`${subject}: ${before} → ${after}`}
          reasons={because}
        />
      )}
    </Box>
  );
}

/** What a change would do to callers and services, worst first; what is not known stands above it. */
export function EffectView({
  effect: { known, unknown = [], sentences, items },
  acknowledged,
  onAcknowledged,
}: {
  effect: ChangeEffect;
  acknowledged?: boolean;
  /** Present where what is not known must be acknowledged. */
  onAcknowledged?: (acknowledged: boolean) => void;
}) {
  const worstFirst = [...items].sort(
    (a, b) =>
      SEVERITIES[a.severity].rank - SEVERITIES[b.severity].rank ||
      (b.requestRate ?? 0) - (a.requestRate ?? 0),
  );
  if (!known && unknown.length === 0 && sentences.length === 0) {
    return (
      <UnknownValue reason="the change cannot be made as it is asked for" />
    );
  }
  return (
    <>
      {!known && (
        <UnknownEffect
          reasons={unknown}
          acknowledged={acknowledged}
          onAcknowledged={sentences.length > 0 ? onAcknowledged : undefined}
        />
      )}
      {sentences.length > 0 && (
        <Box component="ul" aria-label="Effect" sx={{ pl: 2.5, mt: 0 }}>
          {sentences.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </Box>
      )}
      {known && sentences.length === 0 && items.length === 0 && (
        <p>Nobody and nothing is touched.</p>
      )}
      <Box
        component="ul"
        aria-label="What is touched"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          display: items.length === 0 ? 'none' : undefined,
        }}
      >
        {worstFirst.map((item, index) => (
          <EffectItem key={index} item={item} />
        ))}
      </Box>
    </>
  );
}
