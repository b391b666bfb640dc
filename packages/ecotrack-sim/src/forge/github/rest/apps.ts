import { randomBytes } from 'node:crypto';
import type { Request, Router } from 'express';
import type { Clock } from '../../../clock/clock';
import type { Forge } from '../../model';
import { timestamp } from '../../model/timestamp';
import { GithubAnswer } from '../GithubAnswer';
import type { GithubApp, GithubApps } from '../GithubApps';
import { installationJson, PERMISSIONS } from '../json/installation';

const HOUR = 3_600_000;

/** Tokens for the installations of Apps. */
export function appRoutes(
  router: Router,
  apps: GithubApps,
  forge: Forge,
  clock: Clock,
): void {
  const signedIn = (request: Request): GithubApp => {
    const [, token = ''] = (request.headers.authorization ?? '').split(' ');
    const app = apps.signedBy(token, clock.now() / 1000);
    if (!app) {
      throw new GithubAnswer(401, 'A JSON web token could not be decoded');
    }
    return app;
  };

  router.get('/app/installations', (request, response) => {
    const app = signedIn(request);
    response.json([installationJson(forge.url, app, timestamp(clock))]);
  });

  router.post('/app/installations/:id/access_tokens', (request, response) => {
    const app = signedIn(request);
    const { id } = installationJson(forge.url, app, timestamp(clock));
    if (request.params.id !== String(id)) {
      throw new GithubAnswer(404, 'Not Found');
    }
    const bot = forge.users.ensure(`${app.slug}[bot]`, {
      fullName: app.slug,
      token: `ghs_${randomBytes(18).toString('hex')}`,
    });
    response.status(201).json({
      token: bot.token,
      expires_at: new Date(clock.now() + HOUR).toISOString(),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    });
  });
}
