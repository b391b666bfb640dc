import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  githubAuthApiRef,
  useApi,
  type SignInPageProps,
} from '@backstage/core-plugin-api';
import { DemoSignIn, type DemoPerson } from './DemoSignIn';

/** The people of `app.demoSignIn` when the configuration names some, otherwise sign-in with GitHub. */
export function SignIn(props: SignInPageProps) {
  const people = useApi(configApiRef).getOptional<DemoPerson[]>(
    'app.demoSignIn.people',
  );
  if (people) {
    return <DemoSignIn {...props} people={people} />;
  }
  return (
    <SignInPage
      {...props}
      provider={{
        id: 'github-auth-provider',
        title: 'GitHub',
        message: 'Sign in with GitHub',
        apiRef: githubAuthApiRef,
      }}
    />
  );
}
