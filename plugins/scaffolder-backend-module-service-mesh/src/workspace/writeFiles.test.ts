import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { writeFiles } from './writeFiles';

describe('writeFiles', () => {
  const directory = createMockDirectory();

  beforeEach(() =>
    directory.setContent({
      'workspace/gitops/old.yaml': 'old',
      'outside/keep.yaml': 'keep',
    }),
  );

  it('writes what is added and changed, and removes what goes', async () => {
    await writeFiles(
      [
        { path: 'shop/new.yaml', change: 'added', diff: '', content: 'new' },
        { path: 'old.yaml', change: 'removed', diff: '' },
        { path: 'gone.yaml', change: 'removed', diff: '' },
      ],
      directory.resolve('workspace'),
      'gitops',
    );
    expect(
      readFileSync(directory.resolve('workspace/gitops/shop/new.yaml'), 'utf8'),
    ).toBe('new');
    expect(existsSync(directory.resolve('workspace/gitops/old.yaml'))).toBe(
      false,
    );
  });

  it.each([
    ['..', 'new.yaml'],
    ['gitops', '../../outside/keep.yaml'],
    ['gitops', 'link/keep.yaml'],
  ])(
    'writes nothing when %s, %s leads out of the workspace',
    async (to, path) => {
      symlinkSync(
        directory.resolve('outside'),
        directory.resolve('workspace/gitops/link'),
      );
      await expect(
        writeFiles(
          [
            { path: 'first.yaml', change: 'added', diff: '', content: 'first' },
            { path, change: 'added', diff: '', content: 'new' },
          ],
          directory.resolve('workspace'),
          to,
        ),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
      expect(existsSync(directory.resolve('workspace/gitops/first.yaml'))).toBe(
        false,
      );
      expect(readFileSync(directory.resolve('outside/keep.yaml'), 'utf8')).toBe(
        'keep',
      );
    },
  );

  it('does not take a text that is not given for a file that goes', async () => {
    await expect(
      writeFiles(
        [{ path: 'old.yaml', change: 'changed', diff: '' }],
        directory.resolve('workspace'),
        'gitops',
      ),
    ).rejects.toThrow(/old\.yaml is not given, since it holds a Secret/);
    expect(existsSync(directory.resolve('workspace/gitops/old.yaml'))).toBe(
      true,
    );
  });
});
