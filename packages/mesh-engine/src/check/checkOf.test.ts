import { checkOf, FINDING_CODES } from './checkOf';

describe('codes of findings', () => {
  it('each stand for one thing, and say what', () => {
    const codes = FINDING_CODES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, title, kiali = [], istioctl = [] } of FINDING_CODES) {
      expect(code).toMatch(/^MESH\d{4}$/);
      expect(title.length).toBeGreaterThan(0);
      expect(kiali.every(other => /^KIA\d{4}$/.test(other))).toBe(true);
      expect(istioctl.every(other => /^IST\d{4}$/.test(other))).toBe(true);
    }
    expect(checkOf(codes[0])).toEqual(FINDING_CODES[0]);
    expect(checkOf('MESH9999')).toEqual({
      code: 'MESH9999',
      title: 'MESH9999',
    });
  });
});
