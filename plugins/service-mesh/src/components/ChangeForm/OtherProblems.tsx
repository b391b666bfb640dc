import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type {
  ChangeTemplate,
  ParameterProblem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { parameterOf } from './fieldProblems';
import { fittingParameters } from './fittingParameters';

/** Problems that no field of the form can show, such as those of a parameter that the template does not have. */
export function OtherProblems({
  template,
  problems,
}: {
  template: ChangeTemplate;
  problems: readonly ParameterProblem[];
}) {
  const shownElsewhere = [
    'reason',
    ...(template.timeBoxed ? ['expiresAt'] : []),
  ];
  const others = problems.filter(problem => {
    const parameter = parameterOf(problem);
    return (
      parameter !== undefined &&
      !shownElsewhere.includes(parameter) &&
      !(parameter in fittingParameters(template, { [parameter]: true }))
    );
  });
  return others.length === 0 ? null : (
    <Alert severity="error">
      <Box component="ul" sx={{ pl: 2.5, m: 0 }}>
        {others.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code>{field}</code>: {message}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
