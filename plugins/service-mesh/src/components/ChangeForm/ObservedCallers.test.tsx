import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ObservedCallers } from './ObservedCallers';

const OBSERVED = [
  { namespace: 'shop', serviceAccount: 'web', requestRate: 4.2 },
  { namespace: 'legacy', serviceAccount: 'batch', requestRate: 0.5 },
  { namespace: 'edge', serviceAccount: 'gateway', requestRate: 0.1 },
];

function Form({ onCallers }: { onCallers: (callers: unknown) => void }) {
  const [callers, setCallers] = useState<readonly unknown[]>([
    { namespace: 'edge' },
  ]);
  return (
    <ObservedCallers
      observed={OBSERVED}
      callers={callers}
      onCallers={next => {
        setCallers(next);
        onCallers(next);
      }}
    />
  );
}

it('offers those who are seen and not named, until each is', async () => {
  const onCallers = jest.fn();
  render(<Form onCallers={onCallers} />);
  const region = screen.getByRole('region', { name: 'Seen calling it' });
  expect(
    screen.getAllByRole('listitem').map(({ textContent }) => textContent),
  ).toEqual(['web (shop), 4.2 req/sAdd', 'batch (legacy), 0.5 req/sAdd']);
  await userEvent.click(
    screen.getByRole('button', { name: 'Add batch of legacy to the callers' }),
  );
  expect(onCallers).toHaveBeenCalledWith([
    { namespace: 'edge' },
    { namespace: 'legacy', serviceAccount: 'batch' },
  ]);
  await userEvent.click(
    screen.getByRole('button', { name: 'Add web of shop to the callers' }),
  );
  expect(region).not.toBeInTheDocument();
});
