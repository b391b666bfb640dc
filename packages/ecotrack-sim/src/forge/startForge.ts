import { createServer } from 'node:http';
import type { Clock } from '../clock/clock';
import { close, listen } from '../platform/servers';
import { forgeApp } from './forgeApp';
import { Forge } from './model/Forge';
import { seed } from './seed';
import { GiteaWebhooks } from './webhooks/GiteaWebhooks';

/** How to start a forge. */
export interface ForgeServerOptions {
  examplesDir: string;
  clock: Clock;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Kept from start to start; a temporary folder when absent. */
  directory?: string;
  /** Who is told when something happens to the repository with the examples. */
  webhookUrl?: string;
}

/** A forge that answers over HTTP. */
export interface ForgeServer {
  forge: Forge;
  /** Token of the user `portal`. */
  token: string;
  close(): Promise<void>;
}

/**
 * Starts a forge with the manifests of the examples.
 * @throws when Git is absent, its state cannot be read or the port is taken
 */
export async function startForge(
  options: ForgeServerOptions,
): Promise<ForgeServer> {
  const { examplesDir, clock, host, port, directory } = options;
  const forge = await Forge.open({ clock, directory });
  const webhooks = new GiteaWebhooks(forge);
  const server = createServer(forgeApp(forge, clock));
  try {
    const { token } = await seed(forge, examplesDir, options.webhookUrl);
    forge.url = `http://${host}:${await listen(server, port, host)}`;
    return {
      forge,
      token,
      close: async () => {
        await close(server);
        await webhooks.close();
        await forge.close();
      },
    };
  } catch (error) {
    await webhooks.close();
    await forge.close();
    throw error;
  }
}
