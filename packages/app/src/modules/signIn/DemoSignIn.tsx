import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';

/** Somebody of the catalog whom a visitor of the demonstration may be. */
export interface DemoPerson {
  ref: string;
  title: string;
  description: string;
}

const CHOSEN_PERSON = 'ecotrack-demo-person';

function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      window.localStorage.removeItem(CHOSEN_PERSON);
      await identity.signOut();
    },
  };
}

/** Lets a visitor choose who to be; the choice lasts until sign-out. */
export function DemoSignIn(props: SignInPageProps & { people: DemoPerson[] }) {
  const { people, onSignInSuccess } = props;
  const [chosen, setChosen] = useState(
    () => window.localStorage.getItem(CHOSEN_PERSON) ?? undefined,
  );
  const person = people.find(candidate => candidate.ref === chosen);
  if (person) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-person': person.ref }}
        onSignInSuccess={identity => {
          window.localStorage.setItem(CHOSEN_PERSON, person.ref);
          onSignInSuccess(forgettingOnSignOut(identity));
        }}
      />
    );
  }
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100vh',
        display: 'grid',
        placeContent: 'center',
        gap: 3,
        bgcolor: 'background.default',
        color: 'text.primary',
        p: 4,
      }}
    >
      <Typography variant="h3" component="h1">
        EcoTrack mesh portal
      </Typography>
      <Typography>Who do you want to be in this demonstration?</Typography>
      {people.map(({ ref, title, description }) => (
        <Paper key={ref} variant="outlined" sx={{ p: 3, maxWidth: 560 }}>
          <Typography variant="h5" component="h2">
            {title}
          </Typography>
          <Typography sx={{ my: 1.5 }}>{description}</Typography>
          <Button variant="contained" onClick={() => setChosen(ref)}>
            Sign in as {title}
          </Button>
        </Paper>
      ))}
    </Box>
  );
}
