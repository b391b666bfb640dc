import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { AuthenticationError } from '@backstage/errors';
import type { Config } from '@backstage/config';

const PERSON_HEADER = 'x-demo-person';
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

function readPeople(config: Config): string[] {
  const people = config
    .getOptionalConfigArray('app.demoSignIn.people')
    ?.map(person => person.getString('ref'));
  if (!people) {
    return [];
  }
  const host = config.getOptionalString('backend.listen.host');
  if (!host || !LOOPBACK.includes(host)) {
    throw new Error(
      `app.demoSignIn lets anybody sign in, so backend.listen.host must be one of ${LOOPBACK.join(
        ', ',
      )}; it is ${host ?? 'not set'}`,
    );
  }
  return people;
}

/**
 * Signs in as one of the people named in `app.demoSignIn.people`, without a password. Does nothing when that key is
 * absent, and refuses to start when the portal listens on anything but this machine.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-provider',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const people = readPeople(config);
        if (people.length === 0) {
          return;
        }
        providers.registerProvider({
          providerId: 'demo',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              async authenticate({ req }) {
                const person = req.header(PERSON_HEADER);
                if (!person || !people.includes(person)) {
                  throw new AuthenticationError(
                    `Header ${PERSON_HEADER} must name one of app.demoSignIn.people`,
                  );
                }
                return { result: { person } };
              },
            }),
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result.person }),
          }),
        });
      },
    });
  },
});
