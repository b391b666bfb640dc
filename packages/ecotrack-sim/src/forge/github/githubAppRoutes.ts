import express from 'express';
import type { Router } from 'express';
import type { GithubApps } from './GithubApps';

/** `POST /-/github-apps`: an App with the public half of its key, installed for an owner. */
export function githubAppRoutes(apps: GithubApps): Router {
  const router = express.Router();
  router.use(express.json());
  router.post('/', (request, response) => {
    const { id, slug, owner, publicKey } = request.body ?? {};
    try {
      apps.add(
        { id: Number(id), slug: String(slug), owner: String(owner) },
        String(publicKey),
      );
      response.status(201).json({ id, slug, owner });
    } catch {
      response.status(400).json({
        error: 'publicKey must be a public key in PEM form',
      });
    }
  });
  return router;
}
