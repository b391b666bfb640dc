import { codeOwnersOf } from './codeOwners';

const OWNERS = `# all
*                 @org/platform
/shop/production/ @sam @org/payments # careful
*.md              @writers
docs/**/guide.md
`;

describe('codeOwnersOf', () => {
  it.each([
    ['shop/dev/a.yaml', ['org/platform']],
    ['shop/production/a.yaml', ['sam', 'org/payments']],
    ['shop/production/README.md', ['writers']],
    ['docs/a/b/guide.md', []],
  ])('asks those of the last line that fits %s', (path, owners) => {
    const files = new Map([['.github/CODEOWNERS', OWNERS]]);
    expect(codeOwnersOf(files, [path])).toEqual(owners);
  });

  it('asks nobody where there is no such file', () => {
    expect(codeOwnersOf(new Map(), ['a.yaml'])).toEqual([]);
  });
});
