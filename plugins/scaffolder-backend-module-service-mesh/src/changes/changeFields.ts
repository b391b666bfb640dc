import type { z } from 'zod/v3';

type Zod = typeof z;

/** Where a change is made, and the name of the field in every action. */
export const environmentField = {
  environment: (zod: Zod) =>
    zod
      .string()
      .min(1)
      .describe('Environment of the mesh, by the name that the portal has'),
};

/** What every action that proposes a change may be told besides. */
export const proposalFields = {
  ...environmentField,
  reason: (zod: Zod) =>
    zod
      .string()
      .max(2000)
      .optional()
      .describe('Why; stands in the pull request'),
  expiresAt: (zod: Zod) =>
    zod
      .string()
      .datetime({ offset: true })
      .optional()
      .describe(
        'When the change shall be taken back, such as 2027-01-31T18:00:00Z',
      ),
  acknowledgeUnknown: (zod: Zod) =>
    zod
      .boolean()
      .optional()
      .describe('Propose it although its effect is not known in full'),
  draft: (zod: Zod) =>
    zod.boolean().optional().describe('Open the pull request as a draft'),
  timeoutSeconds: (zod: Zod) =>
    zod
      .number()
      .int()
      .min(1)
      .max(600)
      .optional()
      .describe('How long to wait for the pull request; 60 when left out'),
};

/** What every action that proposes a change gives. */
export const proposalOutput = {
  changeId: (zod: Zod) =>
    zod
      .string()
      .optional()
      .describe('Id of the change; missing when nothing was proposed'),
  changeUrl: (zod: Zod) =>
    zod.string().optional().describe('Page of the change in the portal'),
  pullRequestUrl: (zod: Zod) =>
    zod.string().optional().describe('Page of the pull request'),
  state: (zod: Zod) =>
    zod
      .string()
      .describe(
        'State of the change; "unchanged" when Git says so already, "previewed" in a dry run',
      ),
};
