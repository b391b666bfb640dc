import { isIp } from './isIp';
import { parseDuration } from './parseDuration';
import { schemeOfUrl } from './schemeOfUrl';
import { suggest } from './suggest';

it.each([
  ['1h30m', 5400e9],
  ['1.5s', 1.5e9],
  ['.5s', 0.5e9],
  ['100us', 1e5],
  ['100µs', 1e5],
  ['0', 0],
  ['0s', 0],
  ['-1m', -60e9],
  ['+2ms', 2e6],
  ['', undefined],
  ['-', undefined],
  ['10', undefined],
  ['1d', undefined],
  ['1 s', undefined],
  ['s', undefined],
  ['.s', undefined],
  ['1s\n', undefined],
  ['300000h', 1.08e18],
  ['3000000h', undefined],
])('parseDuration(%j)', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it.each([
  ['https://example.com/keys', 'https'],
  ['HTTP://example.com', 'http'],
  ['oci://registry:5000/a@sha256:00', 'oci'],
  ['http://user:word@[::1]:80/?q=%zz', 'http'],
  ['file:///opt/filter.wasm', 'file'],
  ['localhost:5000/filter', 'localhost'],
  ['/opt/filter.wasm', ''],
  ['example.com/keys', undefined],
  ['', undefined],
  [':', undefined],
  ['1http://a', undefined],
  ['http://a b', undefined],
  ['http://a:port', undefined],
  ['http://[::1', undefined],
  ['http://a/%2', undefined],
  ['http://a/\n', undefined],
])('schemeOfUrl(%j)', (url, expected) => {
  expect(schemeOfUrl(url)).toBe(expected);
});

it.each([
  ['10.0.0.1', true],
  ['::', true],
  ['::1', true],
  ['2001:db8::a', true],
  ['1:2:3:4:5:6:7:8', true],
  ['::ffff:10.0.0.1', true],
  ['10.0.0', false],
  ['010.0.0.1', false],
  ['256.0.0.1', false],
  ['1:2:3:4:5:6:7', false],
  ['1:2:3:4:5:6:7:8:9', false],
  ['1::2::3', false],
  ['12345::', false],
  ['10.0.0.1::', false],
  [':', false],
  ['example.com', false],
  ['', false],
])('isIp(%j)', (text, expected) => {
  expect(isIp(text)).toBe(expected);
});

it.each([
  ['STRIKT', 'STRICT'],
  ['strict', 'STRICT'],
  ['PERMISIVE', 'PERMISSIVE'],
  ['match-labels', 'matchLabels'],
  ['tsl', 'tls'],
  ['something', undefined],
  ['x'.repeat(100_000), undefined],
  ['', undefined],
])('suggest(%.20j)', (word, expected) => {
  expect(suggest(word, ['STRICT', 'PERMISSIVE', 'matchLabels', 'tls'])).toBe(
    expected,
  );
});
