import { cidrTest } from './cidr';

it.each([
  ['10.0.0.0/8', '10.255.1.2', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['10.1.2.3/8', '10.9.9.9', true],
  ['192.168.10.0/23', '192.168.11.255', true],
  ['192.168.10.0/23', '192.168.12.0', false],
  ['1.2.3.4', '1.2.3.4', true],
  ['1.2.3.4', '1.2.3.5', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '::1', false],
  ['2001:db8::/32', '2001:DB8:0:1::9', true],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['::ffff:10.0.0.1', '10.0.0.1', true],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['10.0.0.0/8', 'nonsense', false],
])('%s and %s: %s', (block, address, expected) => {
  expect(cidrTest(block)?.(address)).toBe(expected);
});

it.each(['', '10.0.0', '10.0.0.0/33', '10.0.0.0/08', '1.2.3.4/8/8', '::/129'])(
  '%j is no block',
  block => {
    expect(cidrTest(block)).toBeUndefined();
  },
);
