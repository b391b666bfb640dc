import { branchCases } from './contract/branchCases';
import { Cases } from './contract/Cases';
import { commitCases } from './contract/commitCases';
import { conversationCases } from './contract/conversationCases';
import { mergeCases } from './contract/mergeCases';
import { problemCases } from './contract/problemCases';
import { pullRequestCases } from './contract/pullRequestCases';
import { readingCases } from './contract/readingCases';
import { repetitionCases } from './contract/repetitionCases';
import type { HostSetup } from './contract/types';

const SUBJECTS: readonly [string, (cases: Cases) => void][] = [
  ['reading', readingCases],
  ['branches', branchCases],
  ['commits', commitCases],
  ['pull requests', pullRequestCases],
  ['merging', mergeCases],
  ['comments, checks and reviews', conversationCases],
  ['answers that are lost or late', repetitionCases],
  ['problems', problemCases],
];

/**
 * Declares the tests that a host of Git repositories has to pass, for Jest.
 *
 * @remarks
 * Needs `git` on the machine: what people do beside the portal is done with it.
 *
 * @public
 */
export function repositoryHostContract(name: string, setup: HostSetup): void {
  const cases = new Cases(setup);
  describe(`${name} as a host of repositories`, () => {
    beforeAll(() => cases.start(), 60_000);
    afterAll(() => cases.close());

    for (const [subject, declare] of SUBJECTS) {
      describe(subject, () => {
        declare(cases);
      });
    }
  });
}
